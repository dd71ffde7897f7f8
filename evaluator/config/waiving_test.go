package config_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/ecsgate/ecsgate/evaluator"
	"github.com/ecsgate/ecsgate/evaluator/config"
	"github.com/ecsgate/ecsgate/evaluator/reference"
)

// known are the rules that the tests waive.
var known = []evaluator.Rule{
	{ID: "ECS103", Waivable: true, Scope: evaluator.ScopeOperation, Operations: []evaluator.Action{evaluator.UpdateService}},
	{ID: "ECS110", Scope: evaluator.ScopeOperation},
	{ID: "ECS312", Scope: evaluator.ScopeChange, Operations: []evaluator.Action{evaluator.DeregisterTaskDefinition}},
}

// look is a run over one file of a directory, which is walked.
func look() config.Look {
	return config.Look{
		Now: november, Rules: known, Files: []string{"deploy/web.yaml"}, Directories: []string{"deploy"},
		Relative: func(file string) string { return strings.TrimPrefix(file, "-") },
	}
}

// judged is a report on deploy/web.yaml in which ECS103 spoke, with the waivers of a
// configuration and of the file.
func judged(t *testing.T, text, manifest string, look config.Look, operations ...evaluator.OperationReport) *evaluator.Report {
	t.Helper()
	c := &config.Config{}
	if text != "" {
		c = mustReadConfig(t, text)
	}
	w := config.NewWaiving(c.Sight(look), config.ReadInline("deploy/web.yaml", []byte(manifest)))
	r := reportOf(operations...)
	for i := range r.Operations {
		op := &r.Operations[i]
		for j := range op.Violations {
			v := &op.Violations[j]
			v.Waiver = w.Waive(op, v)
			v.Waived = v.Waiver != nil
		}
	}
	w.Report(r)
	conclude(r)
	return r
}

func web() evaluator.OperationReport {
	op := update("deploy/web.yaml", "web:41", violation("ECS103", evaluator.Error))
	op.Reference.Kind, op.Reference.Family, op.Reference.Revision = reference.Revision, "web", 41
	return op
}

func TestWaive(t *testing.T) {
	rest := ", reason: r, owner: o, until: 2026-11-23"
	expired := ", reason: r, owner: o, until: 2026-11-22"
	for _, test := range []struct {
		name, config, manifest string
		waived                 bool
		note                   string
	}{
		{"no waiver", "", "", false, ""},
		{"the file, on its last day", waiving("rule: ECS103, file: deploy/web.yaml" + rest), "", true, ""},
		{"a glob of files", waiving("rule: ECS103, file: '**/*.yaml'" + rest), "", true, ""},
		{"another file", waiving("rule: ECS103, file: deploy/api.yaml" + rest), "", false, "the waiver of ECS103 for deploy/api.yaml (o) waives nothing that was found: remove it"},
		{"a file that was not looked at", waiving("rule: ECS103, file: jobs/api.yaml" + rest), "", false, ""},
		{"files of which some were not looked at", waiving("rule: ECS106, file: '**'" + rest), "", false, ""},
		{"the revision", waiving("rule: ECS103, revision: 'web:41'" + rest), "", true, ""},
		{"a glob of revisions", waiving("rule: ECS103, revision: 'w*:4?'" + rest), "", true, ""},
		{"another revision", waiving("rule: ECS103, revision: 'web:42'" + rest), "", false, ""},
		{"another rule", waiving("rule: ECS104, file: deploy/web.yaml" + rest), "", false, "waives nothing"},
		{"expired", waiving("rule: ECS103, file: deploy/web.yaml" + expired), "", false, "expired on 2026-11-22: its finding stands again"},
		{"expired, and no use either", waiving("rule: ECS103, file: x.yaml" + expired), "", false, "expired on 2026-11-22: remove it"},
		{"expired, and another one holds", "version: 1\nwaivers:\n- {rule: ECS103, file: deploy/*" + expired + "}\n- {rule: ECS103, file: deploy/web.yaml" + rest + "}", "", true, "expired on 2026-11-22: remove it"},
		{"in the line", "", "a\nb\nc # ecsgate:ignore " + good, true, ""},
		{"in the line before", "", "a\n# ecsgate:ignore " + good + "\nc", true, ""},
		{"two lines before", "", "# ecsgate:ignore " + good + "\nb\nc", false, "the waiver of ECS103 here (web) waives nothing that was found: remove it"},
		{"expired in the line", "", "a\nb\nc # ecsgate:ignore ECS103 until=2026-01-31 owner=web reason=r", false, "its finding stands again"},
	} {
		t.Run(test.name, func(t *testing.T) {
			r := judged(t, test.config, test.manifest, look(), web())
			v := r.Operations[0].Violations[0]
			if v.Waived != test.waived || (r.ExitCode == 0) != test.waived || r.Summary.Waived > 0 != test.waived {
				t.Errorf("got waived %t, exit code %d, %+v", v.Waived, r.ExitCode, r.Summary)
			}
			if len(r.Notes) > 1 || (test.note != "") != (len(r.Notes) == 1) || test.note != "" && !strings.Contains(r.Notes[0].Message, test.note) {
				t.Errorf("got %+v, want %q", r.Notes, test.note)
			}
		})
	}
}

