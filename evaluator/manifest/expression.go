package manifest

import (
	"strings"

	"github.com/ecsgate/ecsgate/evaluator/pattern"
)

// The languages of templates that people keep manifests in: Terraform's
// templatefile, Go's text/template, Jinja, ERB, the shell's envsubst, and the
// placeholders that sed replaces.

// role says what an expression does in a template.
type role uint8

const (
	// value stands for a text; the others are directives.
	value role = iota
	opening
	closing
	// other directives: an "else", an assignment, a comment.
	other
)

// expression is one of them at the beginning of a text.
type expression struct {
	length int
	role   role
}

// brackets are how expressions begin and end. Where one begins like another the
// longer comes first. In those that nest, brackets and strings are paired.
var brackets = []struct {
	begin, end string
	nest       bool
	role       func(inner string) role
}{
	{"${{", "}}", false, isValue},
	{"${", "}", true, isValue},
	{"$(", ")", true, isValue},
	{"%{", "}", true, roleOf},
	{"{{", "}}", false, roleOf},
	{"{%", "%}", false, roleOf},
	{"{#", "#}", false, func(string) role { return other }},
	{"<%=", "%>", false, isValue},
	{"<%", "%>", false, roleOf},
}

// words are those that begin a directive, behind the marks that trim white space.
var words = pattern.Lazily(`^[-~\s]*(?:(if|unless|range|with|for|block|define|macro)\b|(end\w*)\b|(?:else|elif|elsif|set|import|extends|raw)\b|/\*|\$\w*(?:\s*,\s*\$\w+)?\s*:?=)`)

func isValue(string) role { return value }

func roleOf(inner string) role {
	switch found := words().FindStringSubmatch(inner[:min(len(inner), maxName)]); {
	case found == nil:
		return value
	case found[1] != "":
		return opening
	case found[2] != "":
		return closing
	}
	return other
}

// maxExpression bounds, in bytes, how far the end of an expression is looked for,
// maxName how long a name in it may be.
const maxExpression, maxName = 4096, 128

// bare are placeholders without a language, which count outside of JSON's strings
// only.
var bare = pattern.Lazily(`^(?:<[A-Za-z_][\w .-]*>|\$[A-Za-z_]\w*|%[A-Za-z_]\w*%|@@?[A-Za-z_][\w.-]*@@?|__[A-Za-z]\w*__)`)

// expressionAt returns the expression that a text begins with.
func expressionAt(text string, allowBare bool) (expression, bool) {
	if text == "" || !strings.Contains("$%{<@_", text[:1]) {
		return expression{}, false
	}
	for _, b := range brackets {
		if !strings.HasPrefix(text, b.begin) {
			continue
		}
		within := text[len(b.begin):min(len(text), maxExpression)]
		length := strings.Index(within, b.end)
		if b.nest && length >= 0 {
			length = pairedLength(within, b.end[0])
		}
		if length >= 0 {
			return expression{len(b.begin) + length + len(b.end), b.role(within[:length])}, true
		}
	}
	if !allowBare {
		return expression{}, false
	}
	found := bare().FindString(text[:min(len(text), maxName)])
	return expression{len(found), value}, found != ""
}

// pairedLength returns where the bracket stands that closes what is open already.
func pairedLength(text string, end byte) int {
	begin := map[byte]byte{'}': '{', ')': '('}[end]
	depth, inString := 0, false
	for i := 0; i < len(text); i++ {
		switch c := text[i]; {
		case c == '\\' && inString:
			i++
		case c == '"':
			inString = !inString
		case inString:
		case c == begin:
			depth++
		case c == end && depth == 0:
			return i
		case c == end:
			depth--
		}
	}
	return strings.IndexByte(text, end) // a lone quote: "${x" in a string
}

// armsLength returns how far a text that begins with "if" or "for" goes to its
// end, 0 if that stands in another line.
func armsLength(text string, allowBare bool) int {
	depth := 0
	for at := 0; at < min(len(text), maxExpression) && text[at] != '\n'; {
		e, found := expressionAt(text[at:], allowBare)
		if !found {
			at++
			continue
		}
		at += e.length
		switch e.role {
		case opening:
			depth++
		case closing:
			depth--
		}
		if depth == 0 {
			if strings.Contains(text[:at], "\n") {
				return 0
			}
			return at
		}
	}
	return 0
}

// tokenLength extends an expression outside of JSON's strings to all that stands
// there without a separator: ${a}-${b}, ${family}:${revision}.
func tokenLength(text string, length int) int {
	for length < len(text) {
		e, found := expressionAt(text[length:], true)
		switch {
		case found && e.role == value:
			length += e.length
		case found || strings.IndexByte(" \t\r\n,\"[]{}/", text[length]) >= 0:
			return length
		case text[length] == ':' && !joins(text[length+1:]):
			return length
		default:
			length++
		}
	}
	return length
}

// joins reports whether a text goes on with an expression or a word.
func joins(text string) bool {
	_, found := expressionAt(text, true)
	return found || text != "" && (text[0] >= '0' && text[0] <= '9' || text[0] >= 'a' && text[0] <= 'z')
}

// maxComment bounds, in bytes, how far the end of a block is looked for.
const maxComment = 2 * maxExpression

// commentLength returns the length of the comment that a text begins with: to
// the end of its line, or of the block.
func commentLength(text string) int {
	switch {
	case strings.HasPrefix(text, "/*"):
		if end := strings.Index(text[:min(len(text), maxComment)], "*/"); end > 0 {
			return end + len("*/")
		}
	case strings.HasPrefix(text, "//"), strings.HasPrefix(text, "#"):
		if end := strings.IndexByte(text, '\n'); end >= 0 {
			return end
		}
		return len(text)
	}
	return 0
}
