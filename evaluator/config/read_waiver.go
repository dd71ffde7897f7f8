package config

import (
	"strings"
	"time"

	"github.com/ecsgate/ecsgate/evaluator/document"
)

// longestLife is how far ahead a configuration may let waivers end.
const longestLife = 366 * day

func (r *reader) waivers(node *document.Node) error { return list(node, "\"waivers\"", r.waiver) }

// waiver reads one waiver. Nothing of it may be left out but what it is for, of
// which there are two kinds.
func (r *reader) waiver(node *document.Node) error {
	w := Waiver{Position: node.Position}
	if err := refuseEmpty(node); err != nil {
		return err
	}
	err := object(node, "a waiver", fields{
		"rule":     text(&w.Rule),
		"file":     checked(&w.File, fileGlob),
		"revision": checked(&w.Revision, revisionGlob),
		"reason":   text(&w.Reason),
		"owner":    text(&w.Owner),
		"until":    date(&w.Until),
	})
	if err != nil {
		return err
	}
	if missing := w.missing(); missing != "" {
		return refuse(node.Position, "the waiver has no %s", missing)
	}
	if w.File != "" && w.Revision != "" {
		return refuse(node.Get("revision").Position, "the waiver has a \"file\" already: write another one for the revision")
	}
	r.config.Waivers = append(r.config.Waivers, w)
	return nil
}

// needed are the keys that every waiver has, with what they say.
var needed = map[string]string{
	"rule":   "name the rule whose finding may pass",
	"reason": "say why the finding may pass",
	"owner":  "name who answers for it",
	"until":  "give the last day on which it holds, such as 2027-01-31",
}

// refuseEmpty refuses a key that every waiver has and behind which nothing stands:
// to leave it out would not help either.
func refuseEmpty(waiver *document.Node) error {
	for _, field := range waiver.Fields {
		means, isNeeded := needed[field.Name]
		value, isScalar := field.Value.Scalar()
		switch {
		case !isNeeded:
		case field.Value.Kind == document.Null && field.Value.Tag == "":
			return refuse(field.Position, "the %q of a waiver must not be empty: %s", field.Name, means)
		case isScalar && strings.TrimSpace(value) == "":
			return refuse(field.Value.Position, "the %q of a waiver must not be empty: %s", field.Name, means)
		}
	}
	return nil
}

// missing names what a waiver lacks.
func (w *Waiver) missing() string {
	switch {
	case w.Rule == "":
		return "\"rule\""
	case w.subject() == "":
		return "\"file\" and no \"revision\" that it is for"
	case w.Reason == "":
		return "\"reason\""
	case w.Owner == "":
		return "\"owner\""
	case w.Until.IsZero():
		return "\"until\", the last day on which it holds"
	}
	return ""
}

func (r *reader) waiverLife(node *document.Node) error {
	var life time.Duration
	if err := age(&life)(node); err != nil {
		return err
	}
	if life < day || life > longestLife || life%day != 0 {
		return refuse(node.Position, "%.40q is no life of a waiver: write 1d to %s", node.Text, days(longestLife))
	}
	r.config.MaxWaiverLife = life
	return nil
}
