package cloudformation

import (
	"maps"
	"slices"
	"strconv"
	"strings"

	"github.com/ecsgate/ecsgate/evaluator"
	"github.com/ecsgate/ecsgate/evaluator/document"
	"github.com/ecsgate/ecsgate/evaluator/reference"
)

// operation begins an operation of a resource. It stands where its reference
// does, or at the resource's logical id.
func (r *reader) operation(action evaluator.Action, res *resource, at place) evaluator.Operation {
	op := evaluator.Operation{
		Action:    action,
		Origin:    evaluator.FromTemplate,
		Kind:      kind,
		File:      r.file,
		Position:  res.where,
		Path:      "Resources." + res.id,
		Reference: reference.Reference{Kind: reference.Absent},
		Request:   map[string]any{},
		Fields:    map[string]document.Position{},
	}
	if at.field.Line != 0 {
		op.Position, op.Path = at.field, at.path
	}
	return op
}

// properties returns a resource's Properties in the world under way.
func (r *reader) properties(res *resource) place {
	return r.choose(place{
		node:  res.node.Get("Properties"),
		path:  "Resources." + res.id + ".Properties",
		field: fieldPosition(res.node, "Properties"),
	})
}

// fill adds the parameters of a request, by the names that the API has for the
// properties.
func (r *reader) fill(op *evaluator.Operation, p place, apiName func(property string) string) {
	if p.hidden != "" || p.node == nil || p.node.Tag != "" || p.node.Kind != document.Mapping {
		return
	}
	for _, f := range p.node.Fields {
		if strings.HasPrefix(f.Name, "Fn::") || !p.made && !r.carries(f.Value) {
			continue
		}
		name := apiName(f.Name)
		op.Request[name] = f.Value.Value()
		op.Fields[name] = f.Value.Where()
		if p.made {
			op.Request[name] = r.spellAll(op.Request[name])
		}
	}
	op.Parameters = slices.Sorted(maps.Keys(op.Request))
}

// locate gives the reference the position of the arm that was taken.
func locate(op *evaluator.Operation, taskDefinition place) {
	if _, ok := op.Fields["taskDefinition"]; ok && taskDefinition.node != nil {
		op.Fields["taskDefinition"] = taskDefinition.node.Where()
	}
}

// carries reports whether a property has a value. It makes no choices: an
// Fn::If that nobody decided has one if either arm has.
func (r *reader) carries(n *document.Node) bool {
	name, argument, ok := intrinsic(n)
	switch {
	case !ok:
		empty := n != nil && (n.Kind == document.Sequence && len(n.Items) == 0 ||
			n.Kind == document.Mapping && len(n.Fields) == 0)
		return n.IsSet() && !empty
	case name == "Ref":
		return argument.Str() != "AWS::NoValue"
	case name != "Fn::If" || argument.Kind != document.Sequence || len(argument.Items) != 3:
		return true
	}
	defer r.leave()
	if !r.enter() {
		return true
	}
	decided := unsure
	r.withoutChoices(func() { decided = r.condition(argument.Items[0]) })
	return decided != no && r.carries(argument.Items[1]) || decided != yes && r.carries(argument.Items[2])
}

// withoutChoices evaluates without opening new worlds.
func (r *reader) withoutChoices(f func()) {
	frozen := r.world.frozen
	r.world.frozen = true
	f()
	r.world.frozen = frozen
}

// count returns a whole number that a place gives, nil where it is not known. A
// number is not worth a world of its own.
func (r *reader) count(p place) *int {
	if p.node == nil {
		return nil
	}
	var v value
	r.withoutChoices(func() { v = r.value(p) })
	i, err := strconv.Atoi(v.text)
	if v.shape != textValue || err != nil {
		return nil
	}
	return &i
}

// spellAll writes the texts in a plain value without holes.
func (r *reader) spellAll(v any) any {
	switch v := v.(type) {
	case string:
		return r.spell(v)
	case []any:
		for i := range v {
			v[i] = r.spellAll(v[i])
		}
	case map[string]any:
		for name := range v {
			v[name] = r.spellAll(v[name])
		}
	}
	return v
}

// word returns a short text that a place gives, such as the state of a rule;
// empty where it is not known, or known only by a default.
func (r *reader) word(p place) string {
	r.assumed = r.assumed[:0]
	var v value
	r.withoutChoices(func() { v = r.value(p) })
	if v.shape != textValue || r.firstHole(v.text) != nil || len(r.assumed) > 0 {
		return ""
	}
	return v.text
}

// setting returns a text that a place gives and that matters enough to be taken
// both ways; a default is as good as a value here.
func (r *reader) setting(p place) string {
	v := r.value(p)
	if v.shape != textValue || r.firstHole(v.text) != nil {
		return ""
	}
	return v.text
}

// label returns the name that a place gives a rule or a schedule, or the one that
// the stack has made up for it, or instead its logical id.
func (r *reader) label(p place, res *resource) string {
	var v value
	r.withoutChoices(func() { v = r.value(p) })
	if v.shape == noValue && r.physical(res) != "" {
		return physicalName(res.typ, r.physical(res))
	}
	if v.shape != textValue || v.text == "" || r.firstHole(v.text) != nil {
		return res.id
	}
	return oneLine(v.text)
}
