package command

import (
	"strings"

	"github.com/ecsgate/ecsgate/evaluator/document"
	"github.com/ecsgate/ecsgate/evaluator/pattern"
)

// Makefile finds the aws command lines in the recipes of a Makefile. Each line
// of a recipe has a shell of its own. Nobody knows which goals somebody makes,
// so that each is Maybe. At and Indent of the options are not used.
func Makefile(text string, options Options) ([]Invocation, []Problem) {
	m := readMakefile(strings.ReplaceAll(text, "\r\n", "\n"), options)
	var found []Invocation
	var problems []Problem
	for _, l := range m.lines {
		if !l.recipe || !Mentions(m.expandAll(l.text)) {
			continue
		}
		r := newReader(options)
		r.budget += 2 * len(l.text)
		r.masks = m.masks
		for _, p := range r.parse(r.masks.hide(m.mask(l.text), options.Expand), place{at: l.at}, true) {
			r.run(p)
		}
		r.uncalled()
		more, unclear := r.result()
		found = append(found, more...)
		problems = append(problems, unclear...)
	}
	return found, problems
}

// makefile is a Makefile with its variables.
type makefile struct {
	lines   []makeLine
	options Options
	masks   *masks
	// values are what the variables are set to, as it is written.
	values map[string][]makeValue
	// busy stops a variable that is made of itself.
	busy map[string]bool
}

// makeLine is a line with those that continue it.
type makeLine struct {
	text   string
	at     document.Position
	recipe bool
}

// makeValue is one setting of a variable.
type makeValue struct {
	text string
	// guess: it counts only where nothing else sets it (?=), or under a condition.
	guess bool
	// added: it is appended (+=).
	added bool
}

// setting is a line that sets a variable
// (https://www.gnu.org/software/make/manual/html_node/Setting.html).
var setting = pattern.Lazily(`^ *(?:(?:export|override|private) +)*([A-Za-z_][\w.-]*) *(:{0,3}|\?|\+|!)= *((?s).*)$`)

// targetSetting is one for a single target.
var targetSetting = pattern.Lazily(`^[^\s:=#][^:=#]*: *(?:(?:export|override|private) +)*([A-Za-z_][\w.-]*) *(:{0,3}|\?|\+)= *((?s).*)$`)

func readMakefile(text string, options Options) *makefile {
	m := &makefile{options: options, masks: &masks{}, values: map[string][]makeValue{}, busy: map[string]bool{}}
	depth, defining := 0, false
	number := 1
	for len(text) > 0 {
		line := logicalLine(text)
		text = text[len(line):]
		l := makeLine{text: strings.TrimSuffix(line, "\n"), at: document.Position{Line: number, Column: 1}}
		number += strings.Count(line, "\n")
		word, _, _ := strings.Cut(strings.TrimLeft(l.text, " \t"), " ")
		switch {
		case word == "define":
			defining = true
		case word == "endef":
			defining = false
		case strings.HasPrefix(l.text, "\t") || defining:
			m.addRecipe(l)
		case strings.HasPrefix(word, "#"):
		case word == "ifeq" || word == "ifneq" || word == "ifdef" || word == "ifndef":
			depth++
		case word == "endif":
			depth--
		default:
			m.addSetting(l.text, depth > 0)
			m.addInline(l)
		}
	}
	return m
}

