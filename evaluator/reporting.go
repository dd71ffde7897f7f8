package evaluator

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"time"

	"github.com/ecsgate/ecsgate/evaluator/reference"
)

// report writes down what was found, in its total order.
func (ev *evaluation) report(ctx context.Context, change *Change) (*Report, error) {
	r := &Report{
		Version:    ReportVersion,
		State:      ev.stateReport(),
		Policies:   PoliciesReport{Digest: ev.digest},
		Operations: make([]OperationReport, 0, len(ev.subjects)),
		Change:     ChangeReport{Violations: []Violation{}, Undecided: orEmpty(slices.Clone(change.Unread))},
		Notes:      orEmpty(slices.Clone(change.Notes)),
		Failures:   orEmpty(slices.Clone(change.Failures)),
		Summary:    Summary{Files: change.Files},
	}
	for _, s := range ev.subjects {
		if !s.Context {
			r.Operations = append(r.Operations, ev.operationReport(s))
		}
	}
	for _, rule := range ev.rules {
		if !ev.changeRule(rule) {
			continue
		}
		violations, undecided := ev.decideChange(ctx, rule)
		for _, v := range violations {
			if ev.settle(&v, rule) {
				r.Change.Violations = append(r.Change.Violations, v)
			}
		}
		if undecided != nil && ev.settleUndecided(undecided, rule) {
			r.Change.Undecided = append(r.Change.Undecided, *undecided)
		}
	}
	if slices.ContainsFunc(r.Operations, func(op OperationReport) bool { return op.Action.Retires() }) {
		r.Notes = append(r.Notes, Note{Message: unseenHolders})
		r.Notes = append(r.Notes, ev.computedHolders()...)
		r.Notes = append(r.Notes, ev.elsewhere()...)
		r.Notes = append(r.Notes, ev.earlyRetirements()...)
	}
	r.Add(ev.keptBack(), nil)
	return r, ctx.Err()
}

// Add adds notes and failures to a report, in its order. What was concluded from
// it before does not hold any more.
func (r *Report) Add(notes []Note, failures []Failure) {
	r.Notes, r.Failures = append(r.Notes, notes...), append(r.Failures, failures...)
	slices.SortFunc(r.Notes, func(a, b Note) int {
		return cmp.Or(cmp.Compare(a.File, b.File), cmp.Compare(a.Line, b.Line), cmp.Compare(a.Message, b.Message))
	})
	slices.SortFunc(r.Failures, func(a, b Failure) int {
		return cmp.Or(cmp.Compare(a.File, b.File), cmp.Compare(a.Line, b.Line), cmp.Compare(a.Column, b.Column), cmp.Compare(a.Message, b.Message))
	})
}

// unseenHolders is said of every retirement: what no state can cover.
const unseenHolders = "a revision may also be named where nobody can look: in SSM parameters, environment variables, databases, Terraform state kept elsewhere"

// computedHolders names what may launch a retired revision without naming it.
func (ev *evaluation) computedHolders() []Note {
	var notes []Note
	for _, inv := range ev.inventories {
		retires := func(s *subject) bool { return s.inventory == inv && s.action.Retires() && !s.Context }
		if note, some := inv.ComputedNote(); some && slices.ContainsFunc(ev.subjects, retires) {
			notes = append(notes, note)
		}
	}
	return notes
}

func (ev *evaluation) stateReport() StateReport {
	state := ev.run.State
	if state == nil {
		return StateReport{Source: OfflineSource}
	}
	return StateReport{Source: state.Source, TakenAt: &state.TakenAt, Digest: state.Digest}
}

