package manifest

import (
	"strings"

	"github.com/ecsgate/ecsgate/evaluator"
	"github.com/ecsgate/ecsgate/evaluator/document"
	"github.com/ecsgate/ecsgate/evaluator/manifest/command"
	"github.com/ecsgate/ecsgate/evaluator/pattern"
)

// isPowerShell knows PowerShell by the endings that are no other language's, and
// by its first line.
func isPowerShell(file File) bool {
	return hasExtension(file, ".ps1", ".psm1") || runsUnder(file, "pwsh", "powershell")
}

func readPowerShell(s source) evaluator.Change {
	return s.readScript("powershell", powerShell)
}

// powerShell finds the aws command lines of PowerShell texts that share their
// variables.
func powerShell(texts []command.Text, options command.Options) ([]command.Invocation, []command.Problem) {
	p := newPowerShellReader(options)
	for _, text := range texts {
		p.read(text)
	}
	return p.found, p.problems
}

var powerShellDialect = &dialect{
	escape:    '`',
	operators: []string{"\n", ";", "&&", "||", "|", "&", "@{", "@(", "{", "}", "$(", "(", ")"},
	quotes:    `"'“”`[:2],
	variable:  powerShellVariable,
	comment:   powerShellComment,
	quoted:    hereString,
	fold:      strings.ToLower,
}

// listDialect also cuts where a list's elements end.
var listDialect = func() *dialect {
	d := *powerShellDialect
	d.operators = append([]string{","}, d.operators...)
	return &d
}()

var (
	simpleVariable  = pattern.Lazily(`^\$(?:\{([^}\n]+)\}|((?i:env:)?[A-Za-z_]\w*|_))`)
	variableMembers = pattern.Lazily(`^(?:\.\w+(?:\([^)\n]*\))?|\[[^\]\n]*\])+`)
)

// powerShellVariable reads $name, ${name}, $env:name; outside of quotes with
// the members that are taken of it; inside of them also $( … ).
func powerShellVariable(text string, bare bool) (int, string) {
	if text[0] != '$' {
		return 0, ""
	}
	if !bare && strings.HasPrefix(text, "$(") {
		n := balanced(text[1:]) + 1
		return n, text[:n]
	}
	m := simpleVariable().FindStringSubmatch(text)
	if m == nil {
		return 0, ""
	}
	name := m[1] + m[2]
	if bare {
		if members := variableMembers().FindString(text[len(m[0]):]); members != "" {
			return len(m[0]) + len(members), name + members
		}
	}
	return len(m[0]), name
}

// balanced returns the length of what is in parentheses at the beginning of a
// text, or of the rest of its line.
func balanced(text string) int {
	depth := 0
	for i, char := range text {
		switch char {
		case '(':
			depth++
		case ')':
			if depth--; depth == 0 {
				return i + 1
			}
		case '\n':
			return i
		}
	}
	return len(text)
}

func powerShellComment(text string, _ bool) int {
	switch {
	case strings.HasPrefix(text, "<#"):
		if end := strings.Index(text, "#>"); end >= 0 {
			return end + 2
		}
		return len(text)
	case text[0] == '#':
		return len(firstLine(text))
	}
	return 0
}

// hereString reads @'…'@ and @"…"@ as they stand: what is in them is mostly JSON,
// in which a variable stays visible as what it is.
func hereString(text string) (length, from, to int) {
	if len(text) < 3 || text[0] != '@' || text[1] != '\'' && text[1] != '"' {
		return 0, 0, 0
	}
	head := len(firstLine(text))
	if strings.TrimSpace(text[2:head]) != "" || head == len(text) {
		return 0, 0, 0
	}
	end := strings.Index(text[head:], "\n"+text[1:2]+"@")
	if end < 0 {
		return 0, 0, 0
	}
	return head + end + 3, head + 1, max(head+1, head+end)
}

func firstLine(text string) string {
	line, _, _ := strings.Cut(text, "\n")
	return line
}

// newPowerShellReader returns a reader of texts that share their variables.
func newPowerShellReader(options command.Options) *powerShellReader {
	return &powerShellReader{scope: newScope(powerShellDialect, options)}
}

func (p *powerShellReader) read(text command.Text) {
	at := text.At
	if at == (document.Position{}) {
		at = document.Position{Line: 1, Column: 1}
	}
	p.text, p.tokens, p.next = text.Text, p.split(text.Text, at), 0
	for p.next < len(p.tokens) {
		p.block("", frame{maybe: text.Maybe})
	}
}
