package terraform

import (
	"strings"

	"github.com/ecsgate/ecsgate/evaluator/document"
	"github.com/ecsgate/ecsgate/evaluator/pattern"
)

// otherARN finds expressions that are no call of ECS where a state's Resource is
// expected: functions and activities are named by an attribute of theirs.
var otherARN = pattern.Lazily(`^(?:\$\{)?(?:aws_(?:lambda|sfn|batch|glue|sns|sqs)_[a-z_]+|module)\.`)

// holeIn names the first part of a definition that may hold calls of ECS and is
// not known: states, or lists of them, that come from elsewhere, and resources.
func holeIn(machine *document.Node) string {
	states := machine.Get("States")
	for _, n := range []*document.Node{machine, states} {
		if n != nil && n.Tag != "" {
			return oneLine(n.Text)
		}
	}
	for _, state := range fields(states) {
		resource := state.Value.Get("Resource")
		for _, n := range []*document.Node{state.Value, state.Value.Get("Branches"), resource} {
			if n != nil && n.Tag != "" && !otherARN().MatchString(n.Text) && !strings.Contains(n.Text, ":states:::") {
				return oneLine(n.Text)
			}
		}
		inner := append([]*document.Node{state.Value.Get("Iterator"), state.Value.Get("ItemProcessor")}, items(state.Value.Get("Branches"))...)
		for _, n := range inner {
			if n == nil {
				continue
			}
			if hole := holeIn(n); hole != "" {
				return hole
			}
		}
	}
	return ""
}
