package evaluator

import (
	"slices"

	"github.com/open-policy-agent/opa/v1/ast"
	"github.com/open-policy-agent/opa/v1/topdown"
)

// watch notes the paths under input that an evaluation looks at. OPA tells it of
// each expression before it evaluates it, those of called rules and functions too;
// what the expression speaks of counts as looked at, and all of a value where the
// rest of the path is not fixed. It must watch without rule indexing, by which OPA
// passes over expressions because of what it has read in input itself.
type watch struct{ paths []ast.Ref }

var _ topdown.QueryTracer = (*watch)(nil)

// Enabled implements topdown.QueryTracer.
func (*watch) Enabled() bool { return true }

// Config implements topdown.QueryTracer.
func (*watch) Config() topdown.TraceConfig { return topdown.TraceConfig{} }

// TraceEvent implements topdown.QueryTracer.
func (w *watch) TraceEvent(event topdown.Event) {
	if event.Op != topdown.EvalOp {
		return
	}
	for _, ref := range refsToInput(event.Node) {
		path := fixedPart(ref)
		if !slices.ContainsFunc(w.paths, func(known ast.Ref) bool { return ast.RefEqual(known, path) }) {
			w.paths = append(w.paths, path)
		}
	}
}
