package manifest

import (
	"slices"
	"strings"

	"github.com/ecsgate/ecsgate/evaluator"
	"github.com/ecsgate/ecsgate/evaluator/document"
	"github.com/ecsgate/ecsgate/evaluator/reference"
)

// isStateMachineRequest knows the body of CreateStateMachine and
// UpdateStateMachine, where the definition is a text.
func isStateMachineRequest(root *document.Node) bool {
	definition := root.Get("definition")
	return (root.Has("roleArn") || root.Has("stateMachineArn")) && (isStateMachine(definition) ||
		strings.Contains(definition.Str(), "States") || isOpen(definition) && !strings.Contains(definition.Str(), " "))
}

// readStateMachineRequest reads the definition in such a body
// (https://docs.aws.amazon.com/step-functions/latest/apireference/API_CreateStateMachine.html).
// The one of UpdateStateMachine takes the place of what the state machine had.
func readStateMachineRequest(s source) evaluator.Change {
	field := s.root.Field("definition")
	if field == nil {
		return evaluator.Change{} // it changes a role or a log, and nothing that is sent
	}
	arn, update := reference.ParseARN(s.root.Get("stateMachineArn").Str())
	name := s.root.Get("name").Str()
	if update {
		name = machineName(arn)
	}
	change := s.definitionField(field, name)
	if update && s.named(s.root.Get("stateMachineArn")) && isCertain(change) {
		change.Operations = append(change.Operations, s.repointed(field, name, arn))
	}
	return change
}

func (s source) definitionField(field *document.Field, machine string) evaluator.Change {
	if isObject(field.Value) {
		return s.definition(field.Value, machine, "definition")
	}
	if !strings.Contains(field.Value.Str(), "States") {
		return s.unseen(field.Position, "the definition of this state machine is not in this file: not checked")
	}
	definition, err := reference.ReadText(field.Value.Str(), field.Position)
	if err != nil {
		return evaluator.Change{Failures: []evaluator.Failure{
			failureAt(s.file.Name, field.Position, "the definition of this state machine can not be read: %s", parseFailure("", err).Message),
		}}
	}
	return s.definition(definition, machine, "definition")
}

// repointed lets go of all that the definition named so far. Versions and running
// executions keep it, which the core knows.
func (s source) repointed(field *document.Field, machine string, arn reference.ARN) evaluator.Operation {
	return evaluator.Operation{
		Action: evaluator.Release, Origin: evaluator.FromRequest, Kind: stateMachine, File: s.file.Name, Position: field.Position, Path: "definition",
		Reference: reference.Reference{Kind: reference.Absent}, Releases: &evaluator.HolderID{Kind: evaluator.StateMachineHolder, Name: machine},
		Claims: []evaluator.Claim{machineClaim(arn)}, Request: map[string]any{}, Fields: map[string]document.Position{},
	}
}

func machineName(arn reference.ARN) string { return strings.TrimPrefix(arn.Resource, "stateMachine:") }

// machineClaim is what the ARN of a state machine says of where it is.
func machineClaim(arn reference.ARN) evaluator.Claim {
	return evaluator.Claim{Field: "stateMachineArn", Scope: evaluator.Scope{Partition: arn.Partition, Account: arn.Account, Region: arn.Region}}
}

// isCertain reports whether all that a definition sends is known: what is not may
// name again what the state machine named before.
func isCertain(change evaluator.Change) bool {
	unseen := func(n evaluator.Note) bool { return n.Unseen }
	open := func(op evaluator.Operation) bool {
		return op.Reference.Kind == reference.Unresolved || op.Reference.Kind == reference.Invalid
	}
	return len(change.Failures) == 0 && !slices.ContainsFunc(change.Notes, unseen) && !slices.ContainsFunc(change.Operations, open)
}
