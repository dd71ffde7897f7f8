package evaluator

import (
	"slices"
	"strings"

	"github.com/open-policy-agent/opa/v1/ast"
	"github.com/open-policy-agent/opa/v1/util"
)

// lintNeeds refuses a rule that reads, itself or through other rules and
// functions, a unit of knowledge that its needs do not name.
func lintNeeds(compiler *ast.Compiler, m *module) PolicyError {
	var failures PolicyError
	told := map[string]bool{}
	for _, read := range inputRefs(compiler, m) {
		path := groundPath(read)
		if other := m.rule.otherScope(path); other != "" {
			failures = append(failures, refuseAt(read[0].Location, "rule %s reads input.%s, which only a rule of scope %s is given", m.rule.ID, path, other))
			continue
		}
		for _, unit := range unitsRead(path) {
			if slices.Contains(m.rule.reads(), unit) || told[unit] {
				continue
			}
			told[unit] = true
			if within(path, unit) {
				failures = append(failures, refuseAt(read[0].Location, "rule %s reads input.%s: name %s in needs", m.rule.ID, path, unit))
				continue
			}
			failures = append(failures, refuseAt(read[0].Location,
				"rule %s takes all of input%s, %s included: read each field by its full path, or name %s in needs", m.rule.ID, dotted(path), unit, unit))
		}
	}
	return failures
}

func dotted(path string) string {
	if path == "" {
		return ""
	}
	return "." + path
}

// inputRefs lists every reference to input in the rules of a module and in all
// rules that these depend on, in a stable order.
func inputRefs(compiler *ast.Compiler, m *module) []ast.Ref {
	var refs []ast.Ref
	seen := map[util.T]bool{}
	var visit func(rule util.T)
	visit = func(rule util.T) {
		if seen[rule] {
			return
		}
		seen[rule] = true
		refs = append(refs, refsToInput(rule)...)
		for next := range compiler.Graph.Dependencies(rule) {
			visit(next)
		}
	}
	for _, rule := range compiler.Modules[m.name].Rules {
		for chain := rule; chain != nil; chain = chain.Else {
			visit(chain)
		}
	}
	slices.SortStableFunc(refs, func(a, b ast.Ref) int { return strings.Compare(a.String(), b.String()) })
	return refs
}
