package command

import (
	"regexp"
	"strings"
	"unicode/utf8"

	"github.com/ecsgate/ecsgate/evaluator/pattern"
)

// Other languages fill in their own expressions before a shell sees a text, and
// most of them are no shell: "${{ env.CLUSTER }}", "<TASK_DEFINITION>", make's
// "$(CLUSTER)". A mask puts characters of Unicode's private use in their place,
// as many as there were, so that the rest can be parsed and keeps its positions.
const (
	firstMask = '\uE000'
	lastMask  = '\uF7FF'
	filler    = '\uF8FF'
)

// masks remembers what stands behind each mask.
type masks struct {
	list   []masked
	byText map[string]int
}

// masked is one expression and what it expands to.
type masked struct {
	text string
	piece
}

// put returns the mask of an expression.
func (m *masks) put(text string, expand func() piece) string {
	i, there := m.byText[text]
	if text == "" {
		return text
	}
	if !there {
		i = len(m.list)
		if firstMask+i > lastMask {
			return text
		}
		if m.byText == nil {
			m.byText = map[string]int{}
		}
		m.byText[text] = i
		m.list = append(m.list, masked{text, expand()})
	}
	length := utf8.RuneCountInString(text)
	return string(rune(firstMask+i)) + strings.Repeat(string(filler), length-1)
}

// at returns the mask that a text begins with, and its length; 0 for none.
func (m *masks) at(text string) (masked, int) {
	r, size := utf8.DecodeRuneInString(text)
	if r < firstMask || r > lastMask || int(r-firstMask) >= len(m.list) {
		return masked{}, 0
	}
	for strings.HasPrefix(text[size:], string(filler)) {
		size += utf8.RuneLen(filler)
	}
	return m.list[r-firstMask], size
}

// clear puts the expressions back into a text.
func (m *masks) clear(text string) string {
	if m == nil || !strings.ContainsFunc(text, func(r rune) bool { return r >= firstMask && r <= filler }) {
		return text
	}
	var b strings.Builder
	for len(text) > 0 {
		if hidden, size := m.at(text); size > 0 {
			b.WriteString(hidden.text)
			text = text[size:]
			continue
		}
		_, size := utf8.DecodeRuneInString(text)
		if !strings.HasPrefix(text, string(filler)) {
			b.WriteString(text[:size])
		}
		text = text[size:]
	}
	return b.String()
}

// The expressions of the languages around a shell: GitHub Actions, GitLab,
// CircleCI (https://circleci.com/docs/reference/configuration-reference/),
// templates, and the placeholders that people leave.
var foreign = pattern.Lazily(`\$\{\{[^\n]*?\}\}` +
	`|\$\[\[[^\n]*?\]\]` +
	`|<<\s*(?:parameters|pipeline|matrix)\.[\w.-]+\s*>>` +
	`|\{\{[^{}\n]*\}\}` +
	`|<[A-Za-z][\w-]*>`)

// hide masks the expressions of a text. Expand is Options.Expand.
func (m *masks) hide(text string, expand func(string) (string, string)) string {
	if !strings.ContainsRune(text, '<') && !strings.Contains(text, "{{") && !strings.Contains(text, "$[[") {
		return text
	}
	return m.hideAll(foreign(), text, expand)
}

// loose are placeholders with white space in them, which look like redirections.
var loose = pattern.Lazily(`<[A-Za-z][\w .-]*>`)

func (m *masks) hideAll(pattern *regexp.Regexp, text string, expand func(string) (string, string)) string {
	places := pattern.FindAllStringIndex(text, -1)
	if places == nil {
		return text
	}
	var b strings.Builder
	from := 0
	for _, place := range places {
		expression := text[place[0]:place[1]]
		b.WriteString(text[from:place[0]])
		from = place[1]
		if !isHoleAt(text, place[0], place[1]) {
			b.WriteString(expression)
			continue
		}
		b.WriteString(m.put(expression, func() piece { return expansion(expression, expand) }))
	}
	b.WriteString(text[from:])
	return b.String()
}

// isHoleAt reports whether what looks like a placeholder is none of a shell's
// redirections: <in>out.
func isHoleAt(text string, from, to int) bool {
	if text[from] != '<' || strings.HasPrefix(text[from:], "<<") {
		return true
	}
	before, _ := utf8.DecodeLastRuneInString(text[:from])
	after, _ := utf8.DecodeRuneInString(text[to:])
	return (from == 0 || !strings.ContainsRune("<0123456789&", before)) &&
		(to == len(text) || !isNameRune(after) && after != '/' && after != '&' && after != '>' && after != '$')
}

func isNameRune(r rune) bool {
	return r == '_' || r == '.' || r >= '0' && r <= '9' || r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z'
}

// expansion is what an expression expands to.
func expansion(text string, expand func(string) (string, string)) piece {
	switch {
	case strings.HasPrefix(text, "<") && !strings.HasPrefix(text, "<<"):
		return unknown(text, isHole)
	case strings.HasPrefix(text, "{{"):
		return unknown(text, isTemplate)
	case expand != nil:
		value, reason := expand(text)
		if reason != "" {
			return piece{text: shorten(text), reason: reason}
		}
		return piece{text: value}
	}
	return unknown(text, isExpression)
}
