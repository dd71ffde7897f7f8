package evaluator

import "time"

// Run is what one evaluation is given besides the change.
type Run struct {
	// State is what is known of ECS; nil: nobody looked, by choice (--offline).
	State *State
	// Now is the time of the run.
	Now time.Time
	// Target is what somebody wrote down about where operations go that do not
	// say so themselves.
	Target Scope
	// FailOn is the severity from which a violation counts; empty: Error.
	FailOn Severity
	// Strict also counts what could not be resolved or is outside the state.
	Strict bool
	// MaxStateAge is how old the state may be; 0: any age.
	MaxStateAge time.Duration
	// Explain adds the facts to the report.
	Explain bool
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

// age is how old the state is; a clock that is behind makes it no younger than
// new.
func (r *Run) age() time.Duration {
	if r.State == nil {
		return 0
	}
	return max(0, r.Now.Sub(r.State.TakenAt))
}

// stale reports whether the state can no longer speak of what time may cure.
func (r *Run) stale() bool {
	return r.State != nil && r.State.Source != LiveSource && r.age() > freshFor
}

func (r *Run) stateInput() StateInput {
	if r.State == nil {
		return StateInput{Source: OfflineSource, TakenAt: r.Now}
	}
	return StateInput{Source: r.State.Source, TakenAt: r.State.TakenAt, AgeSeconds: int64(r.age().Seconds())}
}

// outside is why an operation has no facts when there is no state at all.
var offlineGap = gap{reason: "no state was given (--offline)", byChoice: true}