// logicalLine returns the first line of a text with those that continue it.
func logicalLine(text string) string {
	for end := 0; ; {
		length := strings.IndexByte(text[end:], '\n')
		if length < 0 {
			return text
		}
		end += length + 1
		if !strings.HasSuffix(text[:end-1], `\`) {
			return text[:end]
		}
	}
}

// addRecipe adds a line of a recipe, without the marks before it.
func (m *makefile) addRecipe(l makeLine) {
	rest := strings.TrimLeft(l.text, "\t @-+")
	l.at.Column += len(l.text) - len(rest)
	l.text, l.recipe = rest, true
	m.lines = append(m.lines, l)
}

// addInline adds the recipe that stands on the line of its target.
func (m *makefile) addInline(l makeLine) {
	head, recipe, ok := strings.Cut(l.text, ";")
	if !ok || !strings.Contains(head, ":") || strings.Contains(head, "=") {
		return
	}
	l.at.Column += len([]rune(head)) + 1
	l.text = recipe
	m.addRecipe(l)
}

func (m *makefile) addSetting(line string, conditional bool) {
	found := setting().FindStringSubmatch(line)
	if found == nil {
		if found = targetSetting().FindStringSubmatch(line); found == nil {
			return
		}
		conditional = true
	}
	text := strings.ReplaceAll(strings.TrimSpace(found[3]), "\\\n", " ")
	if i := strings.Index(text, " #"); i >= 0 {
		text = strings.TrimSpace(text[:i])
	}
	if found[2] == "!" {
		text = "$(shell " + text + ")"
	}
	m.values[found[1]] = append(m.values[found[1]], makeValue{text: text, guess: conditional || found[2] == "?", added: found[2] == "+"})
}

// mask puts masks in the place of what make expands in a recipe: a shell sees
// the values, and of "$$" one "$".
func (m *makefile) mask(text string) string {
	var b strings.Builder
	for i := 0; i < len(text); {
		if text[i] != '$' || i+1 == len(text) {
			b.WriteByte(text[i])
			i++
			continue
		}
		if text[i+1] == '$' {
			b.WriteRune(filler)
			b.WriteByte('$')
			i += 2
			continue
		}
		reference := text[i : i+referenceLength(text[i:])]
		b.WriteString(m.masks.put(reference, func() piece { return m.expand(reference) }))
		i += len(reference)
	}
	return b.String()
}

// referenceLength is how long the reference is that a text begins with: $(NAME),
// ${NAME} or $N.
func referenceLength(text string) int {
	closing := map[byte]byte{'(': ')', '{': '}'}[text[1]]
	if closing == 0 {
		return 1 + len(string([]rune(text[1:min(len(text), 5)])[0]))
	}
	depth := 0
	for i := 1; i < len(text); i++ {
		switch text[i] {
		case text[1]:
			depth++
		case closing:
			depth--
		}
		if depth == 0 {
			return i + 1
		}
	}
	return len(text)
}

// expand returns what a reference stands for.
func (m *makefile) expand(reference string) piece {
	name := strings.TrimRight(strings.TrimLeft(reference, "$({"), ")}")
	set, ok := m.values[name]
	given, fromOutside := m.options.Env[name]
	switch {
	case strings.ContainsAny(name, " ,:$@<>^*?%+|") || name == "":
		return unknown(reference, "computed by make")
	case fromOutside && (!ok || len(set) == 1 && set[0].guess):
		return piece{text: given}
	case !ok:
		if reason, ok := m.options.Unknown[name]; ok {
			return piece{text: shorten(reference), reason: reason}
		}
		return unknown(reference, "a variable of make")
	case len(set) > 1:
		return unknown(reference, "set more than once")
	case set[0].guess:
		return unknown(reference, isDefault)
	case set[0].added || m.busy[name]:
		return unknown(reference, "computed by make")
	}
	m.busy[name] = true
	defer delete(m.busy, name)
	return m.value(reference, set[0].text)
}

// value expands the value of a variable.
func (m *makefile) value(reference, text string) piece {
	var b strings.Builder
	for i := 0; i < len(text); {
		switch {
		case text[i] != '$' || i+1 == len(text):
			b.WriteByte(text[i])
			i++
		case text[i+1] == '$':
			b.WriteByte('$')
			i += 2
		default:
			inner := text[i : i+referenceLength(text[i:])]
			p := m.expand(inner)
			if p.reason != "" {
				return piece{text: shorten(reference), reason: p.reason}
			}
			b.WriteString(p.text)
			i += len(inner)
		}
		if b.Len() > maxExpanded {
			return unknown(reference, "computed by make")
		}
	}
	return piece{text: b.String()}
}

// maxExpanded is how long a value may become: variables that hold others can
// grow without end.
const maxExpanded = 1 << 16

// expandAll returns a recipe with the values in it, to see what it mentions.
func (m *makefile) expandAll(text string) string {
	if !strings.Contains(text, "$(") && !strings.Contains(text, "${") {
		return text
	}
	masked := m.mask(text)
	var b strings.Builder
	for len(masked) > 0 {
		if hidden, size := m.masks.at(masked); size > 0 {
			b.WriteString(hidden.piece.text)
			masked = masked[size:]
			continue
		}
		b.WriteByte(masked[0])
		masked = masked[1:]
	}
	return b.String()
}
