package main

import (
	"bytes"
	"encoding/json"
	"flag"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/urfave/cli/v2"

	"github.com/ecsgate/ecsgate/evaluator"
)

var update = flag.Bool("update", false, "rewrite the golden files")

// fixtureTime is when the fixtures are judged: the time of the shop's snapshot.
const fixtureTime = "2026-11-23T10:00:00Z"

// fixture is one file below fixtures/admit or fixtures/deny, or one directory
// whose files are one change. Beside it NAME.args holds its flags, one a line,
// and NAME.out what is said of it; NAME.context is a directory for --context. A
// file of proposals ends in .proposals.
type fixture struct{ file, base string }

// ruleDirectory is what groups fixtures; any other directory is one of them.
var ruleDirectory = regexp.MustCompile(`^ECS\d{3}$`)

func fixtures(t *testing.T, root string) []fixture {
	t.Helper()
	var found []fixture
	err := filepath.WalkDir(root, func(name string, entry fs.DirEntry, err error) error {
		switch ext := filepath.Ext(name); {
		case err != nil || name == root || ext == ".out" || ext == ".args" || ext == ".md":
		case ext == ".context":
			return filepath.SkipDir
		case entry.IsDir() && ruleDirectory.MatchString(entry.Name()):
		case entry.IsDir():
			found = append(found, fixture{filepath.ToSlash(name), filepath.ToSlash(name)})
			return filepath.SkipDir
		default:
			found = append(found, fixture{filepath.ToSlash(name), filepath.ToSlash(strings.TrimSuffix(name, ext))})
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	if len(found) == 0 {
		t.Fatalf("no fixture in %s", root)
	}
	return found
}

// args is the command line that judges the fixture.
func (f fixture) args(t *testing.T) []string {
	t.Helper()
	args := []string{"ecsgate", "check", "--format", "json", "--explain", "--now", fixtureTime}
	text, err := os.ReadFile(f.base + ".args")
	if err != nil && !os.IsNotExist(err) {
		t.Fatal(err)
	}
	flags := strings.Fields(string(text))
	if !slices.Contains(flags, "--state") && !slices.Contains(flags, "--offline") {
		flags = append(flags, "--state", "fixtures/state/shop.json")
	}
	if strings.HasSuffix(f.file, ".proposals") {
		flags = append(flags, "--proposals")
	}
	return append(append(args, flags...), f.file)
}

// check judges the fixture as the command does and returns its JSON report.
func (f fixture) check(t *testing.T) *evaluator.Report {
	t.Helper()
	var stdout, stderr bytes.Buffer
	code := run(t.Context(), f.args(t), streams{stdin: strings.NewReader(""), stdout: &stdout, stderr: &stderr, getenv: func(string) string { return "" }, now: time.Now})
	var report evaluator.Report
	if err := json.Unmarshal(stdout.Bytes(), &report); err != nil {
		t.Fatalf("%s: no report (exit %d): %v\n%s", f.file, code, err, stderr.String())
	}
	if code != report.ExitCode || stderr.Len() > 0 {
		t.Errorf("%s: got exit %d and %q on stderr, the report says exit %d", f.file, code, stderr.String(), report.ExitCode)
	}
	return &report
}

// request returns what the command would do with the fixture.
func (f fixture) request(t *testing.T) *request { return requestOf(t, f.args(t)) }

// requestOf returns what the command would do with the arguments.
func requestOf(t *testing.T, args []string) *request {
	t.Helper()
	std := streams{stdin: strings.NewReader(""), stdout: io.Discard, stderr: io.Discard, getenv: func(string) string { return "" }, now: time.Now}
	app := newApp(std, nil)
	var captured *request
	app.Command("check").Action = func(c *cli.Context) (err error) {
		captured, err = readRequest(c, std, nil)
		return err
	}
	if err := app.Run(args); err != nil {
		t.Fatalf("%v: %v", args, err)
	}
	return captured
}

// lines says what a report says, a line for each thing.
func lines(report *evaluator.Report) string {
	var b strings.Builder
	for _, op := range report.Operations {
		fmt.Fprintf(&b, "%s %s %s %s: %s\n", filepath.Base(op.File), op.Action, op.Path, op.Reference.Raw, op.Outcome)
		for _, v := range op.Violations {
			fmt.Fprintf(&b, "  %d:%d %s %s: %s\n", v.Line, v.Column, v.Rule, v.Severity, v.Message)
		}
		for _, u := range op.Undecided {
			fmt.Fprintf(&b, "  undecided %s: %s\n", u.Rule, u.Reason)
		}
		for _, g := range op.Unresolved {
			fmt.Fprintf(&b, "  unresolved %s: %s\n", g.Field, g.Reason)
		}
	}
	for _, v := range report.Change.Violations {
		fmt.Fprintf(&b, "change %s %s: %s\n", v.Rule, v.Severity, v.Message)
	}
	for _, f := range report.Failures {
		fmt.Fprintf(&b, "failure %d:%d %s\n", f.Line, f.Column, f.Message)
	}
	fmt.Fprintf(&b, "exit %d\n", report.ExitCode)
	return b.String()
}

// unreachable are the rules that no kind of manifest of this version leads to.
var unreachable = map[string]string{}

// alwaysSpeaks are the rules that look at nothing that can be admitted.
var alwaysSpeaks = map[string]string{
	"ECS309": "it refuses every retirement without a number",
	"ECS316": "it looks at references that are not resolved, which nobody admits",
}

// TestDenyFixtures judges what must be refused, or at least be spoken of:
// fixtures/deny/<rule>/<case>. Every rule that a manifest leads to has a case.
func TestDenyFixtures(t *testing.T) {
	t.Chdir("../..")
	fired := map[string]bool{}
	for _, f := range fixtures(t, "fixtures/deny") {
		report := f.check(t)
		rule := filepath.Base(filepath.Dir(f.file))
		speaks := false
		for _, v := range findings(report) {
			fired[v.Rule] = true
			speaks = speaks || v.Rule == rule
		}
		if !speaks {
			t.Errorf("%s: %s says nothing", f.file, rule)
		}
		golden(t, f.base+".out", lines(report))
	}
	for _, state := range auditedStates(t) {
		for _, v := range findings(auditReport(t, state)) {
			fired[v.Rule] = true
		}
	}
	for _, rule := range bundled(t) {
		switch reason, excused := unreachable[rule.ID]; {
		case !fired[rule.ID] && !excused:
			t.Errorf("%s fires in no fixture", rule.ID)
		case fired[rule.ID] && excused:
			t.Errorf("%s fires, but is listed as unreachable (%s): take it off the list", rule.ID, reason)
		}
	}
}

// TestAdmitFixtures judges what a good engineer must not be bothered with. For
// every rule there is a case that it looks at and has nothing to say of.
func TestAdmitFixtures(t *testing.T) {
	t.Chdir("../..")
	looked := map[string]bool{}
	for _, f := range fixtures(t, "fixtures/admit") {
		report := f.check(t)
		if len(findings(report)) > 0 || report.Verdict != evaluator.VerdictAdmitted {
			t.Errorf("%s: not admitted:\n%s", f.file, lines(report))
		}
		for _, op := range report.Operations {
			for _, id := range op.Explanation.Rules {
				looked[id] = true
			}
			if op.Action.Retires() {
				looked["ECS312"] = true // judges the change, not the operation
			}
		}
	}
	for _, op := range auditReport(t, soundState).Operations {
		for _, id := range op.Explanation.Rules {
			looked[id] = true
		}
	}
	for _, rule := range bundled(t) {
		switch reason, excused := alwaysSpeaks[rule.ID]; {
		case !looked[rule.ID] && !excused:
			t.Errorf("%s looks at no admitted fixture", rule.ID)
		case looked[rule.ID] && excused:
			t.Errorf("%s looks at an admitted fixture, but is listed as always speaking (%s): take it off the list", rule.ID, reason)
		}
	}
}

func findings(report *evaluator.Report) []evaluator.Violation {
	all := slices.Clone(report.Change.Violations)
	for _, op := range report.Operations {
		all = append(all, op.Violations...)
	}
	return all
}

func bundled(t *testing.T) []evaluator.Rule {
	t.Helper()
	core, err := loadPolicies(nil, nil)
	if err != nil {
		t.Fatal(err)
	}
	return core.Rules()
}

func golden(t *testing.T, name, got string) {
	t.Helper()
	if *update {
		if err := os.WriteFile(name, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(name)
	if err != nil {
		t.Errorf("%v (run the test with -update)", err)
		return
	}
	if got != string(want) {
		t.Errorf("%s differs (run the test with -update if that is meant):\ngot\n%s\nwant\n%s", name, got, want)
	}
}
