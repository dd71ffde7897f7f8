package evaluator

import (
	"context"
	"fmt"
	"runtime"
	"slices"
	"sync"
	"sync/atomic"

	"github.com/open-policy-agent/opa/v1/ast"
)

// decideAll runs the rules that are now of every operation on the workers. Each
// operation belongs to one worker, so the result does not depend on their
// number.
func (ev *evaluation) decideAll(ctx context.Context, now func(*subject, *Rule) bool) error {
	workers := ev.run.Workers
	if workers <= 0 {
		workers = runtime.GOMAXPROCS(0)
	}
	var next atomic.Int64
	var group sync.WaitGroup
	for range min(workers, len(ev.subjects)) {
		group.Go(func() {
			w := newWorker()
			var rules []*Rule
			for {
				i := int(next.Add(1)) - 1
				if i >= len(ev.subjects) || ctx.Err() != nil {
					return
				}
				s := ev.subjects[i]
				rules = rules[:0]
				for _, r := range s.rules {
					if now(s, r) {
						rules = append(rules, r)
					}
				}
				if len(rules) > 0 {
					ev.decide(ctx, w, s, rules)
				}
			}
		})
	}
	group.Wait()
	return ctx.Err()
}

// decide runs rules on one operation. What is not known is sorted out before:
// such a rule is not evaluated, but undecided.
func (ev *evaluation) decide(ctx context.Context, w *worker, s *subject, rules []*Rule) {
	err := w.turn(ev.inputOf(s))
	for _, rule := range rules {
		if g, unmet := s.unmet(rule.Needs); unmet {
			s.undecided = append(s.undecided, ev.undecided(rule, g))
			continue
		}
		findings, failed := []finding(nil), err
		if failed == nil {
			findings, failed = w.decide(ctx, ev.rulesByID[rule.ID], ev.run.ruleDeadline())
		}
		if failed == nil {
			failed = s.checkFields(ev.rulesByID[rule.ID], findings)
		}
		if failed != nil {
			s.undecided = append(s.undecided, Undecided{Rule: rule.ID, Reason: "the rule failed: " + failed.Error(), Severity: rule.Severity})
			continue
		}
		gravest := false
		for _, f := range findings {
			s.violations = append(s.violations, s.violation(rule, f))
			gravest = gravest || f.severity == rule.Severity
		}
		g, unmet := s.unmet(rule.Searches)
		if !unmet && len(findings) > 0 {
			g, unmet = s.unmet(rule.Wants)
		}
		if unmet && !gravest {
			s.undecided = append(s.undecided, ev.undecided(rule, g))
		}
	}
}

// undecided says why a rule could not look. Live state leaves out what only
// rules below --fail-on would want at the price of a listing (Evaluator.Needs).
func (ev *evaluation) undecided(rule *Rule, g gap) Undecided {
	u := Undecided{Rule: rule.ID, Reason: g.reason, Severity: rule.Severity, ByChoice: g.byChoice}
	if g.unasked && ev.run.State.Source == LiveSource && !ev.run.gravest(rule).AtLeast(ev.run.failOn()) {
		u.Reason, u.ByChoice = "not looked at: --fail-on "+string(rule.Severity)+" would read it", true
	}
	return u
}

func (s *subject) unmet(units []string) (gap, bool) {
	for _, need := range units {
		if g, unmet := s.unknown.unmet(need); unmet {
			return g, true
		}
	}
	return gap{}, false
}

func (ev *evaluation) inputOf(s *subject) *Input {
	return &Input{Now: ev.run.Now, Operation: s.input(), Facts: &s.facts, State: ev.run.stateInput(s.inventory)}
}

// commonFields may stand in a finding even where the request leaves them out.
var commonFields = []string{"", "taskDefinition", "cluster", "service", "serviceName"}

// checkFields refuses a field that the operation has not: a misspelt one would
// point nowhere.
func (s *subject) checkFields(rule *compiledRule, findings []finding) error {
	for _, f := range findings {
		if !s.hasField(f.field) {
			return fmt.Errorf("%s: the finding's field %q is no parameter of this %s", rule.at, f.field, s.action)
		}
	}
	return nil
}

func (s *subject) hasField(name string) bool {
	_, placed := s.Fields[name]
	return placed || slices.Contains(commonFields, name) || slices.Contains(s.Parameters, name) ||
		slices.ContainsFunc(s.conflicts, func(c Conflict) bool { return c.Field == name })
}

// violation attaches identity and position to a finding.
func (s *subject) violation(rule *Rule, f finding) Violation {
	at, ok := s.Fields[f.field]
	if !ok {
		at = s.Position
	}
	return Violation{
		Rule: rule.ID, Name: rule.Name, Severity: f.severity, Message: f.message, Remediation: rule.Remediation,
		Field: f.field, Line: at.Line, Column: at.Column,
	}
}

// decideChange runs a rule of scope change.
func (ev *evaluation) decideChange(ctx context.Context, rule *Rule) ([]Violation, *Undecided) {
	undecided := &Undecided{Rule: rule.ID, Severity: rule.Severity}
	if ev.changeGap.reason != "" && slices.Contains(rule.Needs, unitChange) {
		undecided.Reason, undecided.ByChoice = ev.changeGap.reason, ev.changeGap.byChoice
		return nil, undecided
	}
	var value ast.Value
	value, err := newConverter().object(&Input{Now: ev.run.Now, Change: ev.change, State: ev.run.stateInput(nil)})
	var findings []finding
	if err == nil {
		findings, err = ev.rulesByID[rule.ID].decide(ctx, value, ev.run.ruleDeadline())
	}
	if err != nil {
		undecided.Reason = "the rule failed: " + err.Error()
		return nil, undecided
	}
	var violations []Violation
	for _, f := range findings {
		violations = append(violations, Violation{
			Rule: rule.ID, Name: rule.Name, Severity: f.severity, Message: f.message, Remediation: rule.Remediation, Field: f.field,
		})
	}
	return violations, nil
}
