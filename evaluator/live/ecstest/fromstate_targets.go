package ecstest

import (
	"strconv"
	"strings"

	"github.com/ecsgate/ecsgate/evaluator"
)

// rules collects targets by the rules that they belong to. A target's name is
// bus/rule/id; the bus is "default" and the id a number where they are missing.
// A bus may have slashes in its name, a rule may not (API reference, PutRule).
func (p place) rules(targets []evaluator.Target) []Rule {
	var rules []Rule
	index := map[[2]string]int{}
	for _, t := range targets {
		bus, name, id := ruleTargetName(t.Name)
		i, known := index[[2]string{bus, name}]
		if !known {
			i = len(rules)
			index[[2]string{bus, name}] = i
			rules = append(rules, Rule{Bus: bus, Name: name, State: "DISABLED"})
		}
		rule := &rules[i]
		if t.Enabled {
			rule.State = "ENABLED"
		}
		if id == "" {
			id = strconv.Itoa(len(rule.Targets) + 1)
		}
		rule.Targets = append(rule.Targets, RuleTarget{ID: id, ARN: p.clusterOf(t), TaskDefinition: p.taskDefinitionARN(t.Revision)})
	}
	return rules
}

func ruleTargetName(name string) (bus, rule, id string) {
	parts := strings.Split(name, "/")
	switch n := len(parts); n {
	case 1:
		return "default", parts[0], ""
	case 2:
		return parts[0], parts[1], ""
	default:
		return strings.Join(parts[:n-2], "/"), parts[n-2], parts[n-1]
	}
}

// schedules are named group/name.
func (p place) schedules(targets []evaluator.Target) []Schedule {
	var schedules []Schedule
	for _, t := range targets {
		group, name, grouped := strings.Cut(t.Name, "/")
		if !grouped {
			group, name = "default", t.Name
		}
		schedules = append(schedules, Schedule{
			Group:          group,
			Name:           name,
			State:          state(t, "ENABLED", "DISABLED"),
			Expression:     "cron(0 3 * * ? *)",
			Timezone:       "UTC",
			TargetARN:      p.clusterOf(t),
			TaskDefinition: p.taskDefinitionARN(t.Revision),
		})
	}
	return schedules
}

func (p place) pipes(targets []evaluator.Target) []Pipe {
	var pipes []Pipe
	for _, t := range targets {
		pipes = append(pipes, Pipe{
			Name:           t.Name,
			DesiredState:   state(t, "RUNNING", "STOPPED"),
			TargetARN:      p.clusterOf(t),
			TaskDefinition: p.taskDefinitionARN(t.Revision),
		})
	}
	return pipes
}

// state spells whether a target is enabled.
func state(t evaluator.Target, enabled, disabled string) string {
	if t.Enabled {
		return enabled
	}
	return disabled
}
