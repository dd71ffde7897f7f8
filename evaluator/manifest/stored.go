package manifest

import (
	"maps"
	"path"
	"slices"
	"strings"

	"github.com/ecsgate/ecsgate/evaluator"
	"github.com/ecsgate/ecsgate/evaluator/document"
	"github.com/ecsgate/ecsgate/evaluator/reference"
)

// Readers of what other services store (rules, schedules, pipes, state machines,
// AppSpecs) share what stands here.

// storedOperation begins an operation that something else sends later.
func (s source) storedOperation(action evaluator.Action, kind string, stored evaluator.Stored) evaluator.Operation {
	return evaluator.Operation{
		Action: action, Origin: evaluator.FromRequest, Kind: kind, File: s.file.Name, Position: s.root.Position,
		Reference: reference.Reference{Kind: reference.Absent},
		Request:   map[string]any{}, Fields: map[string]document.Position{},
		Stored: &stored,
	}
}

// unnamed is what a holder is called whose name stands on the command line: the
// name of the file.
func (s source) unnamed() string { return path.Base(s.file.Name) }

// refer returns the reference that stands at a node.
func refer(n *document.Node) reference.Reference {
	if !n.IsSet() {
		return reference.Reference{Kind: reference.Absent}
	}
	if text, ok := n.Scalar(); ok {
		return reference.Parse(text)
	}
	raw, reason := "", article(n.Kind)+" stands where a text is expected"
	if n.Tag != "" {
		raw, reason = n.Tag+" "+n.Text, quoted(n.Tag)+" is a tag, which nothing resolves here"
	}
	return reference.Reference{Kind: reference.Unresolved, Raw: strings.TrimSpace(raw), Reason: reason}
}

// target says which part of the scope a parameter is about.
type target struct {
	part  string
	claim func(field, value string) evaluator.Claim
}

var (
	clusterTarget = target{paramCluster, evaluator.ClusterClaim}
	serviceTarget = target{paramService, evaluator.ServiceClaim}
)

// aim adds what a parameter says of where the operation goes, or the gap that it
// leaves. It reports whether it says anything.
func (t target) aim(op *evaluator.Operation, field string, n *document.Node) bool {
	switch ref := refer(n); ref.Kind {
	case reference.Absent:
		return false
	case reference.Unresolved:
		t.open(op, ref.Reason)
	default:
		op.Claims = append(op.Claims, t.claim(field, ref.Raw))
	}
	return true
}

// open adds a gap.
func (t target) open(op *evaluator.Operation, reason string) {
	op.Gaps = append(op.Gaps, evaluator.Gap{Field: t.part, Reason: reason})
}

// fill adds the parameters that carry a value, by the names that the API has for
// them.
func fill(op *evaluator.Operation, parameters *document.Node, apiName func(string) string) {
	for _, field := range fields(parameters) {
		if carries(field.Value) {
			name := apiName(field.Name)
			op.Request[name], op.Fields[name] = field.Value.Value(), field.Value.Where()
		}
	}
	op.Parameters = slices.Sorted(maps.Keys(op.Request))
}

// misspelt refuses names that differ from known ones only in how they are
// written: AWS would refuse them, and what they hold would not be looked at.
func (s source) misspelt(n *document.Node, known ...string) evaluator.Change {
	var change evaluator.Change
	for _, field := range fields(n) {
		for _, name := range known {
			if field.Name != name && fold(field.Name) == fold(name) {
				at := &document.Node{Position: field.Position}
				appendChange(&change, s.failure(at, "unknown parameter %s: did you mean %q?", quoted(field.Name), name))
			}
		}
	}
	return change
}

// unseen is a note on something that may send requests and was not looked at.
func (s source) unseen(at document.Position, format string, args ...any) evaluator.Change {
	change := s.note(&document.Node{Position: at}, format, args...)
	for i := range change.Notes {
		change.Notes[i].Unseen = true
	}
	return change
}

// isOpen reports whether a text is yet to be filled in.
func isOpen(n *document.Node) bool {
	return n.IsSet() && (n.Tag != "" || reference.Parse(n.Str()).Kind == reference.Unresolved)
}

// named reports whether a node holds a name with nothing left to fill in.
func (s source) named(n *document.Node) bool { return n.Str() != "" && !isOpen(n) && !s.open[n] }

// replacing notes of stored requests that each takes the place of what its holder
// sent so far.
func replacing(operations []evaluator.Operation) {
	for i := range operations {
		if op := &operations[i]; op.Stored != nil {
			op.Releases = &evaluator.HolderID{Kind: op.Stored.Holder, Name: op.Stored.Name}
		}
	}
}

// fieldPosition returns where the name of an entry stands, or else the object.
func fieldPosition(n *document.Node, name string) document.Position {
	if field := n.Field(name); field != nil {
		return field.Position
	}
	return n.Where()
}
