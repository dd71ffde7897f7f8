package manifest

import (
	"strconv"
	"strings"

	"github.com/ecsgate/ecsgate/evaluator"
	"github.com/ecsgate/ecsgate/evaluator/document"
)

// includes reads which files a configuration includes. GitLab's own template for
// ECS deploys by variables; what is in the files of others nobody sees here.
func (g *gitlabReader) includes() {
	list := items(g.root.Get("include"))
	if include := g.root.Get("include"); isObject(include) || include.Str() != "" {
		list = []*document.Node{include}
	}
	for _, include := range list {
		name := include.Str()
		for _, key := range []string{"template", "project", "remote", "component", "local"} {
			if value := include.Get(key).Str(); value != "" {
				name = strings.TrimSuffix(value+"/"+include.Get("file").Str(), "/")
			}
		}
		switch {
		case strings.HasSuffix(name, "Deploy-ECS.gitlab-ci.yml"):
			g.template(include.Position, g.env, false)
		case include.Get("local").Str() != "" || include.Str() == name && !strings.Contains(name, "://"):
			// A file of this repository is read when it is among the files.
		case namesECS().MatchString(strings.ToLower(name)) || strings.Contains(strings.ToLower(name), "deploy"):
			g.note(include.Position, namesECS().MatchString(strings.ToLower(name)), "%s is included: what is in it is not checked", quoted(name))
		}
	}
}

// deploysECS reports whether a job extends the one of GitLab's template.
func (j gitlabJob) deploysECS() bool {
	for _, node := range j {
		if name := node.Get("extends").Str(); name == ".deploy_to_ecs" || name == "production_ecs" {
			return true
		}
	}
	return false
}

// template is what GitLab's template for ECS does: it registers a task
// definition, from a file or with another image, and updates the service to it
// (https://docs.gitlab.com/ci/cloud_deployment/ecs/deploy_to_aws_ecs/).
func (g *gitlabReader) template(at document.Position, env environment, maybe bool) {
	value := func(name string) setting {
		s := setting{text: env.known[name], reason: env.unknown[name], at: at}
		if !s.given() {
			s.reason = strconv.Quote("$"+name) + " is a variable"
		}
		return s
	}
	d := toolDeployment{
		source: g.source, kind: g.kind, at: at,
		cluster: value("CI_AWS_ECS_CLUSTER"), service: value("CI_AWS_ECS_SERVICE"),
	}
	family := value("CI_AWS_ECS_TASK_DEFINITION")
	if file := env.known["CI_AWS_ECS_TASK_DEFINITION_FILE"]; file != "" {
		d.what = g.definitionFile(file)
	} else if family.reason != "" {
		d.what = registered{reason: family.reason}
	} else {
		d.what = familyOf(family.text, "CI_AWS_ECS_TASK_DEFINITION", nil)
	}
	d.register()
	d.launch(evaluator.UpdateService)
	for i := range d.change.Operations {
		d.change.Operations[i].Maybe = maybe
	}
	appendChange(&g.change, d.change)
}
