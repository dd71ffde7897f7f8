package evaluator

import (
	"cmp"
	"time"
)

// Run is what one evaluation is given besides the change.
type Run struct {
	// State is what is known of ECS; nil: nobody looked, by choice (--offline).
	State *State
	// Now is the time of the run.
	Now time.Time
	// Target is what somebody wrote down about where operations go that do not
	// say so themselves.
	Target Scope
	// Default is where requests go that nothing and nobody says anything of: the
	// account of the credentials and the configured Region. It contradicts nothing.
	Default Scope
	// Rules are what somebody decided of rules in place of their METADATA, by id.
	Rules map[string]Setting
	// Waive returns the waiver that applies to a finding about an operation, or nil.
	// It may be nil. It is called once for each finding, one after the other.
	Waive func(*OperationReport, *Violation) *Waiver
	// FailOn is the severity from which a violation counts; empty: Error.
	FailOn Severity
	// Strict also counts what could not be resolved or is outside the state.
	Strict bool
	// MaxStateAge is how old the state may be; 0: any age.
	MaxStateAge time.Duration
	// Explain adds the facts to the report.
	Explain bool
	// RuleDeadline is how long one rule may look at one operation before it is
	// undecided; 0: a second, ten thousand times what a rule takes.
	RuleDeadline time.Duration
	// Workers is how many operations are judged at once; 0: one for each
	// processor. The report does not depend on it.
	Workers int
}

// LiveSource is State.Source for live state, OfflineSource the report's source
// when there is no state.
const (
	LiveSource    = "live"
	OfflineSource = "offline"
)

func (r *Run) failOn() Severity {
	if r.FailOn == "" {
		return Error
	}
	return r.FailOn
}

// seen says where the facts of an inventory come from and when they were read.
// A nil inventory has those of the state as a whole.
func (r *Run) seen(inv *inventory) (source string, takenAt time.Time) {
	switch {
	case r.State == nil:
		return OfflineSource, r.Now
	case inv == nil || inv.TakenAt.IsZero():
		return r.State.Source, r.State.TakenAt
	default:
		return inv.Source, inv.TakenAt
	}
}

// place is the account and Region of what says nothing of them.
func (r *Run) place() Scope {
	place := r.Target.fill(r.Default)
	return Scope{Partition: place.Partition, Account: place.Account, Region: place.Region}
}

func (r *Run) ruleDeadline() time.Duration { return cmp.Or(r.RuleDeadline, time.Second) }

// age is how old the facts of an inventory are; a clock that is behind makes
// them no younger than new.
func (r *Run) age(inv *inventory) time.Duration {
	_, takenAt := r.seen(inv)
	return max(0, r.Now.Sub(takenAt))
}

// stale tells the age of an inventory, and reports whether it can no longer speak of
// what time may cure.
func (r *Run) stale(inv *inventory) (age time.Duration, stale bool) {
	age = r.age(inv)
	return age, r.State != nil && r.State.Source != LiveSource && age > freshFor
}

func (r *Run) stateInput(inv *inventory) StateInput {
	source, takenAt := r.seen(inv)
	return StateInput{Source: source, TakenAt: takenAt, AgeSeconds: int64(r.age(inv).Seconds())}
}

// offlineGap is why an operation has no facts when there is no state at all.
var offlineGap = gap{reason: "no state was given (--offline)", byChoice: true}
