package cloudformation

import (
	"fmt"

	"github.com/ecsgate/ecsgate/evaluator/document"
)

// condition returns what is known of a condition by its name.
func (r *reader) condition(n *document.Node) truth {
	name, ok := n.Scalar()
	if !ok {
		return r.world.ask(question(n), "", "")
	}
	return r.named(r.unroll(scrub(name)))
}

// named looks a condition up. A condition that is not there, or that depends on
// itself, is a question like any other.
func (r *reader) named(name string) truth {
	if t, found := r.settled[name]; found && t != unsure {
		return t
	} else if found {
		return r.world.ask("condition "+name, "", "")
	}
	definition := r.root.At("Conditions", name)
	if definition == nil {
		return r.world.ask("condition "+name, "", "")
	}
	r.settled[name] = unsure
	t := r.holds(definition)
	delete(r.settled, name)
	if t != unsure {
		r.settled[name] = t
	}
	return t
}

// holds evaluates the definition of a condition.
func (r *reader) holds(n *document.Node) truth {
	defer r.leave()
	if !r.enter() {
		return r.world.ask("the rest", "", "")
	}
	name, argument, ok := intrinsic(n)
	if !ok && n != nil && len(n.Fields) == 1 && n.Fields[0].Name == "Condition" {
		name, argument = "Condition", n.Fields[0].Value
	}
	switch {
	case name == "Condition":
		return r.condition(argument)
	case name == "Fn::Not" && argument.Kind == document.Sequence && len(argument.Items) == 1:
		return not(r.holds(argument.Items[0]))
	case name == "Fn::And" && argument.Kind == document.Sequence:
		return r.all(argument.Items, yes)
	case name == "Fn::Or" && argument.Kind == document.Sequence:
		return r.all(argument.Items, no)
	case name == "Fn::Equals" && argument.Kind == document.Sequence && len(argument.Items) == 2:
		return r.equal(n, argument.Items[0], argument.Items[1])
	}
	return r.world.ask(question(n), "", "")
}

func not(t truth) truth {
	switch t {
	case yes:
		return no
	case no:
		return yes
	}
	return unsure
}

// all is Fn::And with yes: every item holds; with no it is Fn::Or: none does.
func (r *reader) all(items []*document.Node, want truth) truth {
	result := want
	for _, item := range items {
		switch r.holds(item) {
		case not(want):
			return not(want)
		case unsure:
			result = unsure
		}
	}
	return result
}

// equal is Fn::Equals. Only what was passed is known here: a default is a
// guess, which must not decide that a resource is not there.
func (r *reader) equal(n, left, right *document.Node) truth {
	r.passedOnly++
	a, b := r.eval(left), r.eval(right)
	r.passedOnly--
	if a.shape != textValue || b.shape != textValue {
		return r.world.ask(question(n), "", "")
	}
	holeA, holeB := r.firstHole(a.text), r.firstHole(b.text)
	switch {
	case holeA == nil && holeB == nil:
		return truthOf(a.text == b.text)
	case holeB == nil && r.onlyHole(a.text) != nil:
		return r.world.ask(question(n), holeA.parameter, b.text)
	case holeA == nil && r.onlyHole(b.text) != nil:
		return r.world.ask(question(n), holeB.parameter, a.text)
	}
	return r.world.ask(question(n), "", "")
}

// question names what is asked, the same for two expressions that are written
// alike. One too long to compare is told apart by where it stands.
func question(n *document.Node) string {
	const limit = 2000
	q := writtenUpTo(n, limit)
	if len(q) >= limit {
		q += fmt.Sprintf(" %d:%d", n.Where().Line, n.Where().Column)
	}
	return q
}
