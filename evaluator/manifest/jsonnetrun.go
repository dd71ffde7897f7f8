package manifest

import (
	"errors"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"
	"sync/atomic"

	"github.com/google/go-jsonnet"

	"github.com/ecsgate/ecsgate/evaluator/document"
	"github.com/ecsgate/ecsgate/evaluator/pattern"
	"github.com/ecsgate/ecsgate/evaluator/reference"
)

// jsonnetRun is the evaluation of one file.
type jsonnetRun struct {
	source
	main  string
	files *imports
	// given are the placeholders of variables that nobody gave.
	given             map[string]string
	unknown, defaults []string
	missing           error
	evaluations       int
	late              atomic.Bool
}

// part evaluates a part of the program: all of it for "", else what the
// selectors lead to. Where an object or a list can not be had as a whole, each of
// its elements is tried: one that lacks an import, or a number that nobody gave,
// does not take the others with it.
func (r *jsonnetRun) part(selectors string, depth int) (*document.Node, error) {
	whole := "(import " + strconv.Quote(r.main) + ")" + selectors
	root, err := r.value(whole)
	if err == nil || depth > maxParts {
		return root, err
	}
	node := &document.Node{Position: document.Position{Line: 1, Column: 1}}
	kind, failed := r.value("std.type(" + whole + ")")
	switch {
	case failed != nil:
		return nil, err
	case kind.Str() == "object":
		node.Kind = document.Mapping
		names, failed := r.value("std.objectFields(" + whole + ")")
		if failed != nil {
			return nil, err
		}
		for _, name := range names.Items {
			value := r.element(selectors+"["+strconv.Quote(name.Text)+"]", depth)
			node.Fields = append(node.Fields, document.Field{Name: name.Text, Value: value, Position: node.Position})
		}
	case kind.Str() == "array":
		node.Kind = document.Sequence
		length, failed := r.value("std.length(" + whole + ")")
		if failed != nil {
			return nil, err
		}
		count, _ := length.Int()
		for i := range min(count, maxEvaluations) {
			node.Items = append(node.Items, r.element(fmt.Sprintf("%s[%d]", selectors, i), depth))
		}
	default:
		return nil, err
	}
	return node, nil
}

// element evaluates one element; what can not be had is a placeholder.
func (r *jsonnetRun) element(selectors string, depth int) *document.Node {
	node, err := r.part(selectors, depth+1)
	if err == nil {
		return node
	}
	if r.missing == nil {
		r.missing = err
	}
	return &document.Node{Kind: document.String, Text: "<it can not be evaluated>", Position: document.Position{Line: 1, Column: 1}}
}

var undefinedVariable = pattern.Lazily(`^Undefined external variable: (.+)$`)

// value evaluates an expression, again for each variable that turns out to be
// wanted and is not given.
func (r *jsonnetRun) value(expression string) (*document.Node, error) {
	for r.evaluations < maxEvaluations && !r.late.Load() {
		r.evaluations++
		node, err := jsonnet.SnippetToAST("", expression)
		if err != nil {
			return nil, err
		}
		output, err := r.machine().Evaluate(node)
		if err == nil {
			root, err := document.ReadJSON([]byte(output))
			reference.StandAt(root, document.Position{Line: 1, Column: 1})
			return root, err
		}
		var failed jsonnet.RuntimeError
		if !errors.As(err, &failed) {
			return nil, err
		}
		wanted := undefinedVariable().FindStringSubmatch(failed.Msg)
		if wanted == nil {
			return nil, r.blame(err)
		}
		r.given[wanted[1]] = r.placeholder("std.extVar('" + wanted[1] + "')")
	}
	return nil, errors.New("there is too much of it")
}

func (r *jsonnetRun) machine() *jsonnet.VM {
	vm := jsonnet.MakeVM()
	vm.MaxStack = maxStack
	vm.SetTraceOut(io.Discard)
	vm.Importer(r.files)
	for _, name := range r.files.natives {
		vm.NativeFunction(r.native(name))
	}
	for name, value := range r.given {
		vm.ExtVar(name, value)
	}
	for name, value := range r.options.Env {
		vm.ExtVar(name, value)
	}
	return vm
}

// placeholder returns what stands for a value that nobody gave.
func (r *jsonnetRun) placeholder(call string) string {
	if !slices.Contains(r.unknown, call) {
		r.unknown = append(r.unknown, call)
	}
	return "<" + call + ">"
}

// blame adds to an error which values were missing when it happened.
func (r *jsonnetRun) blame(err error) error {
	if len(r.unknown) == 0 || strings.Contains(err.Error(), cannotImport) {
		return err
	}
	return fmt.Errorf("%w; without %s", err, strings.Join(r.unknown, ", "))
}
