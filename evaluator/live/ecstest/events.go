package ecstest

import (
	"cmp"
	"net/http"
	"slices"
	"strings"
)

func eventsActions() map[string]operation {
	return map[string]operation{
		"ListEventBuses":        listEventBuses,
		"ListRules":             listRules,
		"ListRuleNamesByTarget": listRuleNamesByTarget,
		"ListTargetsByRule":     listTargetsByRule,
		"DescribeRule":          describeRule,
	}
}

// eventsPages is how EventBridge lists: "Limit … maximum value of 100".
func eventsPages(member string) paging {
	return paging{member: member, limit: "Limit", token: "NextToken", usual: 100, most: 100}
}

// bus is the name of the rule's bus.
func (r Rule) bus() string { return cmp.Or(r.Bus, "default") }

func (s scope) busARN(name string) string { return s.arn("events", "event-bus/"+name) }

// ruleARN leaves the default bus out.
func (s scope) ruleARN(r Rule) string {
	if r.bus() == "default" {
		return s.arn("events", "rule/"+r.Name)
	}
	return s.arn("events", "rule/"+r.bus()+"/"+r.Name)
}

// busNames lists the buses, also those of which only a rule is known.
func (r *Region) busNames() []string {
	names := append([]string{"default"}, r.Buses...)
	for _, rule := range r.Rules {
		names = append(names, rule.bus())
	}
	slices.Sort(names)
	return slices.Compact(names)
}

func listEventBuses(c *call) (object, error) {
	var names []string
	for _, name := range c.busNames() {
		if strings.HasPrefix(name, c.parameters.text("NamePrefix")) {
			names = append(names, name)
		}
	}
	return listed(c, eventsPages("EventBuses"), names, func(name string) any {
		return object{"Name": name, "Arn": c.busARN(name)}
	})
}

// rulesOfBus lists the rules of the bus that a request names, "default" if
// none; other buses have to be asked for one by one.
func (c *call) rulesOfBus() ([]Rule, error) {
	raw := c.parameters.text("EventBusName")
	name, _ := c.resource(raw, "events", "event-bus/")
	name = cmp.Or(name, "default")
	if !slices.Contains(c.busNames(), name) {
		return nil, notFound("Event bus %s does not exist.", name)
	}
	var rules []Rule
	for _, rule := range c.Rules {
		if rule.bus() == name {
			rules = append(rules, rule)
		}
	}
	return rules, nil
}

func notFound(format string, args ...any) error {
	return refusal{"ResourceNotFoundException", http.StatusBadRequest}.because(format, args...)
}

func listRules(c *call) (object, error) {
	rules, err := c.rulesOfBus()
	if err != nil {
		return nil, err
	}
	rules = slices.DeleteFunc(rules, func(r Rule) bool { return !strings.HasPrefix(r.Name, c.parameters.text("NamePrefix")) })
	return listed(c, eventsPages("Rules"), rules, func(r Rule) any { return c.describedRule(r) })
}

func (c *call) describedRule(r Rule) object {
	return object{
		"Name":               r.Name,
		"Arn":                c.ruleARN(r),
		"EventBusName":       r.bus(),
		"State":              r.State,
		"ScheduleExpression": "cron(0 3 * * ? *)",
	}
}

func listRuleNamesByTarget(c *call) (object, error) {
	rules, err := c.rulesOfBus()
	if err != nil {
		return nil, err
	}
	target := c.parameters.text("TargetArn")
	var names []string
	for _, rule := range rules {
		if slices.ContainsFunc(rule.Targets, func(t RuleTarget) bool { return t.ARN == target }) {
			names = append(names, rule.Name)
		}
	}
	return listed(c, eventsPages("RuleNames"), names, itself)
}

// rule finds the rule of which a parameter has the name.
func (c *call) rule(parameter string) (Rule, error) {
	rules, err := c.rulesOfBus()
	if err != nil {
		return Rule{}, err
	}
	name := c.parameters.text(parameter)
	for _, rule := range rules {
		if rule.Name == name {
			return rule, nil
		}
	}
	bus := cmp.Or(c.parameters.text("EventBusName"), "default")
	return Rule{}, notFound("Rule %s does not exist on EventBus %s.", name, bus)
}

func describeRule(c *call) (object, error) {
	rule, err := c.rule("Name")
	if err != nil {
		return nil, err
	}
	return c.describedRule(rule), nil
}

func listTargetsByRule(c *call) (object, error) {
	rule, err := c.rule("Rule")
	if err != nil {
		return nil, err
	}
	return listed(c, eventsPages("Targets"), rule.Targets, func(t RuleTarget) any {
		o := object{"Id": t.ID, "Arn": t.ARN}
		if t.TaskDefinition != "" {
			o["EcsParameters"] = object{"TaskDefinitionArn": t.TaskDefinition, "TaskCount": 1, "LaunchType": "FARGATE"}
		}
		return o
	})
}
