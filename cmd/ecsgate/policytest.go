package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"regexp"
	"strings"
	"time"

	"github.com/urfave/cli/v2"

	"github.com/ecsgate/ecsgate/cmd/ecsgate/internal/usage"
	"github.com/ecsgate/ecsgate/evaluator/policykit"
)

func testCommand(std streams) *cli.Command {
	return &cli.Command{
		Name:      "test",
		Usage:     "run the tests of your own rules",
		ArgsUsage: "[DIR …]",
		Description: `Runs the Rego tests (test_… in files that end in _test.rego) that stand beside
the rules of a directory (default: policy). Rules and tests are compiled as check compiles rules,
together with the bundled library.

   ecsgate test policy
   ecsgate test --threshold 100 --format text --format junit=tests.xml policy
   ecsgate test --run 'freeze.*test_denies' -v policy

Exit codes: 0 every test passes, and the coverage is not below the threshold; 1
a test fails, or it is; 2 a failure: rules that do not load, or not a single
test.`,
		Flags: []cli.Flag{
			&cli.Float64Flag{Name: "threshold", Usage: "fail if less than `PERCENT` of the rules' lines are run by a test"},
			&cli.StringSliceFlag{Name: "format", Usage: "report as `NAME[=FILE]`: " + strings.Join(policykit.TestFormats(), ", ") + " (repeatable)"},
			&cli.StringFlag{Name: "run", Usage: "run only tests whose package and name match `REGEX`"},
			&cli.DurationFlag{Name: "timeout", Value: 5 * time.Second, Usage: "how long one test may take"},
			&cli.StringSliceFlag{Name: "data", Usage: "merge the JSON or YAML `FILE` into the policies' data (repeatable)"},
			&cli.BoolFlag{Name: "verbose", Aliases: []string{"v"}, Usage: "show passing tests, too"},
		},
		OnUsageError:    usage.OnError,
		HideHelpCommand: true,
		Action: func(c *cli.Context) error {
			t, err := readTestRun(c, std)
			if err != nil {
				return err
			}
			return t.run(c.Context)
		},
	}
}

// testRun is what a command line asks test to do.
type testRun struct {
	streams
	options policykit.TestOptions
	view    policykit.TestView
	outputs []output
}

func readTestRun(c *cli.Context, std streams) (*testRun, error) {
	directories := c.Args().Slice()
	if err := errors.Join(refuseEmpty(c), refuseLateFlags(directories)); err != nil {
		return nil, err
	}
	if len(directories) == 0 {
		if info, err := os.Stat(usualPolicies); err != nil || !info.IsDir() {
			return nil, usage.Error("no directory given, and there is none called " + usualPolicies + ": ecsgate test [flags] [DIR …]")
		}
		directories = []string{usualPolicies}
	}
	t := &testRun{streams: std, view: policykit.TestView{Verbose: c.Bool("verbose"), Threshold: c.Float64("threshold")}}
	if percent := t.view.Threshold; !(percent >= 0 && percent <= 100) {
		return nil, usage.Error(fmt.Sprintf("--threshold %v: write a percentage from 0 to 100", percent))
	}
	if c.Duration("timeout") <= 0 {
		return nil, usage.Error("--timeout must be more than nothing")
	}
	if _, err := regexp.Compile(c.String("run")); err != nil {
		return nil, usage.Error(fmt.Sprintf("--run %q is no regular expression: %v", c.String("run"), err))
	}
	var err error
	if t.outputs, err = testOutputs(c.StringSlice("format")); err != nil {
		return nil, err
	}
	packs, err := userPacks(directories)
	if err != nil {
		return nil, err
	}
	data, err := readData(c.StringSlice("data"))
	t.options = policykit.TestOptions{Packs: append(bundledPacks(), packs...), Data: data, Run: c.String("run"), Timeout: c.Duration("timeout")}
	return t, err
}

// run runs the tests and reports. Not a single test is no success: somebody who
// named the wrong directory would never know.
func (t *testRun) run(ctx context.Context) error {
	report, err := policykit.Test(ctx, t.options)
	if err != nil {
		return err
	}
	code := t.judge(report)
	for _, out := range t.outputs {
		if err := t.write(out, report); err != nil {
			t.complain(strings.Split(err.Error(), "\n")...)
			if code == 0 {
				code = exitFailure
			}
		}
	}
	if code == exitFailure && report.Summary.Ran() == 0 {
		t.complain(t.nothingRan(report.Summary))
	}
	if code != 0 {
		return exitError(code)
	}
	return nil
}

// judge gives the exit code.
func (t *testRun) judge(report *policykit.TestReport) int {
	switch summary := report.Summary; {
	case summary.Failed+summary.Broken > 0:
		return exitViolation
	case summary.Ran() == 0:
		return exitFailure
	case report.Coverage.Percent < t.view.Threshold:
		return exitViolation
	}
	return 0
}

func (t *testRun) nothingRan(summary policykit.TestSummary) string {
	switch {
	case summary.Skipped > 0:
		return "no test ran: all of them are called todo_test_…"
	case t.options.Run != "":
		return fmt.Sprintf("no test ran: none matches --run %q", t.options.Run)
	}
	return "no test ran: write rules named test_… in files that end in _test.rego"
}
