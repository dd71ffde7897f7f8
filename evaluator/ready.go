package evaluator

import (
	"maps"
	"slices"
)

// compile makes the rules of the wanted modules ready to run.
func (e *Evaluator) compile(wanted func(*module) bool) error {
	modules, failures := gather(e.modules, wanted)
	if len(failures) > 0 {
		return failures
	}
	if len(modules) == 0 {
		return nil
	}
	compiler, failures := compileModules(modules, e.data)
	if len(failures) > 0 {
		return failures
	}
	for _, m := range modules {
		if m.rule != nil && wanted(m) {
			e.compiled[m.rule.ID] = newCompiledRule(m.rule, compiler, e.store)
		}
	}
	return nil
}

// ready returns the rules compiled; those that no run has needed yet are
// compiled now.
func (e *Evaluator) ready(rules []*Rule) (map[string]*compiledRule, error) {
	e.mu.Lock()
	defer e.mu.Unlock()
	missing := map[*Rule]bool{}
	for _, r := range rules {
		if e.compiled[r.ID] == nil {
			missing[r] = true
		}
	}
	if err := e.compile(func(m *module) bool { return m.rule != nil && missing[m.rule] }); err != nil {
		return nil, err
	}
	return maps.Clone(e.compiled), nil
}

// Prepare compiles the rules that operations of a change may need. Evaluate
// does so itself; Prepare lets a caller do it while the state is being read.
func (e *Evaluator) Prepare(change Change) error {
	var rules []*Rule
	for _, r := range e.rules {
		if slices.ContainsFunc(change.Operations, func(op Operation) bool { return r.mayApply(&op) }) {
			rules = append(rules, r)
		}
	}
	_, err := e.ready(rules)
	return err
}

// CompileAll compiles every rule, needed or not: what a test of a policy pack
// wants to know.
func (e *Evaluator) CompileAll() error {
	_, err := e.ready(e.rules)
	return err
}
