package evaluator

import (
	"cmp"
	"slices"

	"github.com/ecsgate/ecsgate/evaluator/reference"
)

// subject is an operation on its way through the evaluation.
type subject struct {
	*Operation
	// action is the one that is judged: a PutService became Create or Update.
	action    Action
	scope     Scope
	conflicts []Conflict
	gaps      []Gap
	// guessed: it names an account or a Region that nobody knows; the only one that
	// the state has is taken for it.
	guessed bool
	// reference is the operation's, as the change makes it: family:N that this
	// change registers is produced.
	reference reference.Reference
	// inventory is nil when the operation is outside the state, or there is none;
	// outside says why.
	inventory *inventory
	outside   gap

	facts   Facts
	unknown unknowns
	// number is the revision that the reference resolves to, where one is known.
	number RevisionID

	rules      []*Rule
	violations []Violation
	undecided  []Undecided
}

// refused reports whether a rule of severity error forbids the operation.
func (s *subject) refused() bool {
	return slices.ContainsFunc(s.violations, func(v Violation) bool { return v.Severity == Error })
}

// deletesAgain reports whether the operation deletes what is being deleted
// already.
func (s *subject) deletesAgain() bool {
	return s.action == DeleteTaskDefinitions && s.facts.Revision != nil && s.facts.Revision.Status == DeleteInProgress
}

// byNumber reports whether the request names a revision by its number, be it
// one that this change registers.
func (s *subject) byNumber() bool { return s.Operation.Reference.Kind == reference.Revision }

// resolvable reports whether the reference may be looked up: ECS110 and ECS111
// end the look-up.
func (s *subject) resolvable() bool {
	if len(s.conflicts) > 0 {
		return false
	}
	switch s.reference.Kind {
	case reference.Revision, reference.Family, reference.Produced:
		return true
	}
	return false
}

// familyKey names the operation's family within its account and Region. The
// zero value means that no family is known.
type familyKey struct {
	inventory *inventory
	name      string
}

func (s *subject) family() familyKey {
	if s.reference.Family == "" || s.inventory == nil {
		return familyKey{}
	}
	return familyKey{s.inventory, s.reference.Family}
}

func (s *subject) service() serviceKey { return serviceKey{s.scope.Cluster, s.scope.Service} }

// uncertain reports whether nobody knows if the operation is sent, or sent to this
// account and Region: what it would let go stays.
func (s *subject) uncertain() bool { return s.Maybe || s.guessed }

// releases reports whether a holder certainly lets go of what it held. One that
// is written anew with a reference that nobody knows may name the same again.
func (s *subject) releases() bool {
	if s.Releases == nil || s.uncertain() {
		return false
	}
	return s.action == Release || s.Stored != nil && s.resolvable()
}

// gap returns why a part of the request is not known.
func (s *subject) gap(field string) (Gap, bool) {
	i := slices.IndexFunc(s.gaps, func(g Gap) bool { return g.Field == field })
	if i < 0 {
		return Gap{}, false
	}
	return s.gaps[i], true
}

// compareOperations is the order of a report: file, line, column; then the rest
// of what tells two operations apart, so that the order is total.
func compareOperations(a, b *Operation) int {
	return cmp.Or(
		cmp.Compare(a.File, b.File),
		cmp.Compare(a.Line, b.Line),
		cmp.Compare(a.Column, b.Column),
		cmp.Compare(a.Path, b.Path),
		cmp.Compare(a.Action, b.Action),
		cmp.Compare(a.Reference.Raw, b.Reference.Raw),
	)
}
