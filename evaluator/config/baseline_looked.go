package config

import (
	"cmp"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"github.com/ecsgate/ecsgate/evaluator"
)

// search is a report, by file: what a run has looked at for the findings of a
// baseline.
type search struct {
	sight  *Sight
	report *evaluator.Report
	// byFile are the operations by the file of a finding.
	byFile map[string][]*evaluator.OperationReport
}

func newSearch(s *Sight, report *evaluator.Report) *search {
	found := &search{sight: s, report: report, byFile: map[string][]*evaluator.OperationReport{}}
	for i := range report.Operations {
		op := &report.Operations[i]
		file := s.fileOf(op)
		found.byFile[file] = append(found.byFile[file], op)
	}
	return found
}

// fileOf is the file of a finding: from the directory of the configuration, so that
// the baseline is the same from wherever a run begins. What is no file, such as a
// flag, stays as it is. Text is made valid UTF-8 because a baseline can hold no other.
func (s *Sight) fileOf(op *evaluator.OperationReport) string {
	if op.File == "" {
		return ""
	}
	file := cmp.Or(s.name(op.File), op.File)
	return strings.ToValidUTF8(path.Clean(filepath.ToSlash(file)), "\ufffd")
}

// looked reports whether the run would have found a finding if it were still there:
// its file was read, and its rule is in use and could look.
func (l *search) looked(f Finding) bool {
	rule := l.sight.inUse(f.Rule)
	if rule == nil || len(l.report.Failures) > 0 {
		return false
	}
	if f.File == "" && f.Action == "" {
		return l.lookedAtChange(rule)
	}
	operations := l.byFile[f.File]
	open := func(op *evaluator.OperationReport) bool { return undecided(op, f.Rule) }
	return !slices.ContainsFunc(operations, open) && l.read(f, operations)
}

// lookedAtChange reports whether a rule has judged a change that is no part of what
// it was before.
func (l *search) lookedAtChange(rule *evaluator.Rule) bool {
	open := slices.ContainsFunc(l.report.Change.Undecided, func(u evaluator.Undecided) bool { return u.Rule == rule.ID || u.Rule == "" })
	return !open && l.sight.whole() && slices.ContainsFunc(l.report.Operations, func(op evaluator.OperationReport) bool {
		return slices.Contains(rule.Operations, op.Action)
	})
}

// read reports whether the file of a finding was read, or a manifest led to it. Of
// what is in no file, such as a proposal, the same must be judged again: there is no
// telling what else somebody wanted to have judged then.
func (l *search) read(f Finding, operations []*evaluator.OperationReport) bool {
	again := func(op *evaluator.OperationReport) bool {
		return l.sight.name(op.File) != "" || f.sameSubject(op)
	}
	return f.File != "" && l.sight.read(f.File) || slices.ContainsFunc(operations, again)
}

// sameSubject reports whether an operation is about the same: a service, whatever it
// runs now, or else a revision.
func (f Finding) sameSubject(op *evaluator.OperationReport) bool {
	place := f.Action == op.Action && f.Cluster == op.Cluster && f.Service == op.Service
	return place && (f.Service != "" || f.Reference == op.Reference.Raw)
}