func (ev *evaluation) operationReport(s *subject) OperationReport {
	r := OperationReport{
		Action: s.action, Stored: s.Stored != nil, Kind: s.Kind, File: s.File, Line: s.Line, Column: s.Column, Path: s.Path,
		Scope: s.scope, DesiredCount: s.DesiredCount, ForceNewDeployment: s.ForceNewDeployment,
		Reference:  ReferenceReport{Reference: s.reference},
		Violations: []Violation{}, Undecided: orEmpty(ev.withoutRule(s)), Unresolved: orEmpty(s.gaps),
	}
	if s.Stored != nil {
		r.Name = s.Stored.Name
	}
	if s.Stands != nil {
		r.Name, r.Hold = s.Stands.Name, s.Stands.Hold
	}
	if s.action.Retires() {
		r.Holders = s.facts.List()
	}
	if s.number.Revision != 0 && s.facts.Revision != nil && s.facts.Revision.Status != Missing {
		r.Reference.Resolved = reference.Join(s.number.Family, s.number.Revision)
	}
	ev.say(s, &r)
	slices.SortFunc(r.Violations, func(a, b Violation) int {
		return cmp.Or(cmp.Compare(a.Line, b.Line), cmp.Compare(a.Column, b.Column), cmp.Compare(a.Rule, b.Rule), cmp.Compare(a.Message, b.Message))
	})
	slices.SortFunc(r.Undecided, func(a, b Undecided) int { return cmp.Compare(a.Rule, b.Rule) })
	if ev.run.Explain {
		r.Explanation = ev.explain(s)
	}
	return r
}

// skew is how far two clocks may be apart.
const skew = 5 * time.Minute

// withoutRule lists what keeps an operation from being decided that no single
// rule is concerned with.
func (ev *evaluation) withoutRule(s *subject) []Undecided {
	var list []Undecided
	needsState := slices.ContainsFunc(s.rules, func(r *Rule) bool { return len(r.reads()) > 0 })
	if s.inventory == nil && ev.run.State != nil {
		list = append(list, Undecided{Reason: s.outside.reason, ByChoice: s.outside.byChoice})
	}
	if limit := ev.run.MaxStateAge; limit > 0 && ev.run.age(s.inventory) > limit && needsState {
		list = append(list, Undecided{Reason: TooOld(ev.run.age(s.inventory), limit)})
	}
	if source, takenAt := ev.run.seen(s.inventory); ev.run.MaxStateAge > 0 && needsState && takenAt.Sub(ev.run.Now) > skew {
		list = append(list, Undecided{Reason: fmt.Sprintf("%s is from the future (%s): its age can not be told (--max-state-age)", source, takenAt.UTC().Format(time.RFC3339))})
	}
	if s.Unread != "" {
		list = append(list, Undecided{Reason: s.Unread})
	}
	judged := s.action.Launches() || s.action.Retires()
	if s.Stored != nil && s.action == UpdateService && s.reference.Kind == reference.Absent {
		list = append(list, Undecided{Reason: "the UpdateService is sent later: nobody knows what its service will run then", ByChoice: true})
	} else if s.Stored != nil && s.action.Retires() {
		list = append(list, Undecided{Reason: fmt.Sprintf("the %s is sent later: nobody knows what will need the revision then", s.action), ByChoice: true})
	} else if judged && !slices.ContainsFunc(s.rules, ev.says) && s.reference.Kind != reference.Unresolved {
		list = append(list, Undecided{Reason: fmt.Sprintf("no rule judges this %s", s.action)})
	}
	return list
}

// explain adds the facts that decided the operation.
func (ev *evaluation) explain(s *subject) *Explanation {
	state := ev.run.stateInput(s.inventory)
	x := &Explanation{Source: state.Source, AgeSeconds: state.AgeSeconds, Facts: &s.facts, Unknown: map[string]string{}, Rules: []string{}}
	for unit, g := range s.unknown {
		x.Unknown[unit] = g.reason
	}
	for _, rule := range s.rules {
		x.Rules = append(x.Rules, rule.ID)
	}
	return x
}

// Inputs returns the input of each operation exactly as its rules read it, for
// `opa eval`; operations that are only context are left out.
func (e *Evaluator) Inputs(ctx context.Context, change Change, run Run) ([]Input, error) {
	ev := e.begin(&change, &run)
	if err := ev.judge(ctx); err != nil {
		return nil, err
	}
	inputs := []Input{}
	for _, s := range ev.subjects {
		if !s.Context {
			inputs = append(inputs, *ev.inputOf(s))
		}
	}
	if slices.ContainsFunc(ev.rules, ev.changeRule) {
		inputs = append(inputs, Input{Now: run.Now, Change: ev.change, State: run.stateInput(nil)})
	}
	return inputs, nil
}
