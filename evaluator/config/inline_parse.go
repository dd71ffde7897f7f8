package config

import (
	"cmp"
	"strings"
	"time"
)

// whoWroteIt answers for a waiver in a comment that names nobody: version control
// knows who that is, as it does not of a glob in a configuration.
const whoWroteIt = "whoever wrote the line"

// parse reads what follows the mark.
func (w *InlineWaiver) parse(text string) (problem string) {
	for text = strings.TrimSpace(text); text != ""; text = strings.TrimSpace(text) {
		key, rest := cut(text, " \t=")
		if !strings.HasPrefix(rest, "=") {
			w.Rules = append(w.Rules, strings.FieldsFunc(key, func(r rune) bool { return r == ',' })...)
			text = rest
			continue
		}
		var value string
		switch value = rest[1:]; {
		case strings.HasPrefix(value, `"`):
			value, rest = cut(value[1:], `"`)
			rest = strings.TrimPrefix(rest, `"`)
		case key == "reason": // the rest of the line
			rest = ""
		default:
			value, rest = cut(value, " \t")
		}
		if problem := w.set(key, value); problem != "" {
			return problem
		}
		text = rest
	}
	w.Rule = strings.Join(w.Rules, ", ")
	w.Owner = cmp.Or(w.Owner, whoWroteIt)
	if missing := w.missing(); missing != "" {
		return "the waiver has no " + missing + ": write # ecsgate:ignore RULE until=2027-01-31 reason=TEXT"
	}
	return ""
}

// cut splits a text before the first of some characters.
func cut(text, ends string) (before, rest string) {
	if i := strings.IndexAny(text, ends); i >= 0 {
		return text[:i], text[i:]
	}
	return text, ""
}

func (w *InlineWaiver) set(key, value string) (problem string) {
	switch key {
	case "until":
		until, err := time.Parse(time.DateOnly, value)
		if err != nil {
			return "until=" + brief(value) + " is no day: write one such as 2027-01-31"
		}
		w.Until = until
	case "owner":
		if w.Owner = strings.TrimSpace(value); w.Owner == "" {
			return `the "owner" of a waiver must not be empty: name who answers for it, or leave it out`
		}
	case "reason":
		w.Reason = strings.TrimSpace(value)
	default:
		return "unknown word " + brief(key) + " of a waiver: " + suggest(key, []string{"until", "owner", "reason"})
	}
	return ""
}
