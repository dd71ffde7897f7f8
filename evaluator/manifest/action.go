package manifest

import (
	"path"
	"slices"
	"strings"

	"github.com/ecsgate/ecsgate/evaluator"
	"github.com/ecsgate/ecsgate/evaluator/document"
)

// signs tell requests by what only they hold, in this order: the first that
// fits decides. A body that fits none may be one of several requests.
var signs = []struct {
	action evaluator.Action
	shows  func(body) bool
}{
	{evaluator.RegisterTaskDefinition, func(b body) bool { return b.has(paramContainerDefinitions) }},
	{evaluator.DeleteTaskDefinitions, func(b body) bool { return b.has(paramTaskDefinitions) }},
	{evaluator.StartTask, func(b body) bool { return b.has(paramContainerInstances) }},
	{evaluator.CreateService, func(b body) bool { return b.has(paramServiceName) }},
	{evaluator.CreateTaskSet, func(b body) bool { return b.has(paramService) && b.has("scale", "externalId") }},
	{evaluator.UpdateService, func(b body) bool { return b.has(paramService) && b.updates() }},
	{evaluator.DeleteService, func(b body) bool { return b.has(paramService) && b.has(paramForce) }},
	// What follows leaves the service's name to the command line.
	{evaluator.UpdateService, func(b body) bool { return b.has(paramForceNewDeployment) }},
	{evaluator.CreateService, func(b body) bool { return b.has("schedulingStrategy", "role") }},
	{evaluator.RunTask, func(b body) bool { return b.has("count", "overrides", "startedBy", "group", "referenceId") }},
}

// hints are parts of file names, folded, that tell apart what the content does
// not.
var hints = []struct {
	part   string
	action evaluator.Action
}{
	{"deregister", evaluator.DeregisterTaskDefinition},
	{"registertask", evaluator.RegisterTaskDefinition},
	{"deletetask", evaluator.DeleteTaskDefinitions},
	{"deleteservice", evaluator.DeleteService},
	{"createservice", evaluator.CreateService},
	{"updateservice", evaluator.UpdateService},
	{"createtaskset", evaluator.CreateTaskSet},
	{"runtask", evaluator.RunTask},
	{"starttask", evaluator.StartTask},
}

// nameHas reports whether the file's name, folded, holds a part.
func (s source) nameHas(part string) bool {
	return strings.Contains(fold(path.Base(s.file.Name)), part)
}

func hint(file string) evaluator.Action {
	name := fold(path.Base(file))
	for _, h := range hints {
		if strings.Contains(name, h.part) {
			return h.action
		}
	}
	return ""
}

// action returns the request that a body is for. Where that can not be told it
// returns "" and the requests that take all of its parameters.
func (b body) action(file string) (evaluator.Action, []evaluator.Action) {
	for _, sign := range signs {
		if sign.shows(b) {
			return sign.action, nil
		}
	}
	candidates := b.candidates()
	switch named := hint(file); {
	case len(candidates) == 1:
		return candidates[0], nil
	case slices.Contains(candidates, named):
		return named, nil
	case b.has(paramTaskDefinition) && b.has(serviceMarks...), b.has(paramCluster) && b.has(creationMarks...):
		return evaluator.CreateService, nil
	}
	return "", candidates
}

// candidates are the requests that take all parameters of a body.
func (b body) candidates() []evaluator.Action {
	var fit []evaluator.Action
	for action, set := range parameters {
		takesAll := true
		for name := range b.values {
			takesAll = takesAll && set[name]
		}
		if takesAll {
			fit = append(fit, action)
		}
	}
	slices.Sort(fit)
	return fit
}

// serviceMarks are the parameters that requests about services take, and no
// request about tasks.
var serviceMarks = []string{
	paramDesiredCount, paramDeploymentController, "loadBalancers", "deploymentConfiguration", "schedulingStrategy",
	"serviceRegistries", "serviceConnectConfiguration",
}

// creationMarks are those that an update of a service has no use for, or that
// nobody writes down to scale one.
var creationMarks = []string{paramDeploymentController, "loadBalancers", "schedulingStrategy", "serviceRegistries"}

// updates reports whether a body asks a service to change.
func (b body) updates() bool {
	for name := range b.values {
		if name != paramCluster && name != paramService && parameters[evaluator.UpdateService][name] {
			return true
		}
	}
	return false
}

// likely reports whether a document is the body of a request at all: it holds
// what only requests to ECS hold, or it concerns a service and more of its names
// are parameters than not. {"service": "web", …} alone proves nothing:
// serverless.yml begins so.
func (b body) likely(file string) bool {
	switch {
	case len(b.values) == 0:
		return false
	case b.namesDefinition(), b.has(paramForceNewDeployment), hint(file) != "" && b.strangers < len(b.values):
		return true
	case len(b.values) == 1, !b.has(paramService, paramServiceName) && !b.has(serviceMarks...):
		return false
	}
	return b.strangers == 0 || len(b.values) > b.strangers && (b.updates() || b.has(paramForce))
}

func (b body) namesDefinition() bool {
	isScalar := func(node *document.Node) bool { return node.Kind < document.Sequence }
	one, several := b.values[paramTaskDefinition], b.values[paramTaskDefinitions]
	return one != nil && isScalar(one) ||
		isList(several) && isScalar(several.Items[0]) ||
		isList(b.values[paramContainerDefinitions])
}

// lacksSubject reports whether a body describes a service without saying which
// and what it runs: ecspresso keeps its service definitions so.
func (b body) lacksSubject() bool {
	return b.has(serviceMarks...) &&
		!b.has(paramTaskDefinition, paramCluster, paramService, paramServiceName, paramForceNewDeployment)
}
