package evaluator

import (
	"strings"

	"github.com/open-policy-agent/opa/v1/ast"
)

// testInputs is the bundled library that only tests may use.
const testInputs = "ecs/lib/testing/"

// ReadTests parses what a tester compiles: the rules of users' packs with the
// tests beside them, and of a bundled pack what these speak of. What it refuses
// is a PolicyError.
func ReadTests(packs []Pack) (map[string]*ast.Module, error) {
	var modules []*module
	var failures PolicyError
	for i := range packs {
		pack := &packs[i]
		read, failed := readPack(pack, func(name string) bool {
			return !pack.Bundled || isRule(name) || strings.HasPrefix(name, testInputs)
		})
		failures = append(failures, failed...)
		for _, m := range read {
			failures = append(failures, refuseRoot(m)...)
		}
		modules = append(modules, read...)
	}
	if len(failures) > 0 {
		return nil, failures
	}
	used, failures := gather(modules, func(m *module) bool { return !m.pack.Bundled })
	if len(failures) > 0 {
		return nil, failures
	}
	parsed := make(map[string]*ast.Module, len(used))
	for _, m := range used {
		parsed[m.name] = m.ast
	}
	return parsed, nil
}

// RefusedBy turns the errors of OPA's compiler into failures with their places.
func RefusedBy(err error) PolicyError { return policyErrors("", err) }

// LintTests refuses compiled tests that speak of data that is nowhere: not
// rule.denny is true whatever the rule says.
func LintTests(compiler *ast.Compiler, names []string, data map[string]any) error {
	var failures PolicyError
	for _, name := range names {
		failures = append(failures, lintRefs(compiler, name, data)...)
	}
	if len(failures) > 0 {
		return failures
	}
	return nil
}
