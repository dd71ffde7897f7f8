// Package evaluator is the core of ecsgate: it judges operations against what
// is known of ECS by Rego rules. It does no I/O and reads no clock or
// environment: files, state and time are handed in.
package evaluator

import (
	"cmp"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"
	"sync"

	"github.com/open-policy-agent/opa/v1/storage"
	"github.com/open-policy-agent/opa/v1/storage/inmem"
)

// Options are what an Evaluator is made of. The zero value has no rule.
type Options struct {
	Packs []Pack
	// Data is merged into data, beside the policies: parameters of rules under
	// "config", documents that users' policies read under other names.
	Data map[string]any
}

// Evaluator holds checked policies. It is safe for concurrent use.
type Evaluator struct {
	modules []*module
	rules   []*Rule
	data    map[string]any
	store   storage.Store
	digest  string

	mu       sync.Mutex
	compiled map[string]*compiledRule // by rule id, as areas are needed
}

// New parses the policies, checks their METADATA and compiles the packs of
// users. What it refuses is a PolicyError.
func New(options Options) (*Evaluator, error) {
	e := &Evaluator{data: options.Data, compiled: map[string]*compiledRule{}}
	if e.data == nil {
		e.data = map[string]any{}
	}
	var failures PolicyError
	for i := range options.Packs {
		failures = append(failures, e.addPack(&options.Packs[i])...)
	}
	failures = append(failures, e.checkIDs()...)
	failures = append(failures, e.checkData()...)
	if len(failures) > 0 {
		return nil, failures
	}
	slices.SortFunc(e.rules, func(a, b *Rule) int { return cmp.Compare(a.ID, b.ID) })
	text, err := json.Marshal(e.data)
	if err != nil {
		return nil, fmt.Errorf("read data: %w", err)
	}
	e.digest = digest(e.modules, text)
	e.store = inmem.NewFromObjectWithOpts(e.data, inmem.OptRoundTripOnWrite(false))
	if err := e.compile(func(m *module) bool { return !m.pack.Bundled }); err != nil {
		return nil, err
	}
	return e, nil
}

// Rules lists the rules, by id.
func (e *Evaluator) Rules() []Rule {
	rules := make([]Rule, len(e.rules))
	for i, r := range e.rules {
		rules[i] = *r
	}
	return rules
}

func (e *Evaluator) addPack(pack *Pack) PolicyError {
	modules, failures := readPack(pack)
	found := 0
	for _, m := range modules {
		if root, _, _ := strings.Cut(m.pkg, "."); !pack.Bundled && slices.Contains(reservedRoots, root) {
			failures = append(failures, refuseAt(m.header.Package.Location, "package %s: the root %q is ecsgate's own; choose another", m.pkg, root))
			continue
		}
		rule, refused := readRule(m)
		failures = append(failures, refused...)
		if rule != nil {
			found++
			m.rule = rule
			e.rules = append(e.rules, rule)
		}
		e.modules = append(e.modules, m)
	}
	if found == 0 && len(failures) == 0 {
		failures = append(failures, Failure{File: cmp.Or(pack.Name, "policies"), Message: "holds no rule: a rule is a .rego file whose package-scope METADATA has custom.id"})
	}
	return failures
}

// reservedRoots are the packages and documents that users may not define.
var reservedRoots = []string{"ecs", "config", "system"}

// checkIDs refuses an id that two rules claim, and a silent_beside that names
// nothing.
func (e *Evaluator) checkIDs() PolicyError {
	var failures PolicyError
	first := map[string]*Rule{}
	for _, r := range e.rules {
		for _, id := range append([]string{r.ID}, r.Aliases...) {
			if other, taken := first[id]; taken {
				failures = append(failures, Failure{File: r.File, Line: r.Line, Column: 1,
					Message: fmt.Sprintf("the id %s is taken by %s:%d: choose another", id, other.File, other.Line)})
				continue
			}
			first[id] = r
		}
	}
	for _, r := range e.rules {
		for _, id := range r.SilentBeside {
			if first[id] == nil && id != refusal {
				failures = append(failures, Failure{File: r.File, Line: r.Line, Column: 1,
					Message: fmt.Sprintf("METADATA custom.silent_beside holds %q: name the id of a rule, or %s", id, refusal)})
			}
		}
	}
	return failures
}

// checkData refuses documents that policies would never see under the name
// given: parameters of unknown rules, unknown parameters, reserved roots.
func (e *Evaluator) checkData() PolicyError {
	var failures PolicyError
	refuse := func(format string, args ...any) {
		failures = append(failures, Failure{File: "--data", Message: fmt.Sprintf(format, args...)})
	}
	for _, root := range slices.Sorted(maps.Keys(e.data)) {
		if root != "config" && slices.Contains(reservedRoots, root) {
			refuse("the document %q is ecsgate's own: choose another name", root)
		}
	}
	config, ok := e.data["config"].(map[string]any)
	if !ok && e.data["config"] != nil {
		refuse("config must map ids of rules to their parameters")
	}
	for _, id := range slices.Sorted(maps.Keys(config)) {
		i := slices.IndexFunc(e.rules, func(r *Rule) bool { return r.ID == id })
		if i < 0 {
			refuse("config.%s: no such rule", id)
			continue
		}
		parameters, _ := config[id].(map[string]any)
		for _, name := range slices.Sorted(maps.Keys(parameters)) {
			if _, known := e.rules[i].Parameters[name]; !known {
				refuse("config.%s.%s: the rule has no such parameter; it has %s", id, name, cmp.Or(strings.Join(slices.Sorted(maps.Keys(e.rules[i].Parameters)), ", "), "none"))
			}
		}
	}
	return failures
}

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
