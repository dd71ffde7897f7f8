package manifest

import (
	"fmt"
	"strings"

	"github.com/ecsgate/ecsgate/evaluator"
	"github.com/ecsgate/ecsgate/evaluator/document"
	"github.com/ecsgate/ecsgate/evaluator/reference"
)

const appSpec = "appspec"

// filledByPipeline is what stands in an AppSpec for the revision that
// CodePipeline registers in the same deployment
// (https://docs.aws.amazon.com/codepipeline/latest/userguide/tutorials-ecs-ecr-codedeploy.html).
const filledByPipeline = "<TASK_DEFINITION>"

// inDeploymentGroup is why an AppSpec does not say where it goes.
const inDeploymentGroup = "not in the AppSpec; the CodeDeploy deployment group has it"

// isAppSpec knows the AppSpec of an ECS or a Lambda deployment by its list of
// resources, and that of an EC2 one by the system and what goes onto it.
func isAppSpec(root *document.Node) bool {
	for _, item := range items(entry(root, "Resources")) {
		for _, resource := range fields(item) {
			typ, properties := entry(resource.Value, "Type").Str(), entry(resource.Value, "Properties")
			if strings.HasPrefix(typ, "AWS::") || properties != nil && len(item.Fields) == 1 {
				return true
			}
		}
	}
	return root.Has("version") && root.Has("os") && (root.Has("files") || root.Has("hooks"))
}

// readAppSpec reads what CodeDeploy sends for the resources of an AppSpec: for
// each service it creates a task set
// (https://docs.aws.amazon.com/codedeploy/latest/userguide/reference-appspec-file-structure-resources.html).
func readAppSpec(s source) evaluator.Change {
	var change evaluator.Change
	name := s.root.Spelling("Resources")
	for i, item := range items(entry(s.root, "Resources")) {
		if item.Kind != document.Mapping {
			appendChange(&change, s.unseen(item.Position, "a resource of the AppSpec is not in this file: not checked"))
		}
		for _, resource := range item.Fields {
			path := fmt.Sprintf("%s[%d].%s", name, i, resource.Name)
			appendChange(&change, s.deployed(resource, path))
		}
	}
	return change
}

// deployed reads one resource of an AppSpec. A function is no service.
func (s source) deployed(resource document.Field, path string) evaluator.Change {
	typ, properties := entry(resource.Value, "Type"), entry(resource.Value, "Properties")
	isService := strings.EqualFold(typ.Str(), "AWS::ECS::Service") ||
		!strings.HasPrefix(typ.Str(), "AWS::") && entry(properties, "TaskDefinition") != nil
	switch {
	case !isService && (isOpen(typ) || isOpen(properties) || isOpen(resource.Value)):
		return s.unseen(resource.Position, "what AppSpec resource %s deploys is not in this file: not checked", quoted(resource.Name))
	case !isService:
		return evaluator.Change{}
	}
	op := s.storedOperation(evaluator.CreateTaskSet, appSpec, evaluator.Stored{
		Holder: evaluator.AppSpecHolder, Name: resource.Name, Enabled: true,
	})
	op.Origin = evaluator.FromTool
	op.Position, op.Path = resource.Position, path
	fill(&op, properties, deployedParameter)
	clusterTarget.open(&op, inDeploymentGroup)
	serviceTarget.open(&op, inDeploymentGroup)
	for _, field := range fields(properties) {
		if strings.EqualFold(field.Name, "TaskDefinition") {
			op.Position, op.Path = field.Position, join(path, resource.Value.Spelling("Properties"), field.Name)
			op.Reference = deployedReference(field.Value)
		}
	}
	if isOpen(properties) {
		op.Reference = refer(properties)
	}
	return evaluator.Change{Operations: []evaluator.Operation{op}}
}

// deployedReference returns the reference of an AppSpec.
func deployedReference(n *document.Node) reference.Reference {
	if text := n.Str(); strings.TrimSpace(text) == filledByPipeline {
		return reference.Reference{Kind: reference.Produced, Raw: text}
	}
	return refer(n)
}

// deployedParameter names the parameters of CreateTaskSet that the properties of
// a resource become.
func deployedParameter(property string) string {
	for _, name := range []string{paramTaskDefinition, "platformVersion", "networkConfiguration", "capacityProviderStrategy"} {
		if strings.EqualFold(property, name) {
			return name
		}
	}
	if strings.EqualFold(property, "LoadBalancerInfo") {
		return "loadBalancers"
	}
	return reference.ParameterName(property)
}

// entry returns the value of a name, in whatever capitals: AppSpecs are
// documented with either.
func entry(n *document.Node, name string) *document.Node {
	return n.Get(n.Spelling(name))
}
