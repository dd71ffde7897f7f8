package config

import (
	"fmt"
	"maps"
	"slices"
	"time"

	"github.com/ecsgate/ecsgate/evaluator"
)

// Report says in a report which waivers have expired, which are not needed by
// anything that was looked at, which can not be read, and what of the configuration
// is for no file that there is. What was concluded from the report does not hold any
// more.
func (w *Waiving) Report(report *evaluator.Report) {
	o := orphans{waiving: w, report: report, complete: len(report.Failures) == 0}
	var notes []evaluator.Note
	var failures []evaluator.Failure
	tell := func(u *use, about string, orphaned func() bool) {
		if message := w.judge(u, orphaned); message != "" {
			notes = append(notes, evaluator.Note{File: u.file, Line: u.waiver.Line, Message: about + message})
		}
	}
	for i := range w.uses {
		u := &w.uses[i]
		about := fmt.Sprintf("the waiver of %s for %s (%s)", u.waiver.Rule, u.waiver.subject(), u.waiver.Owner)
		if u.waiver.File != "" && !u.waiver.Expired(w.look.Now) && w.unmatched(u.waiver.File, report) {
			notes = append(notes, evaluator.Note{File: u.file, Line: u.waiver.Line, Message: about + " matches no file: mend the glob, or remove it"})
			continue
		}
		tell(u, about, func() bool { return o.ofConfig(u.waiver) })
	}
	notes = append(notes, w.idleTargets(report)...)
	for _, file := range slices.Sorted(maps.Keys(w.inline)) {
		for _, found := range w.inline[file] {
			if found.Problem != "" {
				failures = append(failures, evaluator.Failure{File: file, Line: found.Line, Column: found.Column, Message: found.Problem})
				continue
			}
			about := fmt.Sprintf("the waiver of %s here (%s)", found.Rule, found.Owner)
			tell(&found.use, about, func() bool { return o.ofManifest(found) })
		}
	}
	report.Add(notes, failures)
}

// judge says of a waiver that it has expired or that nothing needs it.
func (w *Waiving) judge(u *use, orphaned func() bool) string {
	ended := " expired on " + u.waiver.Until.Format(time.DateOnly)
	switch expired := u.waiver.Expired(w.look.Now); {
	case expired && u.count == 1:
		return ended + ": its finding stands again; mend that, or renew the waiver"
	case expired && u.count > 1:
		return fmt.Sprintf("%s: its %d findings stand again; mend them, or renew the waiver", ended, u.count)
	case expired:
		return ended + ": remove it"
	case u.count == 0 && orphaned():
		return " waives nothing that was found: remove it"
	}
	return ""
}

// orphans finds waivers that nothing needs. It speaks of those only that are for
// something which the run has looked at completely: a hook sees but a few files.
type orphans struct {
	waiving *Waiving
	report  *evaluator.Report
	// complete: every file could be read.
	complete bool
}

func (o orphans) ofConfig(waiver *Waiver) bool {
	if waiver.Revision != "" {
		return o.complete && !isGlob(waiver.Revision) && o.judged(waiver.Revision, waiver.Rule)
	}
	open := func(op evaluator.OperationReport) bool {
		return o.waiving.matches(waiver, &op) && undecided(&op, waiver.Rule)
	}
	return o.complete && o.waiving.covers(waiver.File) && !slices.ContainsFunc(o.report.Operations, open)
}

func (o orphans) ofManifest(waiver *inlineUse) bool {
	open := func(op evaluator.OperationReport) bool {
		may := func(rule string) bool { return undecided(&op, rule) }
		return op.File == waiver.File && slices.ContainsFunc(waiver.Rules, may)
	}
	return o.complete && !slices.ContainsFunc(o.report.Operations, open)
}

// judged reports whether the rule looked at an operation on the revision, and at
// every one.
func (o orphans) judged(name, rule string) bool {
	of, _ := o.waiving.known.rule(rule)
	looked := false
	for i := range o.report.Operations {
		op := &o.report.Operations[i]
		if of == nil || revision(op) != name || !slices.Contains(of.Operations, op.Action) {
			continue
		}
		if undecided(op, rule) {
			return false
		}
		looked = true
	}
	return looked
}
