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
		return s.eventTargets(eventRule{}, s.root, "")
	case !s.root.Has("Targets"):
		return s.eventTarget(eventRule{}, s.root, "")
	}
	change := s.misspelt(s.root, "Rule", "EventBusName")
	if len(change.Failures) == 0 {
		appendChange(&change, s.eventTargets(s.eventRule(), s.root.Get("Targets"), "Targets"))
	}
	return change
}

// eventTargets reads a list of targets. A target of the same id takes the place of
// the one that the rule had.
func (s source) eventTargets(rule eventRule, list *document.Node, path string) evaluator.Change {
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
func (s source) eventTarget(rule eventRule, to *document.Node, path string) evaluator.Change {
	if to.Kind != document.Mapping {
		return s.unseen(to.Position, "a target of the rule is not in this file: not checked")
	}
	change := s.misspelt(to, "Id", "Arn", "EcsParameters")
	if len(change.Failures) > 0 || !runsTasks(to) {
		return change
	}
	appendChange(&change, s.readTask(storedTask{
		kind: eventTargets, to: to, path: path, arn: "Arn", parameters: "EcsParameters", elsewhere: onCommandLine,
		stored: evaluator.Stored{Holder: evaluator.RuleHolder, Name: targetName(rule.name, to, s.unnamed()), Enabled: true},
	}))
	if rule.known && s.named(to.Get("Id")) {
		replacing(change.Operations)
	}
	return change
}

// eventRule is the rule that a request to EventBridge is about.
type eventRule struct {
	// name is bus/rule, "" where the rule stands on the command line.
	name string
	// known: nothing of it is yet to be filled in.
	known bool
}

func (s source) eventRule() eventRule {
	rule, bus := s.root.Get("Rule"), s.root.Get("EventBusName")
	if rule.Str() == "" {
		return eventRule{}
	}
	return eventRule{reference.BusName(bus.Str()) + "/" + rule.Str(), s.named(rule) && (!bus.IsSet() || s.named(bus))}
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
