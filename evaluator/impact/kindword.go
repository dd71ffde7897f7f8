package impact

import (
	"fmt"

	"github.com/ecsgate/ecsgate/evaluator"
)

// kindWords are the kinds of holder in the order of the drawings, and how they
// are called: one of them, several.
var kindWords = []struct {
	kind      evaluator.HolderKind
	one, many string
}{
	{evaluator.LaunchKind, "launch", "launches"},
	{evaluator.ServiceKind, "service", "services"},
	{evaluator.TasksKind, "tasks", "groups of tasks"},
	{evaluator.RuleHolder, "rule", "rules"},
	{evaluator.ScheduleHolder, "schedule", "schedules"},
	{evaluator.PipeHolder, "pipe", "pipes"},
	{evaluator.StateMachineHolder, "state machine", "state machines"},
	{evaluator.StackKind, "stack", "stacks"},
}

func kindOrder(kind evaluator.HolderKind) int {
	for at, k := range kindWords {
		if k.kind == kind {
			return at
		}
	}
	return len(kindWords)
}

// kindWord calls a kind by its name in English.
func kindWord(kind evaluator.HolderKind) string {
	if at := kindOrder(kind); at < len(kindWords) {
		return kindWords[at].one
	}
	return string(kind)
}

// kindCount writes "1 rule", "2 rules".
func kindCount(n int, kind evaluator.HolderKind) string {
	at := kindOrder(kind)
	switch {
	case at == len(kindWords):
		return fmt.Sprintf("%d %s", n, kind)
	case n == 1 && kind == evaluator.TasksKind:
		return "1 group of tasks"
	case n == 1:
		return "1 " + kindWords[at].one
	default:
		return fmt.Sprintf("%d %s", n, kindWords[at].many)
	}
}
