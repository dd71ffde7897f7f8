package config

import (
	"cmp"
	"fmt"
	"slices"

	"github.com/bmatcuk/doublestar/v4"

	"github.com/ecsgate/ecsgate/evaluator"
)

// Waiving decides which findings of one run are waived, and remembers which
// waivers were needed.
type Waiving struct {
	*Sight
	// uses are those of the waivers of the configuration.
	uses []use
	// inline are those of the manifests, by file.
	inline map[string][]*inlineUse
}

// use counts the findings that a waiver is needed for.
type use struct {
	waiver *Waiver
	// file is where it is written down.
	file  string
	count int
}

type inlineUse struct {
	InlineWaiver
	use
}

// NewWaiving begins a run with the waivers of the configuration, and those that
// were found in the manifests.
func NewWaiving(s *Sight, inline []InlineWaiver) *Waiving {
	w := &Waiving{Sight: s, inline: map[string][]*inlineUse{}}
	for i := range s.config.Waivers {
		w.uses = append(w.uses, use{waiver: &s.config.Waivers[i], file: s.config.File})
	}
	for _, file := range s.look.Files {
		w.inline[file] = nil
	}
	for _, found := range inline {
		w.add(found)
	}
	return w
}

// add checks a waiver of a manifest as one of the configuration is checked.
func (w *Waiving) add(found InlineWaiver) {
	if found.Problem == "" {
		found.Problem = w.config.checkLife(found.Until, w.look.Now)
	}
	for _, rule := range found.Rules {
		if found.Problem == "" {
			found.Problem = w.known.waivable(rule)
		}
	}
	added := &inlineUse{InlineWaiver: found}
	added.use = use{waiver: &added.InlineWaiver.Waiver, file: found.File}
	w.inline[found.File] = append(w.inline[found.File], added)
}

// Waive returns the waiver that applies to a finding, or nil. It is what
// evaluator.Run wants.
func (w *Waiving) Waive(op *evaluator.OperationReport, v *evaluator.Violation) *evaluator.Waiver {
	var holding, expired []*use
	for _, u := range w.matching(op, v) {
		if u.waiver.Expired(w.look.Now) {
			expired = append(expired, u)
		} else {
			holding = append(holding, u)
		}
	}
	needed := holding
	if len(holding) == 0 {
		needed = expired
	}
	for _, u := range needed {
		u.count++
	}
	if len(holding) == 0 {
		return nil
	}
	return holding[0].waiver.report(holding[0].file)
}

// matching lists the waivers that are for a finding, whether they hold or not.
func (w *Waiving) matching(op *evaluator.OperationReport, v *evaluator.Violation) []*use {
	var list []*use
	for i := range w.uses {
		if u := &w.uses[i]; u.waiver.Rule == v.Rule && w.matches(u.waiver, op) {
			list = append(list, u)
		}
	}
	line := cmp.Or(v.Line, op.Line)
	for _, found := range w.of(op.File) {
		if found.Problem == "" && found.First <= line && line <= found.Last && slices.Contains(found.Rules, v.Rule) {
			list = append(list, &found.use)
		}
	}
	return list
}

// of returns the waivers of a manifest, which is read for them if it was not.
func (w *Waiving) of(file string) []*inlineUse {
	if _, read := w.inline[file]; !read && file != "" && w.look.Text != nil {
		w.inline[file] = nil
		for _, found := range ReadInline(file, w.look.Text(file)) {
			w.add(found)
		}
	}
	return w.inline[file]
}

// matches reports whether a waiver is for the file or the revision of an
// operation.
func (w *Waiving) matches(waiver *Waiver, op *evaluator.OperationReport) bool {
	if waiver.Revision != "" {
		return doublestar.MatchUnvalidated(waiver.Revision, revision(op))
	}
	file := w.name(op.File)
	return file != "" && doublestar.MatchUnvalidated(waiver.File, file)
}

// revision is what the operation's reference names: the revision that a family
// resolves to now, where that is known.
func revision(op *evaluator.OperationReport) string {
	return cmp.Or(op.Reference.Resolved, op.Reference.Name())
}

// brief quotes text of a file for a message.
func brief(text string) string { return fmt.Sprintf("%.40q", text) }
