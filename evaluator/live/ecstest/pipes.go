package ecstest

import (
	"net/http"
	"slices"
	"strings"
)

func pipesActions() map[string]operation {
	return map[string]operation{"ListPipes": listPipes, "DescribePipe": describePipe}
}

func (c *call) describedPipe(p Pipe) object {
	return object{
		"Name":         p.Name,
		"Arn":          c.arn("pipes", "pipe/"+p.Name),
		"Source":       c.arn("sqs", p.Name),
		"Target":       p.TargetARN,
		"DesiredState": p.DesiredState,
		"CurrentState": p.DesiredState,
	}
}

func listPipes(c *call) (object, error) {
	prefix, target, state := c.parameters.text("NamePrefix"), c.parameters.text("TargetPrefix"), c.parameters.text("DesiredState")
	var found []Pipe
	for _, p := range c.Pipes {
		if strings.HasPrefix(p.Name, prefix) && strings.HasPrefix(p.TargetARN, target) && (state == "" || state == p.DesiredState) {
			found = append(found, p)
		}
	}
	pages := paging{member: "Pipes", limit: "Limit", token: "NextToken", usual: 100, most: 100}
	return listed(c, pages, found, func(p Pipe) any { return c.describedPipe(p) })
}

func describePipe(c *call) (object, error) {
	name := c.parameters.text("Name")
	i := slices.IndexFunc(c.Pipes, func(p Pipe) bool { return p.Name == name })
	if i < 0 {
		return nil, refusal{"NotFoundException", http.StatusNotFound}.because("Pipe %s does not exist.", name)
	}
	o := c.describedPipe(c.Pipes[i])
	if reference := c.Pipes[i].TaskDefinition; reference != "" {
		o["TargetParameters"] = object{"EcsTaskParameters": object{"TaskDefinitionArn": reference, "TaskCount": 1}}
	}
	return o, nil
}
