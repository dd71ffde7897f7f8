package live

import (
	"slices"

	"github.com/ecsgate/ecsgate/evaluator/document"
	"github.com/ecsgate/ecsgate/evaluator/reference"
)

// launching are the requests that name a task definition in order to run it.
var launching = []string{"runTask", "startTask", "createService", "updateService", "createTaskSet"}

// launchingTarget returns the API that a schedule calls by a universal target,
// if it is one of those that name a task definition.
func launchingTarget(arn string) (api string, ok bool) {
	api, ok = reference.UniversalTarget(arn)
	return api, ok && slices.Contains(launching, api)
}

// universal reads the request of a universal target from the schedule's input
// ("Using universal targets", EventBridge Scheduler User Guide). An input that
// can not be read may name anything; one that is missing names nothing.
func (r *reader) universal(api, input string) (l launch, ok bool) {
	if input == "" {
		return launch{}, false
	}
	root, err := document.ReadJSON([]byte(input))
	if err != nil || root.Kind != document.Mapping {
		return launch{expression: "Input"}, true
	}
	return r.embedded(reference.Embedded{API: api, Parameters: root})
}

// embedded reads the launch of a request inside a definition or an input. A
// request that names no task definition launches none that could be held: an
// update keeps the service's, and ECS refuses the others.
func (r *reader) embedded(request reference.Embedded) (l launch, ok bool) {
	if !slices.Contains(launching, request.API) {
		return launch{}, false
	}
	node, _ := request.Parameter("Cluster")
	cluster, _ := node.Scalar()
	node, expression := request.Parameter("TaskDefinition")
	if expression != "" {
		return launch{expression: legible(expression), cluster: r.clusterName(cluster)}, true
	}
	taskDefinition, _ := node.Scalar()
	return r.launchOf(taskDefinition, cluster)
}
