package modeltest_test

import (
	"slices"
	"strconv"
	"time"

	"github.com/ecsgate/ecsgate/evaluator"
	"github.com/ecsgate/ecsgate/evaluator/document"
	"github.com/ecsgate/ecsgate/evaluator/reference"
)

// operations makes one to eight operations, in an order that is not the
// report's.
func (d dice) operations(t *trial) {
	for i := range 1 + d.IntN(8) {
		op := d.operation(t)
		op.File, op.Kind = file, "test"
		op.Position = document.Position{Line: i + 1, Column: 1}
		op.Context = d.chance(3)
		if fits(t.change.Operations, &op) {
			t.change.Operations = append(t.change.Operations, op)
		}
	}
	d.Shuffle(len(t.change.Operations), func(i, j int) {
		ops := t.change.Operations
		ops[i], ops[j] = ops[j], ops[i]
	})
	if d.chance(10) {
		t.change.Clusters = []evaluator.Scope{{Partition: "aws", Account: home, Region: regions[0], Cluster: pick(d, "dev", "gone")}}
	}
}

// fits keeps out what no reader yields and what the texts leave open: a family
// registered twice, a revision retired twice in one way, a service that is
// created beside something else than an update, or updated twice where one of
// the two does not name a revision.
func fits(ops []evaluator.Operation, op *evaluator.Operation) bool {
	return !slices.ContainsFunc(ops, func(other evaluator.Operation) bool {
		same := subject(&other) == subject(op)
		switch {
		case op.Stored != nil, other.Stored != nil, op.Action == evaluator.Release:
			return false
		case op.Action.Retires(), op.Action == evaluator.RegisterTaskDefinition:
			return op.Action == other.Action && other.Reference.Family == op.Reference.Family && other.Reference.Revision == op.Reference.Revision
		case !same:
			return false
		}
		named := op.Reference.Kind != reference.Absent && other.Reference.Kind != reference.Absent
		updates := op.Action == evaluator.UpdateService && other.Action == evaluator.UpdateService && named
		return !updates && !onePuts(op, &other) && !onePuts(&other, op)
	})
}

// onePuts reports whether one operation creates a service and the other uses it.
func onePuts(one, other *evaluator.Operation) bool {
	return one.Action == evaluator.CreateService && (other.Action == evaluator.UpdateService || other.Action == evaluator.CreateTaskSet)
}

// subject is the service of an operation, as it names it.
func subject(op *evaluator.Operation) string {
	if !slices.Contains([]evaluator.Action{evaluator.CreateService, evaluator.UpdateService, evaluator.PutService,
		evaluator.CreateTaskSet, evaluator.DeleteService}, op.Action) {
		return op.File + strconv.Itoa(op.Line) // its own
	}
	for _, c := range op.Claims {
		if c.Service != "" {
			return c.Service
		}
	}
	return ""
}

func (d dice) operation(t *trial) evaluator.Operation {
	region := pick(d, t.run.State.Regions...)
	op := evaluator.Operation{Origin: evaluator.FromRequest}
	switch p := d.IntN(100); {
	case p < 40:
		d.launch(&op, region)
	case p < 50:
		d.store(&op, region)
	case p < 80:
		op.Action = pick(d, evaluator.DeregisterTaskDefinition, evaluator.DeregisterTaskDefinition, evaluator.DeleteTaskDefinitions)
		op.Origin = pick(d, evaluator.FromProposal, evaluator.FromProposal, evaluator.FromPlan, evaluator.FromRequest)
		op.Reference = d.reference(region, false)
	case p < 87:
		op.Action, op.Origin = evaluator.RegisterTaskDefinition, pick(d, evaluator.FromTemplate, evaluator.FromPlan, evaluator.FromRequest)
		name := pick(d, familyNames...)
		op.Reference = reference.Reference{Kind: reference.Produced, Raw: name, Family: name}
	case p < 93:
		op.Action = evaluator.DeleteService
		op.Reference.Kind = reference.Absent
		d.aim(&op, region)
	default:
		op.Action, op.Origin = evaluator.Release, evaluator.FromPlan
		op.Releases = &evaluator.HolderID{Name: "holder-" + strconv.Itoa(d.IntN(2)),
			Kind: pick(d, evaluator.RuleHolder, evaluator.ScheduleHolder, evaluator.PipeHolder, evaluator.StateMachineHolder)}
		op.Reference.Kind = reference.Absent
	}
	d.locate(&op, t, region)
	return op
}

