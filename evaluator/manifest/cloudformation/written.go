package cloudformation

import (
	"strings"
	"unicode/utf8"

	"github.com/ecsgate/ecsgate/evaluator/document"
)

// maxWritten bounds, in characters, how much of an expression is shown.
const maxWritten = 200

// written returns an expression on one line and in short form, "!Ref Name",
// whichever form the template uses, cut at maxWritten.
func written(n *document.Node) string { return writtenUpTo(n, maxWritten) }

func writtenUpTo(n *document.Node, limit int) string {
	p := printer{limit: limit}
	p.print(n)
	return shorten(p.String(), limit)
}

// oneLine folds white space and cuts at maxWritten.
func oneLine(s string) string {
	if len(s) > 4*maxWritten+4 {
		s = s[:4*maxWritten+4] // no more than this can remain; folding the rest would be idle
	}
	return shorten(strings.Join(strings.Fields(s), " "), maxWritten)
}

func shorten(s string, limit int) string {
	if utf8.RuneCountInString(s) <= limit {
		return s
	}
	return string([]rune(s)[:limit-1]) + "…"
}

// printer writes a node as YAML's flow style would, until its limit.
type printer struct {
	strings.Builder
	limit int
	depth int
}

func (p *printer) full() bool { return p.Len() > 4*p.limit || p.depth > maxDepth }

func (p *printer) print(n *document.Node) {
	p.depth++
	defer func() { p.depth-- }()
	if p.full() {
		return
	}
	if name, argument, ok := intrinsic(n); ok {
		p.WriteString("!" + strings.TrimPrefix(name, "Fn::") + " ")
		if text, ok := argument.Scalar(); ok {
			p.WriteString(fold(text, p.limit))
		} else {
			p.print(argument)
		}
		return
	}
	switch {
	case n == nil || n.Kind == document.Null:
		p.WriteString("null")
	case n.Kind == document.Sequence:
		p.list("[", "]", len(n.Items), func(i int) { p.print(n.Items[i]) })
	case n.Kind == document.Mapping:
		p.list("{", "}", len(n.Fields), func(i int) {
			p.WriteString(fold(n.Fields[i].Name, p.limit) + ": ")
			p.print(n.Fields[i].Value)
		})
	default:
		p.WriteString(quoteFlow(fold(n.Text, p.limit)))
	}
}

func (p *printer) list(open, end string, length int, element func(int)) {
	p.WriteString(open)
	for i := 0; i < length && !p.full(); i++ {
		if i > 0 {
			p.WriteString(", ")
		}
		element(i)
	}
	p.WriteString(end)
}

func fold(s string, limit int) string {
	if len(s) > 4*limit+4 {
		s = s[:4*limit+4]
	}
	return strings.Join(strings.Fields(strings.ToValidUTF8(s, "")), " ")
}

// quoteFlow quotes a text that would read as something else inside a list.
func quoteFlow(s string) string {
	if s == "" || strings.ContainsAny(s, ",[]{}:#\"'") || s == "-" || s != strings.TrimSpace(s) {
		return `"` + strings.NewReplacer(`\`, `\\`, `"`, `\"`).Replace(s) + `"`
	}
	return s
}
