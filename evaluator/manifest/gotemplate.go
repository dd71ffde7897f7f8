package manifest

import (
	"slices"
	"strings"

	"github.com/ecsgate/ecsgate/evaluator"
	"github.com/ecsgate/ecsgate/evaluator/document"
	"github.com/ecsgate/ecsgate/evaluator/pattern"
)

// rendering fills in what ecspresso and ecschedule write as Go templates
// (https://github.com/kayac/go-config): {{ env `NAME` `default` }} and
// {{ must_env `NAME` }}. Everything else stays as it is, for others to say that
// it is not known. The document was read before: an expression inside a quoted
// text leaves it whole.
type rendering struct {
	env map[string]string
	// assumed are the nodes that rest on defaults, with the variables' names.
	assumed map[*document.Node][]string
}

func (s source) rendering() *rendering {
	return &rendering{env: s.options.Env, assumed: map[*document.Node][]string{}}
}

// render returns a copy of a tree with its texts filled in.
func (r *rendering) render(n *document.Node) *document.Node {
	if n == nil {
		return nil
	}
	rendered := *n
	switch n.Kind {
	case document.String:
		text, assumed := r.fillIn(n.Text)
		if rendered.Text = text; len(assumed) > 0 {
			r.assumed[&rendered] = assumed
		}
	case document.Mapping:
		rendered.Fields = slices.Clone(n.Fields)
		for i := range rendered.Fields {
			rendered.Fields[i].Value = r.render(rendered.Fields[i].Value)
		}
	case document.Sequence:
		rendered.Items = slices.Clone(n.Items)
		for i := range rendered.Items {
			rendered.Items[i] = r.render(rendered.Items[i])
		}
	}
	return &rendered
}

var (
	templateAction = pattern.Lazily(`\{\{-?\s*(.*?)\s*-?\}\}`)
	templateWord   = pattern.Lazily("`[^`]*`" + `|"(?:[^"\\]|\\.)*"|[^\s` + "`" + `"|]+|\|`)
)

// fillIn fills in one text, and names the variables whose default it took.
func (r *rendering) fillIn(text string) (filled string, assumed []string) {
	if !strings.Contains(text, "{{") {
		return text, nil
	}
	filled = templateAction().ReplaceAllStringFunc(text, func(action string) string {
		words := templateWord().FindAllString(templateAction().FindStringSubmatch(action)[1], -1)
		// json_escape is for the text around, which was read already.
		if n := len(words); n > 2 && words[n-2] == "|" && words[n-1] == "json_escape" {
			words = words[:n-2]
		}
		value, known, byDefault := r.call(words)
		if !known {
			return action
		}
		if byDefault {
			assumed = append(assumed, literal(words[1]))
		}
		return value
	})
	return filled, assumed
}

// call returns what an action gives, and whether that is the variable's
// default: the last argument of env, of which the others are names.
func (r *rendering) call(words []string) (value string, known, byDefault bool) {
	if len(words) < 2 || slices.ContainsFunc(words[1:], func(word string) bool { return word[0] != '`' && word[0] != '"' }) {
		return "", false, false
	}
	switch words[0] {
	case "must_env":
		value, known = r.env[literal(words[1])]
		return value, known && len(words) == 2, false
	case "env":
		for _, word := range words[1:] {
			if value := r.env[literal(word)]; value != "" {
				return value, true, false
			}
		}
		return literal(words[len(words)-1]), len(words) > 2, true
	}
	return "", false, false
}

// literal returns the text that a word of an action quotes.
func literal(word string) string {
	if word[0] == '"' {
		return strings.NewReplacer(`\"`, `"`, `\\`, `\`).Replace(word[1 : len(word)-1])
	}
	return strings.Trim(word, "`")
}

// assume marks an operation that rests on the defaults in a node, and returns
// the note that says so.
func (s source) assume(r *rendering, op *evaluator.Operation, n *document.Node) evaluator.Change {
	names := r.assumed[n]
	if len(names) == 0 {
		return evaluator.Change{}
	}
	op.Maybe = true
	return s.note(n, "the default of %s is assumed; pass --env %s=VALUE", strings.Join(names, ", "), names[0])
}
