package manifest

import (
	"fmt"

	"github.com/ecsgate/ecsgate/evaluator"
	"github.com/ecsgate/ecsgate/evaluator/document"
	"github.com/ecsgate/ecsgate/evaluator/pattern"
)

// ReadProposals reads a file of proposed retirements. It is one of
//
//   - lines with one reference each, "deregister" or "delete" before it if
//     need be (deregister is meant without), "#" before a comment; what
//     list-task-definitions --output text prints is such lines, too;
//   - a JSON or YAML list of references to deregister;
//   - an object with the lists "deregister" and "delete";
//   - what "aws ecs list-task-definitions" prints, to deregister;
//   - what "ecsgate prune --format json" prints.
//
// What is anything else is a failure: a reference that is overlooked would pass
// for one that was admitted.
func ReadProposals(file File) evaluator.Change {
	change := evaluator.Change{Files: 1}
	text, err := document.Decode(file.Data)
	switch {
	case err != nil:
	case isStructured(text):
		err = readProposalDocuments(&change, file.Name, text)
	default:
		readProposalLines(&change, file.Name, string(text))
	}
	if err != nil {
		change.Failures = append(change.Failures, parseFailure(file.Name, err))
	}
	switch {
	case len(change.Operations)+len(change.Failures) > 0, saysNothing(change):
	case onlyComments().Match(text):
		change.Notes = []evaluator.Note{{File: file.Name, Line: 1, Message: "this file of proposals holds only comments: nothing is to be retired"}}
	default:
		change.Failures = []evaluator.Failure{{File: file.Name, Line: 1, Column: 1, Message: "no reference in this file of proposals"}}
	}
	for i := range change.Operations {
		change.Operations[i].Context = file.Context
	}
	return change
}

// onlyComments is a file that somebody, or ecsgate prune, wrote to say that there
// is nothing: an empty one is more likely an accident.
var onlyComments = pattern.Lazily(`^\s*#[^\n]*(?:\n\s*(?:#[^\n]*)?)*$`)

// structuredStart is how the first line of JSON or YAML differs from a line
// with a reference: a bracket, a dash, or a name before a colon and a space.
var structuredStart = pattern.Lazily(`^(?:\s*(?:#[^\n]*)?\n)*\s*(?:[\[{]|-(?:\s|--|$)|%YAML|["']?\w+["']?:(?:\s|$))`)

func isStructured(text []byte) bool { return structuredStart().Match(text) }

// proposalLists are the lists of proposals, by their names in a document.
var proposalLists = map[string]evaluator.Action{
	"deregister":         evaluator.DeregisterTaskDefinition,
	"delete":             evaluator.DeleteTaskDefinitions,
	"taskDefinitionArns": evaluator.DeregisterTaskDefinition,
}

func readProposalDocuments(change *evaluator.Change, file string, text []byte) error {
	documents, err := document.Read(text)
	if err != nil {
		return err
	}
	for _, d := range documents {
		switch d.Root.Kind {
		case document.Null:
		case document.Sequence:
			readProposalList(change, file, "", evaluator.DeregisterTaskDefinition, d.Root)
		case document.Mapping:
			readProposalObject(change, file, d.Root)
		default:
			return &document.Error{Position: d.Root.Position, Message: "a list of references is missing"}
		}
	}
	return nil
}

func readProposalObject(change *evaluator.Change, file string, root *document.Node) {
	if root.Get("ecsgate").Str() == prunePlan {
		readPrunePlan(change, file, root)
		return
	}
	for _, field := range root.Fields {
		action, known := proposalLists[field.Name]
		switch {
		case known:
			readProposalList(change, file, field.Name, action, field.Value)
		case field.Name == "nextToken" || field.Name == "NextToken":
			change.Notes = append(change.Notes, evaluator.Note{File: file, Line: field.Line,
				Message: "this list of task definitions was cut off: there are more"})
		default:
			change.Failures = append(change.Failures, failureAt(file, field.Position,
				"unknown name %s: want %q, %q or %q", quoted(field.Name), "deregister", "delete", "taskDefinitionArns"))
		}
	}
}

func readProposalList(change *evaluator.Change, file, name string, action evaluator.Action, list *document.Node) {
	if !isList(list) || list.Tag != "" {
		change.Failures = append(change.Failures, failureAt(file, list.Position, "a list of references must stand here, not %s", article(list.Kind)))
		return
	}
	for i, item := range list.Items {
		path := fmt.Sprintf("%s[%d]", name, i)
		if item.Str() == "" {
			change.Failures = append(change.Failures, failureAt(file, item.Position, "%s must be a reference to a task definition: a string that is not empty", path))
			continue
		}
		change.Operations = append(change.Operations, proposalAt(action, item.Str(), file, path, item.Position))
	}
}
