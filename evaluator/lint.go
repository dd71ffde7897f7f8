package evaluator

import (
	"fmt"
	"slices"
	"strings"

	"github.com/open-policy-agent/opa/v1/ast"
	"github.com/open-policy-agent/opa/v1/types"
)

// lint refuses what would make a rule silently useless: a deny that gives
// something else than findings, data that is nowhere, facts that needs does
// not name.
func lint(compiler *ast.Compiler, modules []*module, data map[string]any) PolicyError {
	var failures PolicyError
	for _, m := range modules {
		failures = append(failures, lintModule(compiler, m, data)...)
		failures = append(failures, lintParameters(compiler, m)...)
		failures = append(failures, lintWords(compiler, m)...)
		if m.rule != nil {
			failures = append(failures, lintDeny(compiler, m)...)
			failures = append(failures, lintNeeds(compiler, m)...)
		}
	}
	return failures
}

func refuseAt(at *ast.Location, format string, args ...any) Failure {
	return Failure{File: at.File, Line: at.Row, Column: at.Col, Message: fmt.Sprintf(format, args...)}
}

// lintModule looks at every reference and every with of a file.
func lintModule(compiler *ast.Compiler, m *module, data map[string]any) PolicyError {
	failures := lintRefs(compiler, m.name, data)
	ast.WalkWiths(m.ast, func(with *ast.With) bool {
		failures = append(failures, refuseAt(with.Location, "with replaces what a rule sees: use it in tests only"))
		return false
	})
	return failures
}

// lintRefs refuses references to data that is nowhere.
func lintRefs(compiler *ast.Compiler, name string, data map[string]any) PolicyError {
	var failures PolicyError
	// The compiler's copy has imports and local names written out.
	ast.WalkRefs(compiler.Modules[name], func(ref ast.Ref) bool {
		if isHead(ref, ast.DefaultRootDocument) && !resolves(compiler, ref, data) {
			failures = append(failures, refuseAt(ref[0].Location,
				"%v is neither a rule nor a document: it would always be undefined; correct the name, or pass the document with --data", ref))
		}
		return false
	})
	return failures
}

func resolves(compiler *ast.Compiler, ref ast.Ref, data map[string]any) bool {
	path := groundPath(ref)
	if within(path, "config") {
		return true
	}
	parts := strings.Split(path, ".")
	node := compiler.RuleTree.Child(ast.DefaultRootDocument.Value)
	var document any = data
	for _, part := range parts {
		if node != nil {
			if len(node.Values) > 0 {
				return true
			}
			node = node.Child(ast.String(part))
		}
		object, _ := document.(map[string]any)
		document = object[part]
	}
	return node != nil || document != nil || path == ""
}

// lintDeny checks the inferred type of a rule's deny.
func lintDeny(compiler *ast.Compiler, m *module) PolicyError {
	ref := m.ast.Package.Path.Append(ast.StringTerm("deny"))
	at := m.ast.Package.Location
	rules := compiler.GetRulesExact(ref)
	if len(rules) == 0 {
		return PolicyError{refuseAt(at, `rule %s defines no deny: write deny contains {"message": …, "field": …} if { … }`, m.rule.ID)}
	}
	inferred := compiler.TypeEnv.GetByRef(ref)
	set, ok := inferred.(*types.Set)
	if !ok || !isFinding(set.Of()) {
		return PolicyError{refuseAt(rules[0].Location,
			`deny is a %s: it must be a set of objects with the strings "message" and "field", and "severity" if the finding is less grave than the rule`, typeText(inferred))}
	}
	return nil
}

func typeText(t types.Type) string {
	if t == nil {
		return "value of unknown type"
	}
	return t.String()
}

// isFinding accepts an object (or a choice of objects) with string message and
// field, perhaps severity, and nothing else.
func isFinding(t types.Type) bool {
	if any, ok := t.(types.Any); ok {
		return len(any) > 0 && !slices.ContainsFunc(any, func(t types.Type) bool { return !isFinding(t) })
	}
	object, ok := t.(*types.Object)
	if !ok || object.DynamicValue() != nil {
		return false
	}
	seen := 0
	for _, property := range object.StaticProperties() {
		name, _ := property.Key.(string)
		if name != "message" && name != "field" && name != "severity" || types.Compare(property.Value, types.S) != 0 {
			return false
		}
		if name != "severity" {
			seen++
		}
	}
	return seen == 2
}
