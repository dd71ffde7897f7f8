package ecstest

import (
	"encoding/json"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/ecsgate/ecsgate/evaluator"
)

// stateMachines collects targets of the same name as one machine. Via says what
// names the revision: the definition that runs now, "version 3", "alias live"
// or "execution".
func (p place) stateMachines(targets []evaluator.Target) []StateMachine {
	var names []string
	byName := map[string]map[string][]evaluator.Target{}
	for _, t := range targets {
		if byName[t.Name] == nil {
			names = append(names, t.Name)
			byName[t.Name] = map[string][]evaluator.Target{}
		}
		byName[t.Name][t.Via] = append(byName[t.Name][t.Via], t)
	}
	var machines []StateMachine
	for _, name := range names {
		machines = append(machines, p.stateMachine(name, byName[name]))
	}
	return machines
}

func (p place) stateMachine(name string, byVia map[string][]evaluator.Target) StateMachine {
	m := StateMachine{Name: name, Type: "STANDARD", Definition: p.definition(byVia[""])}
	var vias []string
	for via := range byVia {
		vias = append(vias, via)
	}
	// Versions come before the aliases that route to them.
	slices.SortFunc(vias, func(a, b string) int { return strings.Compare(b, a) })
	for _, via := range vias {
		definition := p.definition(byVia[via])
		kind, label, _ := strings.Cut(via, " ")
		switch number, err := strconv.Atoi(label); {
		case kind == "version" && err == nil:
			m.Versions = append(m.Versions, Version{Number: number, Definition: definition})
		case kind == "alias":
			m.Aliases = append(m.Aliases, Alias{Name: label, Versions: []int{m.published(definition)}})
		case kind == "execution":
			m.Executions = append(m.Executions, Execution{Name: "running", Status: "RUNNING", Definition: definition})
		}
	}
	return m
}

// published returns the number of the version with a definition, and publishes
// one if there is none: an alias routes to versions only.
func (m *StateMachine) published(definition string) int {
	newest := 0
	for _, v := range m.Versions {
		if v.Definition == definition {
			return v.Number
		}
		newest = max(newest, v.Number)
	}
	m.Versions = append(m.Versions, Version{Number: newest + 1, Definition: definition})
	return newest + 1
}

// definition writes a definition that runs the tasks of the targets one after
// the other (Amazon States Language; Step Functions Developer Guide, "Run
// Amazon ECS or Fargate tasks").
func (p place) definition(targets []evaluator.Target) string {
	states := map[string]any{"Done": object{"Type": "Succeed"}}
	next := "Done"
	for i, t := range slices.Backward(targets) {
		parameters := object{"LaunchType": "FARGATE", "TaskDefinition": p.taskDefinitionARN(t.Revision)}
		if t.Cluster != "" {
			parameters["Cluster"] = p.clusterARN(t.Cluster)
		}
		name := fmt.Sprintf("Run task %d", i+1)
		states[name] = object{
			"Type":       "Task",
			"Resource":   "arn:" + p.partition + ":states:::ecs:runTask.sync",
			"Parameters": parameters,
			"Next":       next,
		}
		next = name
	}
	text, err := json.Marshal(object{"StartAt": next, "States": states})
	if err != nil {
		// Not reached: there are only strings in it.
		return "{}"
	}
	return string(text)
}
