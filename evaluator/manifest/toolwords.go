package manifest

import (
	"slices"
	"strings"

	"github.com/ecsgate/ecsgate/evaluator/document"
	"github.com/ecsgate/ecsgate/evaluator/manifest/command"
)

// toolWords are the words of a deploy tool's command line, taken apart.
type toolWords struct {
	// options are the values by name; a switch has an empty one.
	options map[string]setting
	// arguments are the words that are no option and no option's value.
	arguments []setting
}

// apart takes words apart. The options in switches have no value.
func (t toolCommand) apart(switches ...string) toolWords {
	w := toolWords{options: map[string]setting{}}
	for i := 0; i < len(t.words); i++ {
		word := t.words[i]
		if !strings.HasPrefix(word.Text, "-") || word.Text == "-" {
			w.arguments = append(w.arguments, settingOf(word))
			continue
		}
		name, value, joined := strings.Cut(word.Text, "=")
		switch {
		case joined:
			w.options[name] = setting{text: value, reason: word.Reason, at: word.Position}
		case slices.Contains(switches, name) || i+1 == len(t.words):
			w.options[name] = setting{at: word.Position}
		default:
			i++
			w.options[name] = settingOf(t.words[i])
		}
	}
	return w
}

func settingOf(word command.Word) setting {
	return setting{text: word.Text, reason: word.Reason, at: word.Position}
}

// option returns the value of the first of these names that is given.
func (w toolWords) option(names ...string) setting {
	for _, name := range names {
		if value, ok := w.options[name]; ok {
			return value
		}
	}
	return setting{}
}

// has reports whether any of these options is given.
func (w toolWords) has(names ...string) bool {
	return slices.ContainsFunc(names, func(name string) bool { _, ok := w.options[name]; return ok })
}

// argument returns the word at that place, or nothing at the position of the
// command.
func (w toolWords) argument(n int, at document.Position) setting {
	if n < len(w.arguments) {
		return w.arguments[n]
	}
	return setting{at: at}
}
