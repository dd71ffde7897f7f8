package manifest

import (
	"fmt"

	"github.com/ecsgate/ecsgate/evaluator"
	"github.com/ecsgate/ecsgate/evaluator/document"
	"github.com/ecsgate/ecsgate/evaluator/reference"
)

const eventTargets = "eventbridge-targets"

// isEventTargets knows the body of PutTargets, the list alone as --targets
// file:// takes it, and one target that runs tasks.
func isEventTargets(root *document.Node) bool {
	isTarget := func(item *document.Node) bool { return item.Has("Id") && item.Has("Arn") }
	for _, item := range append(items(root.Get("Targets")), items(root)...) {
		if isTarget(item) || item.Has("Arn") && item.Has("EcsParameters") {
			return true
		}
	}
	return isTarget(root) && root.Has("EcsParameters") ||
		root.Has("Rule") && root.Has("Targets") && isOpen(root.Get("Targets"))
}

// readEventTargets reads what the targets of a rule send
// (https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_PutTargets.html).
func readEventTargets(s source) evaluator.Change {
	switch {
	case s.root.Kind == document.Sequence:
		return s.eventTargets("", s.root, "")
	case !s.root.Has("Targets"):
		return s.eventTarget("", s.root, "")
	}
	change := s.misspelt(s.root, "Rule", "EventBusName")
	if len(change.Failures) == 0 {
		appendChange(&change, s.eventTargets(ruleName(s.root), s.root.Get("Targets"), "Targets"))
	}
	return change
}

// eventTargets reads a list of targets.
func (s source) eventTargets(rule string, list *document.Node, path string) evaluator.Change {
	var change evaluator.Change
	if list.Kind != document.Sequence {
		return s.unseen(list.Position, "the targets of the rule are not in this file: not checked")
	}
	for i, item := range list.Items {
		appendChange(&change, s.eventTarget(rule, item, fmt.Sprintf("%s[%d]", path, i)))
	}
	return change
}

// eventTarget reads one target. Those that run no tasks concern nobody here.
func (s source) eventTarget(rule string, to *document.Node, path string) evaluator.Change {
	if to.Kind != document.Mapping {
		return s.unseen(to.Position, "a target of the rule is not in this file: not checked")
	}
	change := s.misspelt(to, "Id", "Arn", "EcsParameters")
	if len(change.Failures) > 0 || !runsTasks(to) {
		return change
	}
	appendChange(&change, s.readTask(storedTask{
		kind: eventTargets, to: to, path: path, arn: "Arn", parameters: "EcsParameters", elsewhere: onCommandLine,
		stored: evaluator.Stored{Holder: evaluator.RuleHolder, Name: targetName(rule, to, s.unnamed()), Enabled: true},
	}))
	return change
}

// ruleName returns bus/rule, or "" where the rule stands on the command line.
func ruleName(root *document.Node) string {
	rule := root.Get("Rule").Str()
	if rule == "" {
		return ""
	}
	return reference.BusName(root.Get("EventBusName").Str()) + "/" + rule
}

// targetName adds the target's id to the rule's name. Of what stands on the
// command line nothing is made up.
func targetName(rule string, to *document.Node, fallback string) string {
	id := to.Get("Id").Str()
	switch {
	case rule == "" && id == "":
		return fallback
	case rule == "":
		return id
	case id == "":
		return rule
	}
	return rule + "/" + id
}