func (d dice) launch(op *evaluator.Operation, region *evaluator.Region) {
	op.Action = pick(d, evaluator.RunTask, evaluator.StartTask, evaluator.CreateService, evaluator.CreateTaskSet, evaluator.PutService,
		evaluator.PutService, evaluator.UpdateService, evaluator.UpdateService, evaluator.UpdateService, evaluator.UpdateService)
	op.Reference = d.reference(region, true)
	switch op.Action {
	case evaluator.PutService:
		op.Origin = pick(d, evaluator.FromTemplate, evaluator.FromTemplate, evaluator.FromTool)
	case evaluator.UpdateService:
		op.Origin = pick(d, evaluator.FromRequest, evaluator.FromRequest, evaluator.FromPlan)
	}
	d.aim(op, region)
	d.parameters(op)
	if op.Action == evaluator.CreateService && d.chance(20) {
		op.DeploymentController = "EXTERNAL"
		op.Reference = reference.Reference{Kind: reference.Absent}
	}
}

// aim names a cluster and, where the action is about one, a service: most often
// one that is there.
func (d dice) aim(op *evaluator.Operation, region *evaluator.Region) {
	cluster, service := pick(d, "prod", "prod", "prod", "dev", "default", "gone"), pick(d, serviceNames...)
	if len(region.Services) > 0 && d.chance(75) {
		s := pick(d, region.Services...)
		cluster, service = s.Cluster, s.Name
	}
	switch {
	case d.chance(3):
		op.Gaps = append(op.Gaps, evaluator.Gap{Field: "cluster", Reason: "!ImportValue cluster"})
	case cluster != "default" || d.chance(50):
		op.Claims = append(op.Claims, clusterName(cluster))
	}
	switch {
	case op.Action == evaluator.RunTask || op.Action == evaluator.StartTask:
	case d.chance(3):
		op.Gaps = append(op.Gaps, evaluator.Gap{Field: "service", Reason: "${SERVICE}"})
	default:
		op.Claims = append(op.Claims, serviceName(service))
	}
}

func (d dice) parameters(op *evaluator.Operation) {
	set := map[string]bool{}
	if op.Reference.Kind != reference.Absent {
		set["taskDefinition"] = true
	}
	if op.Action == evaluator.UpdateService || op.Action == evaluator.PutService {
		if d.chance(40) {
			n := d.IntN(4)
			op.DesiredCount, set["desiredCount"] = &n, true
		}
		if d.chance(30) {
			op.ForceNewDeployment, set["forceNewDeployment"] = d.chance(60), true
		}
		if d.chance(40) {
			set[pick(d, "networkConfiguration", "capacityProviderStrategy", "healthCheckGracePeriodSeconds", "availabilityZoneRebalancing",
				"deploymentController", "enableExecuteCommand", "somethingNew")] = true
		}
	}
	for name := range set {
		op.Parameters = append(op.Parameters, name)
	}
	slices.Sort(op.Parameters)
}

func (d dice) store(op *evaluator.Operation, region *evaluator.Region) {
	op.Action, op.Origin = pick(d, evaluator.RunTask, evaluator.RunTask, evaluator.StartTask, evaluator.UpdateService), evaluator.FromTemplate
	op.Reference = d.reference(region, true)
	op.Stored = &evaluator.Stored{Name: "stored", Enabled: true,
		Holder: pick(d, evaluator.RuleHolder, evaluator.ScheduleHolder, evaluator.PipeHolder, evaluator.StateMachineHolder, evaluator.AppSpecHolder)}
	switch op.Stored.Holder {
	case evaluator.AppSpecHolder:
		op.Action = evaluator.CreateTaskSet
	case evaluator.ScheduleHolder:
		op.Stored.EndsAt = pick(d, time.Time{}, now.Add(-time.Hour), now.Add(time.Hour))
		op.Stored.Enabled = d.chance(70)
	case evaluator.RuleHolder, evaluator.PipeHolder:
		op.Stored.Enabled = d.chance(70)
	}
	d.aim(op, region)
	d.parameters(op)
}
