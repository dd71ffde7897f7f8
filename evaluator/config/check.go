package config

import (
	"fmt"
	"maps"
	"slices"

	"github.com/ecsgate/ecsgate/evaluator"
	"github.com/ecsgate/ecsgate/evaluator/nearest"
)

// Check refuses a configuration that speaks of rules or parameters that there are
// not, or that takes the force from rules which can not be waived. Errors begin
// with "name:line:column:".
func (c *Config) Check(rules []evaluator.Rule) error {
	known := catalogue(rules)
	for i := range c.Rules {
		if err := c.Rules[i].check(known); err != nil {
			return fmt.Errorf("%s:%w", c.File, err)
		}
	}
	for _, w := range c.Waivers {
		if problem := known.waivable(w.Rule); problem != "" {
			return fmt.Errorf("%s:%w", c.File, refuse(w.Position, "%s", problem))
		}
	}
	return nil
}

func (rule *Rule) check(known catalogue) error {
	of, problem := known.rule(rule.ID)
	if problem != "" {
		return refuse(rule.Position, "%s", problem)
	}
	for _, parameter := range rule.parameters {
		switch _, declared := of.Parameters[parameter.Name]; {
		case len(of.Parameters) == 0:
			return refuse(parameter.Position, "%s has no parameters", of.ID)
		case !declared:
			return refuse(parameter.Position, "%s has no parameter %.40q: %s", of.ID, parameter.Name, suggest(parameter.Name, slices.Sorted(maps.Keys(of.Parameters))))
		}
		if problem := of.RefuseParameter(parameter.Name, parameter.Value.Value()); problem != "" {
			return refuse(parameter.Value.Position, "%s: %s", of.ID, problem)
		}
	}
	lowered := rule.Severity != "" && !rule.Severity.AtLeast(of.Severity)
	if !of.Waivable && (rule.Off || lowered || !rule.From.IsZero()) {
		return refuse(rule.Position, "%s, so it can not be off, less grave or put off either", unwaivable(of))
	}
	return nil
}

// catalogue is the rules that there are.
type catalogue []evaluator.Rule

// rule finds a rule by its id, or says what is wrong with that.
func (known catalogue) rule(id string) (*evaluator.Rule, string) {
	ids := make([]string, len(known))
	for i := range known {
		rule := &known[i]
		switch {
		case rule.ID == id:
			return rule, ""
		case rule.Name == id || slices.Contains(rule.Aliases, id):
			return nil, fmt.Sprintf("%.40q is %s: write the id", id, rule.ID)
		}
		ids[i] = rule.ID
	}
	return nil, fmt.Sprintf("there is no rule %.40q: %s", id, nearest.Hint(id, ids, "ecsgate rules lists them all"))
}

// waivable says why the findings of a rule can not be waived, or "".
func (known catalogue) waivable(id string) string {
	rule, problem := known.rule(id)
	switch {
	case problem != "":
		return problem
	case !rule.Waivable:
		return unwaivable(rule)
	case rule.Scope == evaluator.ScopeChange:
		return fmt.Sprintf("%s judges the change as a whole, which is neither a file nor a revision: set its parameters instead", rule.ID)
	}
	return ""
}

func unwaivable(rule *evaluator.Rule) string {
	return fmt.Sprintf("%s can not be waived: behind its finding nothing else is looked at", rule.ID)
}
