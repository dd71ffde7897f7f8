package manifest

import (
	"slices"
	"strings"

	"github.com/ecsgate/ecsgate/evaluator"
	"github.com/ecsgate/ecsgate/evaluator/document"
	"github.com/ecsgate/ecsgate/evaluator/reference"
)

// composed begins an operation whose request a deploy tool composes.
func (s source) composed(action evaluator.Action, kind string, at document.Position, path string) evaluator.Operation {
	return evaluator.Operation{
		Action: action, Origin: evaluator.FromTool, Kind: kind, File: s.file.Name, Position: at, Path: path,
		Reference: reference.Reference{Kind: reference.Absent},
		Request:   map[string]any{}, Fields: map[string]document.Position{},
	}
}

// setting is a value that a tool is given, with what is known of it filled in.
type setting struct {
	text string
	// reason says why the text is not all that the tool gets.
	reason string
	at     document.Position
}

// given reports whether there is a value at all.
func (s setting) given() bool { return s.text != "" || s.reason != "" }

// parse reads the value as a task definition.
func (s setting) parse() reference.Reference {
	if s.reason != "" {
		return reference.Reference{Kind: reference.Unresolved, Raw: s.text, Reason: s.reason}
	}
	return reference.Parse(s.text)
}

// isTrue reports whether a switch is on.
func (s setting) isTrue() bool { return strings.EqualFold(s.text, "true") }

// compose adds a parameter to the request, under the API's name.
func compose(op *evaluator.Operation, name string, value setting) {
	if !value.given() {
		return
	}
	if !slices.Contains(op.Parameters, name) {
		op.Parameters = append(op.Parameters, name)
		slices.Sort(op.Parameters)
	}
	op.Fields[name] = value.at
	if value.reason == "" {
		op.Request[name] = value.text
	}
}

// compose adds a parameter that says where the request goes.
func (t target) compose(op *evaluator.Operation, name string, value setting) {
	compose(op, name, value)
	switch ref := value.parse(); ref.Kind {
	case reference.Absent:
	case reference.Unresolved:
		t.open(op, ref.Reason)
	default:
		op.Claims = append(op.Claims, t.claim(name, value.text))
	}
}

// composeReference adds the task definition.
func composeReference(op *evaluator.Operation, ref reference.Reference, at document.Position) {
	compose(op, paramTaskDefinition, setting{text: ref.Raw, reason: ref.Reason, at: at})
	op.Reference = ref
	if !slices.Contains(op.Parameters, paramTaskDefinition) {
		op.Parameters = append(op.Parameters, paramTaskDefinition)
		slices.Sort(op.Parameters)
		op.Fields[paramTaskDefinition] = at
	}
}

// registered is what a tool registers: a family, or why it is not known.
type registered struct {
	family, reason string
	// refused is why ECS will not register the family.
	refused string
	// parameters are those of the request, as far as a file says.
	parameters []string
}

// reference is the revision that the registration produces.
func (r registered) reference() reference.Reference {
	if r.refused != "" {
		return reference.Reference{Kind: reference.Produced}
	}
	return reference.Reference{Kind: reference.Produced, Raw: r.family, Family: r.family}
}

// register returns the registration.
func (s source) register(r registered, kind string, at document.Position, path string) evaluator.Operation {
	op := s.composed(evaluator.RegisterTaskDefinition, kind, at, path)
	op.Reference = r.reference()
	switch {
	case r.refused != "":
		op.Reference = reference.Reference{Kind: reference.Invalid, Raw: r.family, Reason: r.refused}
	case r.family == "":
		op.Gaps = append(op.Gaps, evaluator.Gap{Field: paramFamily, Reason: r.reason})
	}
	if op.Parameters = r.parameters; op.Parameters == nil {
		op.Parameters = []string{paramContainerDefinitions, paramFamily}
	}
	op.Fields[paramFamily] = at
	return op
}

// definitionFile reads the task definition that a tool registers from a file.
func (s source) definitionFile(name string) registered {
	file, err := s.sibling(name)
	if err != nil {
		return registered{reason: quoted(name) + " can not be read: " + reason(err)}
	}
	documents, err := document.Read(file.Data)
	if err != nil {
		return registered{reason: quoted(name) + " can not be parsed"}
	}
	root := documents[0].Root
	if inner := root.Get(paramTaskDefinition); isObject(inner) { // describe-task-definition > file
		root = inner
	}
	if len(documents) == 1 {
		s.effects.register(file.Name)
	}
	r := request{source: source{root: root}, body: bodyOf(root), action: evaluator.RegisterTaskDefinition}
	family := reference.Parse(root.Get(paramFamily).Str()).Registers()
	if family.Kind == reference.Invalid {
		return registered{family: family.Raw, refused: family.Reason, parameters: r.parameterNames()}
	}
	return familyOf(family.Raw, name, r.parameterNames())
}

// familyOf says which family a text names.
func familyOf(text, where string, parameters []string) registered {
	switch parsed := reference.Parse(text); parsed.Kind {
	case reference.Family, reference.Revision:
		return registered{family: parsed.Family, parameters: parameters}
	case reference.Absent:
		return registered{reason: quoted(where) + " names no family", parameters: parameters}
	default:
		return registered{reason: parsed.Reason, parameters: parameters}
	}
}
