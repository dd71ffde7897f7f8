package manifest

import (
	"slices"

	"github.com/ecsgate/ecsgate/evaluator"
	"github.com/ecsgate/ecsgate/evaluator/document"
	"github.com/ecsgate/ecsgate/evaluator/reference"
)

// register reads the registration of the task definition file.
func (e *ecspresso) register() {
	if !e.root.Get(ecspressoTaskDefinition).IsSet() {
		e.registered = reference.Reference{Kind: reference.Unresolved, Reason: "the configuration names no task definition file"}
		return
	}
	e.registered = reference.Reference{Kind: reference.Produced, Raw: e.root.Get(ecspressoTaskDefinition).Str()}
	op := e.begin(evaluator.RegisterTaskDefinition)
	d, err := e.load(ecspressoTaskDefinition)
	if err != nil {
		op.Gaps = append(op.Gaps, evaluator.Gap{Field: paramFamily, Reason: err.Error()})
	} else {
		op = e.registration(d)
	}
	e.aim(&op, ecspressoRegion)
	e.registered = op.Reference
	e.add(op)
}

// registration reads a task definition. What AWS answers with is one, too.
func (e *ecspresso) registration(d definition) evaluator.Operation {
	if inner := d.root.Get(paramTaskDefinition); inner != nil && inner.Kind == document.Mapping {
		d.root = lowered(inner)
	}
	r := request{source: d.source, body: bodyOf(d.root), action: evaluator.RegisterTaskDefinition}
	op := r.operations()[0]
	op.Kind, op.Origin = ecspressoKind, evaluator.FromTool
	op.Maybe = d.maybe || d.conditional(op.Line)
	family := d.root.Get(paramFamily)
	notes := d.assume(e.rendering, &op, family)
	e.say(notes)
	return op
}

// byCodeDeploy are the parameters that ecspresso leaves out of an update when
// CodeDeploy deploys the service: the new revision then goes into an AppSpec
// (github.com/kayac/ecspresso, UpdateServiceAttributes and createDeployment).
var byCodeDeploy = []string{
	paramTaskDefinition, paramForceNewDeployment, paramDeploymentController, "networkConfiguration", "platformVersion",
	"loadBalancers", "serviceRegistries", "capacityProviderStrategy",
}

// deploy reads what becomes of the service. Without a service definition
// ecspresso can not create it.
func (e *ecspresso) deploy() {
	op := e.begin(evaluator.PutService)
	if !e.root.Get(ecspressoServiceDefinition).IsSet() {
		op.Action = evaluator.UpdateService
	}
	e.aim(&op, ecspressoRegion, ecspressoCluster, ecspressoServiceName)
	e.define(&op, parameters[evaluator.CreateService], parameters[evaluator.UpdateService])
	if e.root.Has(ecspressoCodeDeploy) {
		op.DeploymentController = "CODE_DEPLOY"
	}
	if op.DeploymentController == "CODE_DEPLOY" {
		op.Parameters = slices.DeleteFunc(op.Parameters, func(name string) bool { return slices.Contains(byCodeDeploy, name) })
	}
	e.add(op)
}

// runTask reads a configuration without a service: "ecspresso run" is all that
// it is good for.
func (e *ecspresso) runTask() {
	op := e.begin(evaluator.RunTask)
	e.aim(&op, ecspressoRegion, ecspressoCluster)
	e.define(&op, parameters[evaluator.RunTask])
	op.DesiredCount = nil
	e.add(op)
}

// define adds what the service definition says, of what the requests take. Its
// own task definition, name and cluster are nothing to ecspresso.
func (e *ecspresso) define(op *evaluator.Operation, takes ...names) {
	for name := range op.Fields {
		op.Parameters = append(op.Parameters, name)
	}
	defer func() {
		slices.Sort(op.Parameters)
		op.Parameters = slices.Compact(op.Parameters)
	}()
	if !e.root.Get(ecspressoServiceDefinition).IsSet() {
		return
	}
	d, err := e.load(ecspressoServiceDefinition)
	if err != nil {
		at := e.root.Get(ecspressoServiceDefinition)
		e.say(e.note(at, "the service definition was not looked at: %s", err))
		return
	}
	op.Maybe = op.Maybe || d.maybe
	for _, field := range fields(d.root) {
		taken := slices.ContainsFunc(takes, func(set names) bool { return set[field.Name] })
		if taken && carries(field.Value) && !slices.Contains(composedByTool, field.Name) {
			op.Parameters = append(op.Parameters, field.Name)
			op.Request[field.Name] = field.Value.Value()
		}
	}
	if controller := d.root.At(paramDeploymentController, "type"); !isOpen(controller) {
		op.DeploymentController = controller.Str()
	}
	if count, ok := d.root.Get(paramDesiredCount).Int(); ok && d.root.Get("schedulingStrategy").Str() != "DAEMON" {
		op.DesiredCount = &count
	}
}

// composedByTool are the parameters that ecspresso makes itself.
var composedByTool = []string{paramTaskDefinition, paramCluster, paramService, paramServiceName, paramForceNewDeployment, "clientToken"}
