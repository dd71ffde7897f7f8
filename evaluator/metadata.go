package evaluator

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/open-policy-agent/opa/v1/ast"
)

// custom is METADATA's custom section with its defects collected as they are
// found.
type custom struct {
	values map[string]any
	file   string
	at     *ast.Location
	errs   PolicyError
}

func (c *custom) refuse(format string, args ...any) {
	c.errs = append(c.errs, Failure{File: c.file, Line: c.at.Row, Column: c.at.Col, Message: fmt.Sprintf(format, args...)})
}

// readRule reads a module's package-scope METADATA. A module without custom.id
// is no rule; it must then not define deny, which nobody would ever evaluate.
func readRule(m *module) (*Rule, PolicyError) {
	annotation := packageAnnotation(m.header)
	if annotation == nil || annotation.Custom["id"] == nil {
		return nil, refuseNearRule(m)
	}
	c := &custom{values: maps.Clone(annotation.Custom), file: m.name, at: annotation.Location}
	parts := strings.Split(m.pkg, ".")
	rule := &Rule{
		Name: parts[len(parts)-1], Package: m.pkg, File: m.name, Line: annotation.Location.Row, Text: m.body(),
		Title: annotation.Title, Description: strings.TrimSpace(annotation.Description),
		ID: c.text("id", true), Severity: Severity(c.text("severity", true)), Remediation: c.text("remediation", true),
		Operations: actions(c.list("operations")), References: c.list("references"), Needs: c.list("needs"),
		Searches: c.list("searches"), Wants: c.list("wants"), SilentBeside: c.list("silent_beside"), Aliases: c.list("aliases"),
		Origins: origins(c.list("origins")),
	}
	for _, r := range annotation.RelatedResources {
		rule.Links = append(rule.Links, Link{Ref: r.Ref.String(), Description: r.Description})
	}
	c.stored(rule)
	c.scope(rule)
	c.waivable(rule)
	c.parameters(rule)
	rule.addDefaultTypes(m.ast)
	c.check(rule)
	for _, name := range slices.Sorted(maps.Keys(c.values)) {
		c.refuse("METADATA custom.%s is not known: known are id, severity, operations, references, origins, stored, scope, needs, searches, wants, silent_beside, parameters, waivable, remediation, aliases", name)
	}
	return rule, c.errs
}

func packageAnnotation(m *ast.Module) *ast.Annotations {
	for _, a := range m.Annotations {
		if a.Scope == "package" {
			return a
		}
	}
	return nil
}

func refuseNearRule(m *module) PolicyError {
	if m.ast == nil {
		return nil
	}
	for _, r := range m.ast.Rules {
		if r.Head.Ref()[0].Value.Compare(ast.Var("deny")) == 0 {
			return PolicyError{{File: m.name, Line: r.Location.Row, Column: r.Location.Col,
				Message: "defines deny without package-scope METADATA that holds custom.id: nothing would evaluate it; write a METADATA block above the package, with scope: package"}}
		}
	}
	return nil
}

func (c *custom) take(name string) any {
	value := c.values[name]
	delete(c.values, name)
	return value
}

func (c *custom) text(name string, required bool) string {
	value := c.take(name)
	text, ok := value.(string)
	if value != nil && !ok {
		c.refuse("METADATA custom.%s must be a text", name)
	} else if required && strings.TrimSpace(text) == "" {
		c.refuse("METADATA custom.%s is missing", name)
	}
	return strings.TrimSpace(text)
}

func (c *custom) list(name string) []string {
	value := c.take(name)
	items, ok := value.([]any)
	if value != nil && !ok {
		c.refuse("METADATA custom.%s must be a list", name)
	}
	var list []string
	for _, item := range items {
		text, ok := item.(string)
		if !ok {
			c.refuse("METADATA custom.%s must hold texts", name)
		}
		list = append(list, text)
	}
	return list
}

// parameters reads what data.config.<id> may hold: of each name the meaning, or an
// object with that and the type of its values.
func (c *custom) parameters(rule *Rule) {
	value := c.take("parameters")
	entries, ok := value.(map[string]any)
	if value != nil && !ok {
		c.refuse("METADATA custom.parameters must map each parameter to its meaning")
	}
	rule.Parameters, rule.ParameterTypes = map[string]string{}, map[string]ParameterType{}
	for name, said := range entries {
		object, ok := said.(map[string]any)
		if !ok {
			rule.Parameters[name] = fmt.Sprint(said)
			continue
		}
		meaning, _ := object["meaning"].(string)
		named, _ := object["type"].(string)
		switch {
		case meaning == "" || named == "" || len(object) > 2:
			c.refuse("METADATA custom.parameters.%s must be its meaning, or an object with meaning and type", name)
		case !slices.Contains(parameterTypeNames(), ParameterType(named)):
			c.refuse("METADATA custom.parameters.%s has the type %q: known are %s", name, named, joined(parameterTypeNames()))
		}
		rule.Parameters[name], rule.ParameterTypes[name] = meaning, ParameterType(named)
	}
}

func (c *custom) stored(rule *Rule) {
	switch value := c.take("stored"); value {
	case nil, false:
		rule.Stored = Now
	case true:
		rule.Stored = Later
	case "both":
		rule.Stored = Always
	default:
		c.refuse("METADATA custom.stored is %v: write false (sent now), true (sent later) or both", value)
	}
}

func (c *custom) scope(rule *Rule) {
	switch value := c.take("scope"); value {
	case nil, "operation":
		rule.Scope = ScopeOperation
	case "change":
		rule.Scope = ScopeChange
	default:
		c.refuse("METADATA custom.scope is %v: write operation or change", value)
	}
}

func (c *custom) waivable(rule *Rule) {
	switch value := c.take("waivable"); value {
	case nil, true:
		rule.Waivable = true
	case false:
	default:
		c.refuse("METADATA custom.waivable is %v: write true or false", value)
	}
}

func origins(names []string) []Origin {
	var list []Origin
	for _, name := range names {
		list = append(list, Origin(name))
	}
	return list
}

func actions(names []string) []Action {
	list := make([]Action, len(names))
	for i, name := range names {
		list[i] = Action(name)
	}
	return list
}
