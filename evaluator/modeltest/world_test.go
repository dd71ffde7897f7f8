package modeltest_test

import (
	"slices"

	"github.com/ecsgate/ecsgate/evaluator"
	"github.com/ecsgate/ecsgate/evaluator/reference"
)

// A world is a trial as the model reads it.
type world struct {
	trial
	requests []*request
}

// A request is one operation with what the model finds out about it.
type request struct {
	*evaluator.Operation
	// action is Action, PutService replaced by what it becomes; empty where
	// nobody can know.
	action evaluator.Action
	scope  evaluator.Scope
	// conflict: two parts of the request disagree about where it goes.
	conflict bool
	// region is nil where the state does not speak of the scope.
	region *evaluator.Region
	// kind is the reference's, "produced" for a number that the change makes.
	kind reference.Kind
	// revision is what the reference resolves to; the zero RevisionID: nothing.
	revision evaluator.RevisionID
	status   evaluator.Status
	// newer: what is missing may be newer than the snapshot.
	newer bool
	// verdict is what the model says of the request.
	verdict
}

// A verdict is what the model says of one operation.
type verdict struct {
	// found are the violations, by rule.
	found map[string]evaluator.Severity
	// undecided are the rules that can not look.
	undecided map[string]bool
	// open are the rules about which the texts are silent here.
	open map[string]bool
	// idle are the rules of which it does not matter whether they can look: they
	// have nothing to say.
	idle map[string]bool
}

func newVerdict() verdict {
	return verdict{map[string]evaluator.Severity{}, map[string]bool{}, map[string]bool{}, map[string]bool{}}
}

// say records a violation; the gravest severity of a rule stays.
func (v verdict) say(rule string, severity evaluator.Severity) {
	if old, said := v.found[rule]; !said || severity.AtLeast(old) {
		v.found[rule] = severity
	}
}

func (v verdict) leaveOpen(rules ...string) {
	for _, rule := range rules {
		v.open[rule] = true
	}
}

func (v verdict) letIdle(rules ...string) {
	for _, rule := range rules {
		v.idle[rule] = true
	}
}

// refused reports whether a violation is an error: ECS would not do it.
func (v verdict) refused() bool {
	for _, severity := range v.found {
		if severity == evaluator.Error {
			return true
		}
	}
	return false
}

// sentNow reports whether this change itself sends the request.
func (r *request) sentNow() bool { return r.Stored == nil }

// readable reports whether the reference may be looked up at all: a
// contradiction or an invalid text ends the look-up.
func (r *request) readable() bool { return !r.conflict && r.region != nil }

func (w *world) stale() bool {
	return w.run.State.Source != evaluator.LiveSource && w.run.Now.Sub(w.run.State.TakenAt) > staleAfter
}

// covered reports whether all of these kinds were read.
func covered(region *evaluator.Region, kinds ...evaluator.Kind) bool {
	return !slices.ContainsFunc(kinds, func(kind evaluator.Kind) bool { return !region.Coverage[kind].Complete })
}

func family(region *evaluator.Region, name string) evaluator.Family {
	for _, f := range region.Families {
		if f.Name == name {
			return f
		}
	}
	return evaluator.Family{Name: name}
}

// latest is the highest number of a family that can be read.
func latest(f evaluator.Family) int {
	return max(f.Active.Max(), f.Inactive.Max(), f.DeleteInProgress.Max())
}

// registered reports whether the change makes a new revision of the family.
func (w *world) registered(region *evaluator.Region, name string) bool {
	for _, r := range w.requests {
		if r.action == evaluator.RegisterTaskDefinition && r.sentNow() && r.region == region && r.Reference.Family == name {
			return true
		}
	}
	return false
}

// active lists the ACTIVE revisions after the change's registrations.
func (w *world) active(region *evaluator.Region, name string) []int {
	f := family(region, name)
	numbers := f.Active.Numbers()
	if w.registered(region, name) {
		numbers = append(numbers, latest(f)+1)
	}
	return numbers
}

// statusOf is a revision's status after the change's registrations.
func (w *world) statusOf(region *evaluator.Region, id evaluator.RevisionID) evaluator.Status {
	f := family(region, id.Family)
	switch {
	case slices.Contains(w.active(region, id.Family), id.Revision):
		return evaluator.Active
	case f.Inactive.Has(id.Revision):
		return evaluator.Inactive
	case f.DeleteInProgress.Has(id.Revision):
		return evaluator.DeleteInProgress
	}
	return evaluator.Missing
}

// dead reports whether ECS refuses a new reference to an existing revision.
func dead(status evaluator.Status) bool {
	return status == evaluator.Inactive || status == evaluator.DeleteInProgress
}
