package cloudformation

import (
	"strings"
	"unicode"

	"github.com/ecsgate/ecsgate/evaluator/document"
)

// loopVariable is the identifier of a Fn::ForEach with one of its values.
// Unknown says why there is no value, and written what stands for it.
type loopVariable struct {
	name    string
	value   string
	unknown bool
	written string
}

// maxUnrolled bounds the resources that loops make. CloudFormation allows 500
// in a template.
const maxUnrolled = 5000

// isLoop reports whether a key is that of a Fn::ForEach.
func isLoop(key string) bool { return strings.HasPrefix(key, "Fn::ForEach::") }

// collectLoop unrolls [identifier, collection, body]. Where the collection is
// not known the body is taken once: its operations exist, under names that can
// not be told.
func (r *reader) collectLoop(f document.Field, loops []loopVariable) {
	parts := f.Value
	if parts == nil || parts.Kind != document.Sequence || len(parts.Items) != 3 ||
		parts.Items[0].Str() == "" || parts.Items[2] == nil || parts.Items[2].Kind != document.Mapping {
		r.fail(f.Position, shorten(f.Name, 80)+" is not [identifier, collection, body]")
		return
	}
	if len(loops) > maxDepth || r.steps > maxSteps {
		r.fail(f.Position, shorten(f.Name, 80)+" is nested too deeply")
		return
	}
	identifier, body := scrub(parts.Items[0].Str()), parts.Items[2]
	r.loops = loops
	collection := r.collection(parts.Items[1])
	r.loops = nil
	if len(collection)*max(1, len(body.Fields))+len(r.order) > maxUnrolled {
		collection = nil
	}
	if collection == nil {
		r.collect(body, with(loops, loopVariable{
			name: identifier, unknown: true, written: shorten(f.Name, 80),
		}))
	}
	for _, v := range collection {
		r.steps++
		r.collect(body, with(loops, loopVariable{name: identifier, value: v}))
	}
}

// with adds a loop variable; the slice of an outer loop is left alone.
func with(loops []loopVariable, v loopVariable) []loopVariable {
	return append(append(make([]loopVariable, 0, len(loops)+1), loops...), v)
}

// collection returns the values of a loop, nil when they are not known. A
// default of a parameter is a guess, and a guess might leave operations out.
func (r *reader) collection(n *document.Node) []string {
	r.passedOnly++
	v := r.eval(n)
	r.passedOnly--
	if v.shape != listValue {
		return nil
	}
	values := make([]string, 0, len(v.items))
	for _, item := range v.items {
		if item.shape == listValue {
			for _, inner := range item.items {
				values = append(values, inner.text)
			}
			continue
		}
		values = append(values, item.text)
	}
	for _, s := range values {
		if s == "" || r.firstHole(s) != nil {
			return nil
		}
	}
	return values
}

// loopValue returns the value of a loop variable, innermost first.
func (r *reader) loopValue(name string) (string, bool) {
	for i := len(r.loops) - 1; i >= 0; i-- {
		v := r.loops[i]
		switch {
		case v.name != name:
		case v.unknown:
			return r.dig(hole{written: "!Ref " + name, why: v.written + " loops over a list that is not known"}), true
		default:
			return v.value, true
		}
	}
	return "", false
}

// unroll replaces the loop variables in a text: ${Name}, and &{Name} for the
// value's letters and digits only.
func (r *reader) unroll(s string) string {
	if len(r.loops) == 0 || !strings.Contains(s, "{") {
		return s
	}
	s, ok := replaceVariables(s, r.loopValue)
	for _, v := range r.loops {
		if plain := "&{" + v.name + "}"; strings.Contains(s, plain) {
			inner, _ := r.loopValue(v.name)
			ok = ok && strings.Count(s, plain)*len(inner) <= maxText
			if ok {
				s = strings.ReplaceAll(s, plain, strings.Map(alphanumeric, inner))
			}
		}
	}
	if !ok {
		return r.dig(hole{written: "…", why: "the text is too long"})
	}
	return s
}

func alphanumeric(c rune) rune {
	if unicode.IsLetter(c) || unicode.IsDigit(c) || isHole(c) {
		return c
	}
	return -1
}
