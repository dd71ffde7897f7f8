package evaluator

import "slices"

// say writes down what the rules have to say of an operation: as the settings of
// the run want it, with what is waived, and without what has nothing to add to
// another rule's violation. Where one rule is certain that nothing happens,
// another need not look; but a waived one is certain of nothing any more.
func (ev *evaluation) say(s *subject, r *OperationReport) {
	spoke := map[string]bool{noOp: s.deletesAgain()}
	for _, v := range s.violations {
		refuses := v.Severity == Error
		if !ev.settle(&v, ev.rulesByID[v.Rule].Rule) {
			continue
		}
		if v.Waiver = ev.waiver(r, &v); v.Waiver != nil {
			v.Waived = true
		} else {
			spoke[v.Rule] = true
			spoke[refusal] = spoke[refusal] || refuses
		}
		r.Violations = append(r.Violations, v)
	}
	for _, u := range s.undecided {
		if ev.settleUndecided(&u, ev.rulesByID[u.Rule].Rule) {
			r.Undecided = append(r.Undecided, u)
		}
	}
	silent := func(rule string) bool {
		return rule != "" && slices.ContainsFunc(ev.rulesByID[rule].SilentBeside, func(id string) bool { return spoke[id] })
	}
	r.Violations = slices.DeleteFunc(r.Violations, func(v Violation) bool { return silent(v.Rule) })
	r.Undecided = slices.DeleteFunc(r.Undecided, func(u Undecided) bool { return silent(u.Rule) })
}

func (ev *evaluation) waiver(r *OperationReport, v *Violation) *Waiver {
	if ev.run.Waive == nil {
		return nil
	}
	return ev.run.Waive(r, v)
}
