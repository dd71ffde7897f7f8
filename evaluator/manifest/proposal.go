package manifest

import (
	"github.com/ecsgate/ecsgate/evaluator"
	"github.com/ecsgate/ecsgate/evaluator/document"
	"github.com/ecsgate/ecsgate/evaluator/reference"
)

// ParseProposal makes the operation of one proposed retirement, where action is
// DeregisterTaskDefinition or DeleteTaskDefinitions and from the flag or file
// that holds the text. The text is judged by rules, not parsed as usage: a bare
// family or "web:latest" is a proposal that they refuse.
func ParseProposal(action evaluator.Action, text, from string) evaluator.Operation {
	parameter, value := paramTaskDefinition, any(text)
	if action == evaluator.DeleteTaskDefinitions {
		parameter, value = paramTaskDefinitions, []any{text}
	}
	ref := reference.Parse(text)
	if ref.Kind == reference.Absent {
		// An unset shell variable must not pass for a retirement of nothing.
		ref = reference.Reference{Kind: reference.Invalid, Reason: "the text is empty: name a revision as family:revision or by its ARN"}
	}
	return evaluator.Operation{
		Action:     action,
		Origin:     evaluator.FromProposal,
		Kind:       "proposal",
		File:       from,
		Reference:  ref,
		Parameters: []string{parameter},
		Request:    map[string]any{parameter: value},
		Fields:     map[string]document.Position{paramTaskDefinition: {}, parameter: {}},
	}
}

// proposalAt is ParseProposal for an entry of a file. Path names the entry in
// a JSON or YAML document; a line has none.
func proposalAt(action evaluator.Action, text, file, path string, at document.Position) evaluator.Operation {
	op := ParseProposal(action, text, file)
	op.Position, op.Path = at, path
	for name := range op.Fields {
		op.Fields[name] = at
	}
	return op
}
