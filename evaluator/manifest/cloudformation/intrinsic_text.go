package cloudformation

import (
	"encoding/json"
	"strconv"
	"strings"

	"github.com/ecsgate/ecsgate/evaluator/document"
)

// sub is Fn::Sub: a text, or a text and its own variables.
func (r *reader) sub(n, argument *document.Node) value {
	template, variables := argument, (*document.Node)(nil)
	if argument.Kind == document.Sequence {
		if len(argument.Items) == 0 || len(argument.Items) > 2 {
			return r.unknown(n, "Fn::Sub takes a text and variables")
		}
		template = argument.Items[0]
		if len(argument.Items) == 2 {
			variables = argument.Items[1]
		}
	}
	text, isText := template.Scalar()
	if !isText {
		return r.unknown(n, "Fn::Sub takes a text")
	}
	seen := map[string]string{} // once each: what repeats must not double the work
	result, ok := replaceVariables(scrub(text), func(name string) (string, bool) {
		if literal, ok := strings.CutPrefix(name, "!"); ok {
			return "${" + literal + "}", true
		}
		v, found := seen[name]
		switch {
		case found:
		case variables.Has(name):
			v = r.text(variables.Get(name))
		default:
			v = r.variable(name)
		}
		seen[name] = v
		return v, true
	})
	if !ok {
		return r.unknown(n, "the text is too long")
	}
	r.charge(result)
	return known(result)
}

// variable returns the text of a ${Name} or ${Resource.Attribute} in Fn::Sub.
func (r *reader) variable(name string) string {
	if v, ok := r.loopValue(name); ok {
		return v
	}
	n := &document.Node{Kind: document.String, Text: name, Tag: "!Ref"}
	if strings.Contains(name, ".") {
		n.Tag = "!GetAtt"
	}
	return r.text(n)
}

// replaceVariables replaces each ${…} for which value has an answer. It reports
// whether the result stayed within maxText.
func replaceVariables(s string, value func(name string) (string, bool)) (string, bool) {
	if !strings.Contains(s, "${") {
		return s, true
	}
	var b strings.Builder
	for b.Len() <= maxText {
		before, rest, found := strings.Cut(s, "${")
		b.WriteString(before)
		if !found {
			return b.String(), true
		}
		name, after, closed := strings.Cut(rest, "}")
		if !closed {
			b.WriteString("${" + rest)
			return b.String(), true
		}
		if v, ok := value(name); ok {
			b.WriteString(v)
		} else {
			b.WriteString("${" + name + "}")
		}
		s = after
	}
	return "", false
}

// join is Fn::Join. The elements may themselves be lists' values.
func (r *reader) join(n, argument *document.Node) value {
	if argument.Kind != document.Sequence || len(argument.Items) != 2 {
		return r.unknown(n, "Fn::Join takes a delimiter and a list")
	}
	delimiter := ""
	if v := r.eval(argument.Items[0]); v.shape == textValue {
		delimiter = v.text
	}
	elements := r.eval(argument.Items[1])
	if elements.shape != listValue {
		return r.unknown(n, "the list is not known")
	}
	var b strings.Builder
	for i, e := range elements.items {
		if e.shape != textValue || b.Len() > maxText {
			return r.unknown(n, "an element is not a text, or the text is too long")
		}
		if i > 0 {
			b.WriteString(delimiter)
		}
		b.WriteString(e.text)
	}
	r.charge(b.String())
	return known(b.String())
}

// split is Fn::Split. A text whose holes might hold the delimiter can not be
// split, with one exception: what follows the slash in the ARN of a task
// definition or a cluster names it as well as the ARN does.
func (r *reader) split(n, argument *document.Node) value {
	if argument.Kind != document.Sequence || len(argument.Items) != 2 {
		return r.unknown(n, "Fn::Split takes a delimiter and a text")
	}
	delimiter, ok := r.whole(argument.Items[0])
	t := r.text(argument.Items[1])
	if h := r.onlyHole(t); h != nil && delimiter == "/" && h.isNamedByARN() {
		return value{shape: listValue, items: []value{r.unknown(n, "only the name is known"), known(t)}}
	}
	if !ok || delimiter == "" || r.opaque(t) {
		return r.unknown(n, "its text is not known")
	}
	v := value{shape: listValue}
	for part := range strings.SplitSeq(t, delimiter) {
		v.items = append(v.items, known(part))
	}
	return v
}

// pick is Fn::Select.
func (r *reader) pick(n, argument *document.Node) value {
	if argument.Kind != document.Sequence || len(argument.Items) != 2 {
		return r.unknown(n, "Fn::Select takes an index and a list")
	}
	index, ok := r.whole(argument.Items[0])
	i, err := strconv.Atoi(index)
	elements := r.eval(argument.Items[1])
	if !ok || err != nil || elements.shape != listValue {
		return r.unknown(n, "the list or the index is not known")
	}
	if i < 0 || i >= len(elements.items) {
		return r.unknown(n, "the list has no such element")
	}
	return elements.items[i]
}

// findInMap is Fn::FindInMap, with the DefaultValue of AWS::LanguageExtensions.
func (r *reader) findInMap(n, argument *document.Node) value {
	if argument.Kind != document.Sequence || len(argument.Items) < 3 || len(argument.Items) > 4 {
		return r.unknown(n, "Fn::FindInMap takes a mapping and two keys")
	}
	entry := r.root.Get("Mappings")
	for _, item := range argument.Items[:3] {
		key, ok := r.whole(item)
		if !ok {
			return r.unknown(n, r.firstHole(key).why)
		}
		entry = entry.Get(key)
	}
	if entry == nil && len(argument.Items) == 4 {
		entry = argument.Items[3].Get("DefaultValue")
	}
	if entry == nil {
		return r.unknown(n, "the mapping has no such entry")
	}
	return r.eval(entry)
}

// toJSONString is Fn::ToJsonString.
func (r *reader) toJSONString(n, argument *document.Node) value {
	data, err := json.Marshal(r.materialise(argument, nil).Value())
	if err != nil {
		return r.unknown(n, "it can not be written as JSON")
	}
	return known(string(data))
}
