package config

import "github.com/ecsgate/ecsgate/evaluator/document"

// rules reads the map of rules. Whether there are such rules is known only when
// the policies are read: see Check.
func (r *reader) rules(node *document.Node) error {
	if node.Tag != "" || node.Kind != document.Mapping {
		return refuse(node.Position, "\"rules\" must map ids of rules to what is decided of them, and is a %s", kindOf(node))
	}
	for _, field := range node.Fields {
		rule := Rule{ID: field.Name, Position: field.Position}
		err := object(field.Value, "a rule", fields{
			"severity":   severity(&rule.Severity),
			"off":        boolean(&rule.Off),
			"from":       date(&rule.From),
			"parameters": rule.readParameters,
		})
		switch {
		case err != nil:
			return err
		case len(field.Value.Fields) == 0:
			return refuse(field.Position, "%.40q: nothing is decided of the rule", field.Name)
		case rule.Off && (rule.Severity != "" || !rule.From.IsZero()):
			return refuse(field.Position, "%.40q is off: a severity or a date has no effect", field.Name)
		}
		r.config.Rules = append(r.config.Rules, rule)
	}
	return nil
}

func (rule *Rule) readParameters(node *document.Node) error {
	if node.Tag != "" || node.Kind != document.Mapping {
		return refuse(node.Position, "\"parameters\" must map names to values, and is a %s", kindOf(node))
	}
	rule.parameters = node.Fields
	rule.Parameters, _ = node.Value().(map[string]any)
	return nil
}
