package evaluator

import (
	"slices"

	"github.com/open-policy-agent/opa/v1/ast"
)

// NewCompiler makes a compiler that accepts what rules may be: strict, with input
// typed by its schema, and without builtins that are not deterministic.
func NewCompiler() (*ast.Compiler, error) {
	set, err := schemas()
	if err != nil {
		return nil, err
	}
	return ast.NewCompiler().
		WithCapabilities(capabilities()).
		WithStrict(true).
		WithSchemas(set).
		WithDefaultRegoVersion(ast.RegoV1).
		SetErrorLimit(0), nil
}

// compileModules compiles modules as rules are, and refuses what the compiler
// lets through: see lint.
func compileModules(modules []*module, data map[string]any) (*ast.Compiler, PolicyError) {
	compiler, err := NewCompiler()
	if err != nil {
		return nil, PolicyError{{Message: err.Error()}}
	}
	parsed := make(map[string]*ast.Module, len(modules))
	for _, m := range modules {
		parsed[m.name] = m.ast
	}
	compiler.Compile(parsed)
	if compiler.Failed() {
		return nil, policyErrors("", compiler.Errors)
	}
	if failures := lint(compiler, modules, data); len(failures) > 0 {
		return nil, failures
	}
	return compiler, nil
}

// gather parses the wanted modules and all that they speak of, directly or
// through others.
func gather(all []*module, wanted func(*module) bool) ([]*module, PolicyError) {
	taken := map[*module]bool{}
	var queue []*module
	var failures PolicyError
	take := func(m *module) {
		if taken[m] {
			return
		}
		taken[m] = true
		failures = append(failures, m.parse()...)
		queue = append(queue, m)
	}
	for _, m := range all {
		if wanted(m) {
			take(m)
		}
	}
	for len(queue) > 0 {
		next := queue[0]
		queue = queue[1:]
		for _, path := range next.imports {
			for _, m := range all {
				if within(path, m.pkg) || within(m.pkg, path) {
					take(m)
				}
			}
		}
	}
	return slices.DeleteFunc(slices.Clone(all), func(m *module) bool { return !taken[m] }), failures
}
