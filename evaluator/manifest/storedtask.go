package manifest

import (
	"strings"

	"github.com/ecsgate/ecsgate/evaluator"
	"github.com/ecsgate/ecsgate/evaluator/document"
	"github.com/ecsgate/ecsgate/evaluator/reference"
)

// storedTask is a RunTask that EventBridge sends: a target with EcsParameters,
// whose ARN is that of the cluster.
type storedTask struct {
	kind   string
	stored evaluator.Stored
	// to is the object that has the cluster, under the name arn; parameters are
	// below it, in the field of that name. Path leads to it.
	to         *document.Node
	path       string
	arn        string
	parameters string
	// elsewhere is why an object without a cluster has none.
	elsewhere string
}

// runsTasks reports whether a target is one of ECS: it says how, or it is a
// cluster.
func runsTasks(to *document.Node) bool {
	return carries(to.Get("EcsParameters")) || isCluster(to.Get("Arn").Str())
}

func isCluster(text string) bool {
	arn, ok := reference.ParseARN(text)
	return ok && arn.Service == "ecs" && strings.HasPrefix(arn.Resource, "cluster/")
}

// readTask reads what such a target sends.
func (s source) readTask(t storedTask) evaluator.Change {
	parameters := t.to.Get(t.parameters)
	said := s.misspelt(parameters, "TaskDefinitionArn", "TaskCount")
	if wrong := parameters.Field("TaskDefinition"); wrong != nil {
		appendChange(&said, s.failure(&document.Node{Position: wrong.Position}, `unknown parameter "TaskDefinition": did you mean "TaskDefinitionArn"?`))
	}
	if len(said.Failures) > 0 {
		return said
	}
	op := s.storedOperation(evaluator.RunTask, t.kind, t.stored)
	op.Position, op.Path = fieldPosition(t.to, t.arn), t.path
	switch field := parameters.Field("TaskDefinitionArn"); {
	case field != nil:
		op.Reference = refer(field.Value)
		op.Position, op.Path = field.Position, join(t.path, t.parameters, "TaskDefinitionArn")
	case parameters != nil && parameters.Kind != document.Mapping:
		op.Reference = refer(parameters)
		op.Position, op.Path = parameters.Position, join(t.path, t.parameters)
	}
	fill(&op, parameters, reference.TargetParameterName)
	cluster := t.to.Get(t.arn)
	if cluster != nil {
		op.Fields[paramCluster] = cluster.Position
	}
	if !clusterTarget.aim(&op, paramCluster, cluster) {
		clusterTarget.open(&op, t.elsewhere)
	}
	said.Operations = append(said.Operations, op)
	return said
}

// join writes a path of names; empty ones are left out.
func join(names ...string) string {
	var path string
	for _, name := range names {
		if path != "" && name != "" && !strings.HasPrefix(name, "[") {
			path += "."
		}
		path += name
	}
	return path
}
