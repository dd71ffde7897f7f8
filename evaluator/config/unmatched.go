package config

import (
	"fmt"

	"github.com/bmatcuk/doublestar/v4"

	"github.com/ecsgate/ecsgate/evaluator"
)

// idleTargets are notes on the globs of targets that no file matches: what was to
// go somewhere does not. The run must have looked at all that there is.
func (s *Sight) idleTargets(report *evaluator.Report) []evaluator.Note {
	var notes []evaluator.Note
	for i := range s.config.Targets {
		t := &s.config.Targets[i]
		for j, glob := range t.Files {
			if s.unmatched(glob, report) {
				notes = append(notes, evaluator.Note{
					File: s.config.File, Line: t.globs[j].Line,
					Message: fmt.Sprintf("%.80q of a target matches no file: nothing goes there; mend the glob, or remove it", glob),
				})
			}
		}
	}
	return notes
}

// unmatched reports whether a run that has looked at all that there is knows no file
// of that glob, be it that a manifest led to it or that nobody reads it.
func (s *Sight) unmatched(glob string, report *evaluator.Report) bool {
	if !s.whole() {
		return false
	}
	for file := range s.files {
		if doublestar.MatchUnvalidated(glob, file) {
			return false
		}
	}
	for i := range report.Operations {
		if file := s.name(report.Operations[i].File); file != "" && doublestar.MatchUnvalidated(glob, file) {
			return false
		}
	}
	return !s.exists(glob)
}