func TestWaiverInReport(t *testing.T) {
	r := judged(t, waiving("rule: ECS103, file: deploy/*, reason: it moves, owner: o, until: 2027-01-31"), "", look(), web())
	want := evaluator.Waiver{Reason: "it moves", Owner: "o", Until: "2027-01-31", File: "c.yaml", Line: 3}
	if got := r.Operations[0].Violations[0].Waiver; got == nil || *got != want {
		t.Errorf("got %+v, want %+v", got, want)
	}
}

// TestInlineRefused: what can not be read, or could not stand in a configuration,
// is a failure, and waives nothing.
func TestInlineRefused(t *testing.T) {
	for _, test := range []struct{ words, want string }{
		{"ECS103 until=2027-01-31 owner=web", "the waiver has no \"reason\""},
		{"ECS103 until=2028-01-31 owner=web reason=r", "a waiver ends at most 180 days ahead"},
		{"ECS103,ECS110 until=2027-01-31 owner=web reason=r", "ECS110 can not be waived"},
		{"ECS133 until=2027-01-31 owner=web reason=r", "there is no rule \"ECS133\": did you mean \"ECS103\"?"},
	} {
		r := judged(t, "", "a\nb\nc  # ecsgate:ignore "+test.words, look(), web())
		if len(r.Failures) != 1 || !strings.HasPrefix(r.Failures[0].Message, test.want) || r.Failures[0].Line != 3 || r.Failures[0].Column != 6 {
			t.Errorf("%s: got %+v", test.words, r.Failures)
		}
		if r.ExitCode != 1 || r.Operations[0].Violations[0].Waived {
			t.Errorf("%s: got exit code %d", test.words, r.ExitCode)
		}
	}
}

// TestOrphans: a waiver that may still be needed is not called useless.
func TestOrphans(t *testing.T) {
	file := waiving("rule: ECS103, file: deploy/**, reason: r, owner: o, until: 2027-01-31")
	revision := waiving("rule: ECS103, revision: 'web:41', reason: r, owner: o, until: 2027-01-31")
	silent := web()
	silent.Violations = nil
	undecided, unresolved, blind := silent, silent, silent
	undecided.Undecided = []evaluator.Undecided{{Rule: "ECS103", Severity: evaluator.Error, ByChoice: true}}
	unresolved.Unresolved = []evaluator.Gap{{Field: "cluster"}}
	blind.Undecided = []evaluator.Undecided{{Reason: "outside the state"}}
	other := silent
	other.Reference.Revision = 40
	for _, test := range []struct {
		name, config string
		op           evaluator.OperationReport
		edit         func(*config.Look)
		orphan       bool
	}{
		{"nothing found", file, silent, nil, true},
		{"the rule could not look", file, undecided, nil, false},
		{"the request is not known", file, unresolved, nil, false},
		{"nobody could look", file, blind, nil, false},
		{"only some files", file, silent, func(l *config.Look) { l.Directories = nil }, false},
		{"everything", file, silent, func(l *config.Look) { l.Directories = []string{"."} }, true},
		{"everything, from above", file, silent, func(l *config.Look) { l.Directories = []string{"../.."} }, true},
		{"a part", file, silent, func(l *config.Look) { l.Directories = []string{"deploy/prod"} }, false},
		{"a neighbour", file, silent, func(l *config.Look) { l.Directories = []string{"deploy2"} }, false},
		{"the revision was looked at", revision, silent, nil, true},
		{"the revision could not be looked at", revision, undecided, nil, false},
		{"another revision was looked at", revision, other, nil, false},
	} {
		t.Run(test.name, func(t *testing.T) {
			l := look()
			if test.edit != nil {
				test.edit(&l)
			}
			r := judged(t, test.config, "", l, test.op)
			got := slices.ContainsFunc(r.Notes, func(n evaluator.Note) bool { return strings.Contains(n.Message, "waives nothing") })
			if got != test.orphan {
				t.Errorf("got %+v", r.Notes)
			}
		})
	}
}

// TestWaiversOfOtherFiles: a file that a manifest leads to is read for its waivers
// when something is found there.
func TestWaiversOfOtherFiles(t *testing.T) {
	l := look()
	l.Files = []string{"ecspresso.yml"}
	l.Text = func(string) []byte { return []byte("a\nb\nc # ecsgate:ignore " + good) }
	if r := judged(t, "", "", l, web()); !r.Operations[0].Violations[0].Waived {
		t.Errorf("got %+v", r)
	}
}

// TestUndecidedStaysUndecided: a waiver is for what was found.
func TestUndecidedStaysUndecided(t *testing.T) {
	op := web()
	op.Undecided = []evaluator.Undecided{{Rule: "ECS103", Severity: evaluator.Error}}
	r := judged(t, waiving("rule: ECS103, file: '**', reason: r, owner: o, until: 2027-01-31"), "", look(), op)
	if r.ExitCode != 3 || r.Verdict != evaluator.VerdictUndecided {
		t.Errorf("got exit code %d, %s", r.ExitCode, r.Verdict)
	}
}
