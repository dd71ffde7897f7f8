// Package cloudformation reads CloudFormation templates, as people write them
// and as SAM and the CDK make them, into operations.
//
// A template is a program in a small language of its own: intrinsic functions,
// conditions, loops. The reader evaluates what can be known from the template
// and from the parameters that were passed. Where that does not suffice it says
// so, with the expression as it is written: nothing is guessed in silence, and
// no resource that sends an ECS request is left out because it could not be
// understood.
//
// A condition that is not known is taken both ways (see world); what is not
// known inside a text stays a hole in it (see hole).
package cloudformation

import (
	"strings"

	"github.com/ecsgate/ecsgate/evaluator"
	"github.com/ecsgate/ecsgate/evaluator/document"
)

// kind is the name of this kind of file in operations.
const kind = "cloudformation"

// Recognise reports whether a document is a CloudFormation template: it has
// Resources by logical id, and a sign that they are CloudFormation's.
func Recognise(root *document.Node) bool {
	resources := root.Get("Resources")
	if resources == nil || resources.Kind != document.Mapping {
		return false
	}
	if root.Has("AWSTemplateFormatVersion") || root.Has("Transform") {
		return true
	}
	for _, f := range resources.Fields {
		if strings.HasPrefix(f.Name, "Fn::") || strings.Contains(f.Value.Get("Type").Str(), "::") {
			return true
		}
	}
	return false
}

// Read returns the operations of a template. The parameters are those that the
// user passed, by name; pseudo parameters ("AWS::Region") may be among them.
// The stack is the one that the template is deployed as, nil where nobody said.
// Files is left to the caller, who knows what a file is.
func Read(root *document.Node, file string, params map[string]string, stack *evaluator.DeployedStack) evaluator.Change {
	r := newReader(root, file, params)
	r.stack = stack
	r.noteMacros()
	r.noteHooks()
	for _, res := range r.order {
		r.readResource(res)
	}
	r.place()
	return r.change
}

// reader evaluates one template.
type reader struct {
	file   string
	root   *document.Node
	params map[string]string
	stack  *evaluator.DeployedStack

	declared  map[string]*document.Node
	resources map[string]*resource
	order     []*resource

	change evaluator.Change
	said   map[string]bool

	// The rest is the state of the evaluation that is under way.
	world world
	// settled are the conditions that this world has decided.
	settled map[string]truth
	holes   []hole
	loops   []loopVariable
	// guessed: what the resource under way names rests on a default.
	guessed bool
	// assumed are the parameters whose default was taken since it was last empty.
	assumed []string
	// passedOnly is above zero while a condition is evaluated: a default is a
	// guess, and a guess must not rule an operation out.
	passedOnly int
	depth      int
	steps      int
}

// Bounds of one evaluation. A template of the size that CloudFormation accepts
// (1 MB, 500 resources) stays far below them; they stop hostile ones, in which
// what remains then counts as not known.
const (
	maxSteps = 5_000_000
	maxDepth = 200
	maxText  = 1 << 20
)

func newReader(root *document.Node, file string, params map[string]string) *reader {
	r := &reader{
		file:      file,
		root:      root,
		params:    params,
		declared:  map[string]*document.Node{},
		resources: map[string]*resource{},
		said:      map[string]bool{},
		settled:   map[string]truth{},
	}
	if parameters := root.Get("Parameters"); parameters != nil {
		for _, f := range parameters.Fields {
			r.declared[f.Name] = f.Value
		}
	}
	r.world.frozen = true // whether a resource exists is not a matter of its reader's choices
	r.collect(root.Get("Resources"), nil)
	return r
}

// enter counts one step of the evaluation and reports whether it may go on;
// every call is followed by a leave.
func (r *reader) enter() bool {
	r.steps++
	r.depth++
	return r.steps <= maxSteps && r.depth <= maxDepth
}

func (r *reader) leave() { r.depth-- }

// charge counts the work of copying a text.
func (r *reader) charge(text string) { r.steps += len(text) / 64 }
