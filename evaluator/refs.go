package evaluator

import (
	"strings"

	"github.com/open-policy-agent/opa/v1/ast"
)

// dataPaths lists the packages and documents that a module speaks of, as
// dotted paths below data.
func dataPaths(m *ast.Module) []string {
	var paths []string
	ast.WalkRefs(m, func(ref ast.Ref) bool {
		if isHead(ref, ast.DefaultRootDocument) {
			paths = append(paths, groundPath(ref))
		}
		return false
	})
	for _, imported := range m.Imports {
		if ref, ok := imported.Path.Value.(ast.Ref); ok && isHead(ref, ast.DefaultRootDocument) {
			paths = append(paths, groundPath(ref))
		}
	}
	return paths
}

func isHead(ref ast.Ref, head *ast.Term) bool {
	return len(ref) > 0 && ref[0].Equal(head)
}

// groundPath writes the leading parts of a reference that are fixed names,
// without its head: data.ecs.lib.until[x] is "ecs.lib.until".
func groundPath(ref ast.Ref) string {
	var parts []string
	for _, term := range ref[1:] {
		name, ok := term.Value.(ast.String)
		if !ok {
			break
		}
		parts = append(parts, string(name))
	}
	return strings.Join(parts, ".")
}

// fixedPart is a reference as far as it consists of fixed names and numbers.
func fixedPart(ref ast.Ref) ast.Ref {
	for i, term := range ref[1:] {
		if !ast.IsScalar(term.Value) {
			return ref[:i+1]
		}
	}
	return ref
}

// refsToInput lists the references to input in a part of a policy.
func refsToInput(part any) []ast.Ref {
	var refs []ast.Ref
	var visit func(*ast.Term) bool
	visit = func(term *ast.Term) bool {
		switch value := term.Value.(type) {
		case ast.Ref:
			if !isHead(value, ast.InputRootDocument) {
				return false
			}
			refs = append(refs, value)
			for _, key := range value[1:] {
				ast.WalkTerms(key, visit)
			}
			return true
		case ast.Var:
			// input itself, passed on as a whole
			if value.Equal(ast.InputRootDocument.Value) {
				refs = append(refs, ast.Ref{term})
			}
		}
		return false
	}
	ast.WalkTerms(part, visit)
	return refs
}

// within reports whether a dotted path lies at or below another.
func within(path, root string) bool {
	return root == "" || path == root || strings.HasPrefix(path, root) && path[len(root)] == '.'
}
