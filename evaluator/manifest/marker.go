package manifest

import (
	"strings"
	"unicode/utf8"

	"github.com/ecsgate/ecsgate/evaluator/document"
)

// The characters that stand for expressions: of the last plane of Unicode, which
// is for private use and which nobody writes.
const (
	firstMarker = rune(0x100000)
	lastMarker  = rune(0x10FFFC)
	markerFill  = rune(0x10FFFD)
)

func isMarker(c rune) bool { return c >= firstMarker && c <= markerFill }

// mark writes a marker for the next bytes, an expression, between quotes where
// that is what the parser wants. What goes on in further lines is blanked.
func (b *blanker) mark(length int, quote string) {
	text := b.text[b.at : b.at+length]
	head, _, _ := strings.Cut(text, "\n")
	head = strings.TrimRight(head, "\r")
	fill := utf8.RuneCountInString(head) - 1 - 2*len(quote)
	if fill < 0 || len(b.expressions) > int(lastMarker-firstMarker) {
		b.copy(length)
		return
	}
	b.touchTemplate(text)
	b.out.WriteString(quote + string(firstMarker+rune(len(b.expressions))) + strings.Repeat(string(markerFill), fill) + quote)
	b.expressions = append(b.expressions, text)
	b.count(head)
	b.at += len(head)
	b.blank(length - len(head))
}

// restore puts the expressions back into a tree, and notes which values hold
// one.
func (b *blanker) restore(n *document.Node, open map[*document.Node]bool) {
	if text := b.unmark(n.Text); text != n.Text {
		n.Text, open[n] = text, true
	}
	for i := range n.Fields {
		n.Fields[i].Name = b.unmark(n.Fields[i].Name)
		b.restore(n.Fields[i].Value, open)
	}
	for _, item := range n.Items {
		b.restore(item, open)
	}
}

// unmark puts the expressions back into a text.
func (b *blanker) unmark(text string) string {
	if strings.IndexFunc(text, isMarker) < 0 {
		return text
	}
	var out strings.Builder
	for _, c := range text {
		switch {
		case c == markerFill:
		case isMarker(c) && int(c-firstMarker) < len(b.expressions):
			out.WriteString(b.expressions[c-firstMarker])
		default:
			out.WriteRune(c)
		}
	}
	return out.String()
}
