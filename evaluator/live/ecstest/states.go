package ecstest

import (
	"crypto/sha256"
	"fmt"
	"slices"
	"strings"
)

func statesActions() map[string]operation {
	return map[string]operation{
		"ListStateMachines":                listStateMachines,
		"DescribeStateMachine":             describeStateMachine,
		"ListStateMachineVersions":         listStateMachineVersions,
		"ListStateMachineAliases":          listStateMachineAliases,
		"DescribeStateMachineAlias":        describeStateMachineAlias,
		"ListExecutions":                   listExecutions,
		"DescribeStateMachineForExecution": describeStateMachineForExecution,
	}
}

func statesPages(member string) paging {
	return paging{member: member, limit: "maxResults", token: "nextToken", usual: 100, most: 1000}
}

// kind is the type of the machine.
func (m StateMachine) kind() string {
	if m.Type == "" {
		return "STANDARD"
	}
	return m.Type
}

func (s scope) stateMachineARN(m StateMachine) string {
	return s.arn("states", "stateMachine:"+m.Name)
}

func (s scope) versionARN(m StateMachine, number int) string {
	return fmt.Sprintf("%s:%d", s.stateMachineARN(m), number)
}

// stateMachine finds the machine of an ARN, and what follows its name: the
// number of a version, or the name of an alias.
func (c *call) stateMachine(arn string) (m StateMachine, qualifier string, err error) {
	resource, _ := c.resource(arn, "states", "stateMachine:")
	name, qualifier, _ := strings.Cut(resource, ":")
	for _, m := range c.StateMachines {
		if m.Name == name {
			return m, qualifier, nil
		}
	}
	return StateMachine{}, "", noStateMachine(arn)
}

func noStateMachine(arn string) error {
	return refuse("StateMachineDoesNotExist", "State Machine Does Not Exist: '%s'", arn)
}

func listStateMachines(c *call) (object, error) {
	return listed(c, statesPages("stateMachines"), c.StateMachines, func(m StateMachine) any {
		return object{"name": m.Name, "stateMachineArn": c.stateMachineARN(m), "type": m.kind(), "creationDate": moment{c.now}}
	})
}

// describeStateMachine shows what runs now, or a published version by its ARN.
func describeStateMachine(c *call) (object, error) {
	arn := c.parameters.text("stateMachineArn")
	m, qualifier, err := c.stateMachine(arn)
	if err != nil {
		return nil, err
	}
	definition := m.Definition
	if qualifier != "" {
		i := slices.IndexFunc(m.Versions, func(v Version) bool { return fmt.Sprint(v.Number) == qualifier })
		if i < 0 {
			return nil, noStateMachine(arn)
		}
		definition = m.Versions[i].Definition
	}
	o := c.describedStateMachine(m, definition)
	o["stateMachineArn"] = arn
	o["status"] = "ACTIVE"
	o["type"] = m.kind()
	o["creationDate"] = moment{c.now}
	return o, nil
}

// describedStateMachine is what a machine shows by itself and by an execution.
func (c *call) describedStateMachine(m StateMachine, definition string) object {
	return object{
		"name":            m.Name,
		"stateMachineArn": c.stateMachineARN(m),
		"definition":      definition,
		"revisionId":      revisionID(definition),
		"roleArn":         "arn:" + c.partition + ":iam::" + c.account + ":role/" + m.Name,
	}
}

// revisionID identifies a revision of a state machine, which here are as many as
// there are definitions. AWS gives the first one none.
func revisionID(definition string) string {
	sum := sha256.Sum256([]byte(definition))
	return fmt.Sprintf("%x-%x-%x-%x-%x", sum[:4], sum[4:6], sum[6:8], sum[8:10], sum[10:16])
}

// listStateMachineVersions lists the newest version first (API reference,
// ListStateMachineVersions: "sorted in descending order").
func listStateMachineVersions(c *call) (object, error) {
	m, _, err := c.stateMachine(c.parameters.text("stateMachineArn"))
	if err != nil {
		return nil, err
	}
	versions := slices.SortedFunc(slices.Values(m.Versions), func(a, b Version) int { return b.Number - a.Number })
	return listed(c, statesPages("stateMachineVersions"), versions, func(v Version) any {
		return object{"stateMachineVersionArn": c.versionARN(m, v.Number), "creationDate": moment{c.now}}
	})
}
