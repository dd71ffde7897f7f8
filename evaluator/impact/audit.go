package impact

import (
	"cmp"
	"fmt"

	"github.com/ecsgate/ecsgate/evaluator"
	"github.com/ecsgate/ecsgate/evaluator/document"
	"github.com/ecsgate/ecsgate/evaluator/reference"
)

// AuditKind is the kind of the operations of an audit, where those of a check
// have the kind of their file.
const AuditKind = "state"

// Audit writes down what stands on revisions today, so that the rules can judge
// it as they judge a change: what will be launched later by a rule, schedule,
// pipe or state machine, how services stand, which deletions are under way,
// which stacks the console left. Nothing of it is a request to be sent.
func Audit(state *evaluator.State) evaluator.Change {
	var change evaluator.Change
	for _, region := range state.Regions {
		a := &audit{change: &change, region: region, several: len(state.Regions) > 1, fields: map[string]document.Position{"taskDefinition": {}}}
		a.stored()
		a.services()
		a.deletions()
		a.stacks()
		a.unread()
		if note, some := region.ComputedNote(); some {
			change.Notes = append(change.Notes, note)
		}
	}
	return change
}

type audit struct {
	change  *evaluator.Change
	region  *evaluator.Region
	several bool
	// fields are those of every operation: none has a place in a file.
	fields map[string]document.Position
}

// add completes an operation. It has no file: its path names what it is about.
func (a *audit) add(op evaluator.Operation, what string, id evaluator.RevisionID, cluster, service string) {
	op.Origin, op.Kind, op.Path = evaluator.FromState, AuditKind, what
	if a.several {
		op.Path += fmt.Sprintf(" (%s, %s)", a.region.Region, a.region.Account)
	}
	op.Reference = refer(id)
	op.Claims = []evaluator.Claim{{Scope: evaluator.Scope{
		Partition: a.region.Partition, Account: a.region.Account, Region: a.region.Region, Cluster: cluster, Service: service,
	}}}
	op.Fields = a.fields
	a.change.Operations = append(a.change.Operations, op)
}

func refer(id evaluator.RevisionID) reference.Reference {
	kind := reference.Revision
	if id.Revision == 0 {
		kind = reference.Family
	}
	name := reference.Reference{Family: id.Family, Revision: id.Revision}.Name()
	return reference.Reference{Kind: kind, Raw: name, Family: id.Family, Revision: id.Revision}
}

// stored adds what rules, schedules, pipes and state machines will launch.
// Published versions and running executions of a state machine are beside the
// definition that runs next: they count as switched off.
func (a *audit) stored() {
	for _, kind := range []struct {
		holder  evaluator.HolderKind
		name    string
		targets []evaluator.Target
	}{
		{evaluator.RuleHolder, "rule", a.region.Rules},
		{evaluator.ScheduleHolder, "schedule", a.region.Schedules},
		{evaluator.PipeHolder, "pipe", a.region.Pipes},
		{evaluator.StateMachineHolder, "state machine", a.region.StateMachines},
	} {
		for _, t := range kind.targets {
			name := t.Name
			if t.Via != "" {
				name += " (" + t.Via + ")"
			}
			a.add(evaluator.Operation{
				Action: evaluator.RunTask,
				Stored: &evaluator.Stored{Holder: kind.holder, Name: name, Enabled: t.Enabled && t.Via == ""},
			}, kind.name+" "+name, t.Revision, t.Cluster, "")
		}
	}
}

// services adds every service once for each revision that it holds. One that
// drains will start nothing any more.
func (a *audit) services() {
	for i := range a.region.Services {
		s := &a.region.Services[i]
		for id, hold := range s.Holds() {
			if hold == evaluator.HoldDraining {
				continue
			}
			what := fmt.Sprintf("service %s/%s", s.Cluster, s.Name)
			a.add(evaluator.Operation{Action: evaluator.Stand, Stands: &evaluator.Standing{Hold: hold}}, what, id, s.Cluster, s.Name)
		}
	}
}

// deletions adds the revisions that are being deleted.
func (a *audit) deletions() {
	for _, family := range a.region.Families {
		for _, n := range family.DeleteInProgress.Numbers() {
			id := evaluator.RevisionID{Family: family.Name, Revision: n}
			a.add(evaluator.Operation{Action: evaluator.Stand, Stands: &evaluator.Standing{Hold: evaluator.HoldDeletion}}, "revision "+reference.Join(family.Name, n), id, "", "")
		}
	}
}

func (a *audit) stacks() {
	for _, s := range a.region.Stacks {
		a.add(evaluator.Operation{Action: evaluator.Stand, Stands: &evaluator.Standing{Hold: evaluator.HoldStack, Name: s.Name}},
			"stack "+s.Name, s.Revision, "", "")
	}
}

// gravest is the gravest that an audit could have found in a kind: what was not
// read is as grave.
var gravest = []struct {
	kind     evaluator.Kind
	severity evaluator.Severity
}{
	{evaluator.Families, evaluator.Error}, {evaluator.Clusters, evaluator.Error}, {evaluator.Rules, evaluator.Error}, {evaluator.Schedules, evaluator.Error},
	{evaluator.Pipes, evaluator.Error}, {evaluator.StateMachines, evaluator.Error}, {evaluator.Services, evaluator.Error},
	{evaluator.RollbackTargets, evaluator.Warning}, {evaluator.RunningTasks, evaluator.Info}, {evaluator.Stacks, evaluator.Info},
}

// unread notes the kinds that nobody can audit, because they were not read: an
// empty list is no good news there.
func (a *audit) unread() {
	for i := range a.region.Services {
		if reason := a.region.Services[i].UnreadTarget(); reason != "" {
			a.change.Unread = append(a.change.Unread, evaluator.Undecided{Rule: evaluator.AuditRule, Severity: evaluator.Warning, Reason: reason})
		}
	}
	for _, g := range gravest {
		coverage := a.region.Coverage[g.kind]
		if coverage.Complete {
			continue
		}
		a.change.Unread = append(a.change.Unread, evaluator.Undecided{
			Rule: evaluator.AuditRule, Severity: g.severity,
			Reason: fmt.Sprintf("%s of %s in account %s were not read: %s", g.kind, a.region.Region, a.region.Account, cmp.Or(coverage.Reason, "nobody looked")),
		})
	}
}
