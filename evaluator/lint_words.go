package evaluator

import (
	"encoding/json"
	"slices"
	"strings"
	"sync"

	"github.com/open-policy-agent/opa/v1/ast"
)

// schemaNode is as much of the input schema as this check needs.
type schemaNode struct {
	Properties map[string]*schemaNode `json:"properties"`
	Items      *schemaNode            `json:"items"`
	Enum       []string               `json:"enum"`
}

var inputNode = sync.OnceValues(func() (*schemaNode, error) {
	var node schemaNode
	err := json.Unmarshal(inputSchema, &node)
	return &node, err
})

// lintWords refuses a comparison that can never hold because the word is none
// that the fact ever has: "ACTVE". OPA's type checker does not look into enums.
func lintWords(compiler *ast.Compiler, m *module) PolicyError {
	root, err := inputNode()
	if err != nil {
		return PolicyError{{Message: "read input schema: " + err.Error()}}
	}
	var failures PolicyError
	ast.WalkExprs(compiler.Modules[m.name], func(expr *ast.Expr) bool {
		if !expr.IsCall() || len(expr.Operands()) < 2 || !compares(expr.Operator().String()) {
			return false
		}
		for _, pair := range [][2]*ast.Term{{expr.Operand(0), expr.Operand(1)}, {expr.Operand(1), expr.Operand(0)}} {
			ref, isRef := pair[0].Value.(ast.Ref)
			word, isWord := pair[1].Value.(ast.String)
			if !isRef || !isWord || !isHead(ref, ast.InputRootDocument) {
				continue
			}
			if enum := root.follow(ref[1:]); enum != nil && !slices.Contains(enum, string(word)) {
				failures = append(failures, refuseAt(expr.Location, "%v is never %q: it is one of %s", ref, string(word), strings.Join(enum, ", ")))
			}
		}
		return false
	})
	return failures
}

func compares(operator string) bool {
	return slices.Contains([]string{"eq", "equal", "neq"}, operator)
}

// follow descends by the parts of a reference and returns the enum there, if
// there is one.
func (n *schemaNode) follow(parts []*ast.Term) []string {
	for _, part := range parts {
		if n == nil {
			return nil
		}
		name, isName := part.Value.(ast.String)
		switch {
		case n.Items != nil:
			n = n.Items
		case isName:
			n = n.Properties[string(name)]
		default:
			return nil
		}
	}
	if n == nil {
		return nil
	}
	return n.Enum
}
