package manifest

import (
	"fmt"
	"slices"

	"github.com/ecsgate/ecsgate/evaluator"
	"github.com/ecsgate/ecsgate/evaluator/document"
)

const ecscheduleKind = "ecschedule"

// isEcschedule knows rules that name task definitions.
func isEcschedule(root *document.Node) bool {
	return slices.ContainsFunc(items(root.Get("rules")), func(rule *document.Node) bool { return rule.Has(paramTaskDefinition) })
}

// readEcschedule reads the rules that "ecschedule apply" puts, each with one
// target that runs tasks (github.com/Songmu/ecschedule, Rule and Target).
func readEcschedule(s source) evaluator.Change {
	r := s.rendering()
	root := r.render(s.root)
	var change evaluator.Change
	for i, rule := range root.Get("rules").Items {
		if rule.Kind != document.Mapping {
			appendChange(&change, s.unseen(rule.Position, "this rule is not in the file: not checked"))
			continue
		}
		op := s.scheduled(root, rule, fmt.Sprintf("rules[%d]", i))
		for _, node := range []*document.Node{rule.Get(paramTaskDefinition), inherited(rule, root, paramCluster), inherited(rule, root, "region")} {
			appendChange(&change, s.assume(r, &op, node))
		}
		change.Operations = append(change.Operations, op)
	}
	change.Notes = distinctNotes(change.Notes)
	return change
}

// inherited returns what a rule says, or else the configuration for all rules.
func inherited(rule, root *document.Node, name string) *document.Node {
	if value := rule.Get(name); value.IsSet() {
		return value
	}
	return root.Get(name)
}

func distinctNotes(notes []evaluator.Note) []evaluator.Note {
	said := map[evaluator.Note]bool{}
	return slices.DeleteFunc(notes, func(note evaluator.Note) bool {
		again := said[note]
		said[note] = true
		return again
	})
}

// scheduled reads the RunTask that one rule stores. A bare family stays one: the
// ARN that ecschedule makes of it has no revision.
func (s source) scheduled(root, rule *document.Node, path string) evaluator.Operation {
	op := s.storedOperation(evaluator.RunTask, ecscheduleKind, evaluator.Stored{
		Holder: evaluator.RuleHolder, Name: scheduledName(rule, s.unnamed()), Enabled: !rule.Get("disabled").True(),
	})
	op.Origin = evaluator.FromTool
	op.Position, op.Path = rule.Position, path
	if field := rule.Field(paramTaskDefinition); field != nil {
		op.Reference = refer(field.Value)
		op.Position, op.Path = field.Value.Position, join(path, paramTaskDefinition)
	}
	fillScheduled(&op, rule)
	regionTarget.aim(&op, "region", inherited(rule, root, "region"))
	cluster := inherited(rule, root, paramCluster)
	if !clusterTarget.aim(&op, paramCluster, cluster) {
		clusterTarget.open(&op, "the file names none, and ecschedule knows no default")
		return op
	}
	op.Fields[paramCluster] = cluster.Position
	return op
}

// scheduledName returns bus/rule/target: ecschedule puts its rules on the
// default bus, and names a target like its rule.
func scheduledName(rule *document.Node, fallback string) string {
	name := rule.Get("name").Str()
	if name == "" {
		name = fallback
	}
	target := rule.Get("targetId").Str()
	if target == "" {
		target = name
	}
	return "default/" + name + "/" + target
}

// scheduledParameters are the fields of a rule that RunTask gets, by what the API
// calls them.
var scheduledParameters = map[string]string{
	"taskDefinition": paramTaskDefinition, "taskCount": "count", "group": "group", "launch_type": "launchType",
	"platform_version": "platformVersion", "network_configuration": "networkConfiguration",
	"capacityProviderStrategy": "capacityProviderStrategy", "propagateTags": "propagateTags",
	"containerOverrides": "overrides", "taskOverride": "overrides",
}

func fillScheduled(op *evaluator.Operation, rule *document.Node) {
	for _, field := range rule.Fields {
		name := scheduledParameters[field.Name]
		if name == "" || !carries(field.Value) {
			continue
		}
		if !slices.Contains(op.Parameters, name) {
			op.Parameters = append(op.Parameters, name)
			op.Request[name] = field.Value.Value()
		}
		op.Fields[name] = field.Value.Position
	}
	slices.Sort(op.Parameters)
}
