package cloudformation

import (
	"encoding/base64"
	"strconv"
	"strings"

	"github.com/ecsgate/ecsgate/evaluator/document"
)

// intrinsic takes an intrinsic function apart, whichever form it is written
// in: {"Fn::Sub": …}, !Sub …. The name is that of the long form; "Ref" and
// "Condition" have no prefix. The argument is never nil.
func intrinsic(n *document.Node) (name string, argument *document.Node, ok bool) {
	if n == nil {
		return "", nil, false
	}
	if n.Tag != "" {
		bare := *n
		bare.Tag = ""
		name = strings.TrimLeft(n.Tag, "!")
		if name != "Ref" && name != "Condition" {
			name = "Fn::" + name
		}
		return name, &bare, true
	}
	if n.Kind != document.Mapping || len(n.Fields) != 1 {
		return "", nil, false
	}
	if f := n.Fields[0]; f.Name == "Ref" || strings.HasPrefix(f.Name, "Fn::") && !isLoop(f.Name) {
		if f.Value == nil {
			return f.Name, &document.Node{}, true
		}
		return f.Name, f.Value, true
	}
	return "", nil, false
}

// call evaluates one intrinsic function; n is the whole expression.
func (r *reader) call(n *document.Node, name string, argument *document.Node) value {
	switch name {
	case "Ref":
		return r.ref(n, argument)
	case "Fn::GetAtt":
		return r.getAtt(n, argument)
	case "Fn::Sub":
		return r.sub(n, argument)
	case "Fn::Join":
		return r.join(n, argument)
	case "Fn::If":
		return r.either(n, argument)
	case "Fn::FindInMap":
		return r.findInMap(n, argument)
	case "Fn::Select":
		return r.pick(n, argument)
	case "Fn::Split":
		return r.split(n, argument)
	case "Fn::Length":
		if v := r.eval(argument); v.shape == listValue {
			return known(strconv.Itoa(len(v.items)))
		}
		return r.unknown(n, "the list is not known")
	case "Fn::Base64":
		if t, ok := r.whole(argument); ok {
			return known(base64.StdEncoding.EncodeToString([]byte(t)))
		}
		return r.unknown(n, "its text is not known")
	case "Fn::ToJsonString":
		return r.toJSONString(n, argument)
	default:
		return r.unknown(n, whyUnknown(name))
	}
}

// whyUnknown says why a function that no template can answer is not known.
func whyUnknown(name string) string {
	switch name {
	case "Fn::ImportValue", "Fn::GetStackOutput":
		return "it comes from another stack"
	case "Fn::Transform":
		return "a macro makes it"
	case "Fn::GetAZs", "Fn::Cidr":
		return "it is known only at deployment"
	}
	return "no intrinsic function that ecsgate knows"
}

// either is Fn::If.
func (r *reader) either(n, argument *document.Node) value {
	if argument.Kind != document.Sequence || len(argument.Items) != 3 {
		return r.unknown(n, "Fn::If takes a condition and two values")
	}
	switch r.condition(argument.Items[0]) {
	case yes:
		return r.eval(argument.Items[1])
	case no:
		return r.eval(argument.Items[2])
	}
	return r.unknown(n, "its condition is not known")
}

// getAtt is Fn::GetAtt, in both forms: "Resource.Attribute" and a list of two.
func (r *reader) getAtt(n, argument *document.Node) value {
	full := r.unroll(scrub(argument.Str()))
	if argument.Kind == document.Sequence {
		parts := make([]string, 0, len(argument.Items))
		for _, item := range argument.Items {
			part, ok := r.whole(item)
			if !ok {
				return r.unknown(n, "which attribute is not known")
			}
			parts = append(parts, part)
		}
		full = strings.Join(parts, ".")
	}
	return r.attribute(n, full)
}

// attribute returns an attribute of a resource by "Resource.Attribute". A
// logical id has no dot in it, an attribute may (Outputs.ClusterName).
func (r *reader) attribute(n *document.Node, full string) value {
	id, attribute, found := strings.Cut(full, ".")
	res := r.resources[r.spell(id)]
	switch {
	case !found || r.firstHole(attribute) != nil:
		return r.unknown(n, "which attribute is not known")
	case res == nil:
		return r.unknown(n, "the template has no resource "+quote(r.spell(id)))
	}
	return known(r.dig(hole{written: written(n), why: res.what(), resource: res, attribute: attribute}))
}
