package evaluator

import "github.com/open-policy-agent/opa/v1/ast"

// addDefaultTypes gives the parameters of which METADATA does not say what they are
// the type of their default:
//
//	default _limit := 10
//
//	_limit := data.config.ACME101.limit
//
// Where the rule makes something else of the parameter nothing follows from it.
func (r *Rule) addDefaultTypes(m *ast.Module) {
	if m == nil {
		return
	}
	defaults := map[string]ParameterType{}
	for _, rule := range m.Rules {
		if rule.Default {
			defaults[rule.Head.Ref().String()] = typeOf(rule.Head.Value)
		}
	}
	for _, rule := range m.Rules {
		ref, isRef := valueRef(rule)
		if !isRef || rule.Default {
			continue
		}
		for name := range r.Parameters {
			if len(ref) == 4 && groundPath(ref) == "config."+r.ID+"."+name && r.ParameterTypes[name] == "" && defaults[rule.Head.Ref().String()] != "" {
				r.ParameterTypes[name] = defaults[rule.Head.Ref().String()]
			}
		}
	}
}

// valueRef is the path of a document that is the whole value of a rule.
func valueRef(rule *ast.Rule) (ast.Ref, bool) {
	if rule.Head.Value == nil {
		return nil, false
	}
	ref, isRef := rule.Head.Value.Value.(ast.Ref)
	return ref, isRef && isHead(ref, ast.DefaultRootDocument)
}

// typeOf is the type of a value as it is written; "" for null and what is computed.
func typeOf(term *ast.Term) ParameterType {
	switch term.Value.(type) {
	case ast.String:
		return "string"
	case ast.Number:
		return "number"
	case ast.Boolean:
		return "boolean"
	case *ast.Array:
		return "list"
	case ast.Object:
		return "object"
	}
	return ""
}
