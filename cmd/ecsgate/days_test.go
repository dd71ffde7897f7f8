package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/ecsgate/ecsgate/evaluator"
)

// days are ordinary days of people who run ECS: what fixtures/days/<name> must
// come to, whatever its report says in words. The ordinary deployment costs one
// info, and nothing is refused that ECS would accept and nobody would feel.
var days = []struct {
	name string
	exit int
	// findings are rule and severity, with their number where it is not one.
	findings string
	admitted int
}{
	{name: "blue_green_bake", exit: 1, findings: "ECS302 error, ECS313 info"},
	{name: "cdk_deploy", findings: "ECS306 info", admitted: 3},
	{name: "cdk_scale_after_drift", exit: 1, findings: "ECS103 error"},
	{name: "cdk_scheduled_task", admitted: 4},
	{name: "cdk_scheduled_task_retained", admitted: 3},
	{name: "clean_up_150", exit: 1, findings: "ECS312 error", admitted: 150},
	{name: "clean_up_blind", exit: 3},
	{name: "clean_up_first_batch", admitted: 75},
	{name: "clean_up_second_batch", admitted: 75},
	{name: "codedeploy_clean_up", findings: "ECS306 warning, ECS313 info", admitted: 4},
	{name: "codedeploy_old_appspec", exit: 1, findings: "ECS203 error"},
	{name: "codedeploy_pipeline", admitted: 2},
	{name: "delete_while_rolling", exit: 1, findings: "ECS402 error"},
	{name: "external_controller", exit: 1, findings: "ECS302 error, ECS313 info", admitted: 2},
	{name: "first_deploy", admitted: 2},
	{name: "github_deploy", admitted: 2},
	{name: "parked_service", exit: 1, findings: "ECS303 error"},
	{name: "roll_back", admitted: 1},
	{name: "roll_back_too_late", exit: 1, findings: "ECS103 error"},
	{name: "s3_only"},
	{name: "scale_out_by_ci", findings: "ECS105 info", admitted: 1},
	{name: "scale_out_whole_model", exit: 1, findings: "ECS103 error"},
	{name: "schedule_moves_to_family", admitted: 3},
	{name: "state_machine_moves", findings: "ECS204 info, ECS301 warning, ECS313 info", admitted: 3},
	{name: "tear_down", findings: "12 ECS304 info", admitted: 24},
	{name: "terraform_deploy", findings: "ECS306 info", admitted: 3},
	{name: "terraform_deploy_keeps_the_old", admitted: 2},
	{name: "terraform_deploy_keeps_too_late", findings: "ECS306 info", admitted: 3},
	{name: "terraform_deploy_schedule_inside", findings: "ECS306 info", admitted: 5},
	{name: "terraform_deploy_schedule_outside", exit: 1, findings: "ECS205 info, ECS301 error, ECS306 info", admitted: 2},
	{name: "terraform_deploy_shared_revision", findings: "ECS303 warning, ECS306 info", admitted: 3},
	{name: "terraform_deploy_while_rolling", findings: "ECS306 info", admitted: 3},
	{name: "terraform_family_gap", admitted: 2},
	{name: "terraform_family_gap_closed", admitted: 2},
	{name: "terraform_ignores_the_service", findings: "ECS303 warning", admitted: 2},
}

const daysRoot = "fixtures/days"

// TestDays judges each day as its check.args say, and compares the whole report.
func TestDays(t *testing.T) {
	t.Chdir("../..")
	for _, day := range days {
		t.Run(day.name, func(t *testing.T) {
			dir := daysRoot + "/" + day.name
			text, report := checkDay(t, dir)
			golden(t, dir+"/report.txt", text)
			if report.ExitCode != day.exit {
				t.Errorf("got exit %d, want %d", report.ExitCode, day.exit)
			}
			if got := tally(findings(report)); got != day.findings {
				t.Errorf("got %q, want %q", got, day.findings)
			}
			if got := report.Summary.Admitted; got != day.admitted {
				t.Errorf("got %d operations admitted, want %d", got, day.admitted)
			}
			if undecided := report.Summary.Undecided > 0; undecided != (day.exit == 3) {
				t.Errorf("got %d operations undecided and exit %d", report.Summary.Undecided, day.exit)
			}
		})
	}
}

// TestDaysAreListed: a day that is no row of the table, or is not told of in the
// README, would be judged by nobody.
func TestDaysAreListed(t *testing.T) {
	t.Chdir("../..")
	args, err := filepath.Glob(daysRoot + "/*/check.args")
	if err != nil {
		t.Fatal(err)
	}
	story, err := os.ReadFile(daysRoot + "/README.md")
	if err != nil {
		t.Fatal(err)
	}
	var got, want []string
	for _, name := range args {
		got = append(got, filepath.Base(filepath.Dir(name)))
	}
	for _, day := range days {
		want = append(want, day.name)
		if !strings.Contains(string(story), "| `"+day.name+"` |") {
			t.Errorf("%s: not in the README", day.name)
		}
	}
	if !slices.Equal(got, want) {
		t.Errorf("got the days\n%q, want\n%q", got, want)
	}
}

// checkDay runs the command of a day and returns its report, as text and whole.
func checkDay(t *testing.T, dir string) (string, *evaluator.Report) {
	t.Helper()
	flags, err := os.ReadFile(dir + "/check.args")
	if err != nil {
		t.Fatal(err)
	}
	whole := filepath.Join(t.TempDir(), "report.json")
	args := append([]string{"ecsgate", "check", "--now", fixtureTime, "--format", "text", "--format", "json=" + whole}, strings.Fields(string(flags))...)
	var stdout, stderr bytes.Buffer
	code := run(t.Context(), args, streams{stdin: strings.NewReader(""), stdout: &stdout, stderr: &stderr, getenv: func(string) string { return "" }, now: time.Now})
	data, err := os.ReadFile(whole)
	if err != nil {
		t.Fatalf("no report (exit %d): %v\n%s", code, err, stderr.String())
	}
	report := new(evaluator.Report)
	if err := json.Unmarshal(data, report); err != nil {
		t.Fatal(err)
	}
	if code != report.ExitCode || stderr.Len() > 0 {
		t.Errorf("got exit %d and %q on stderr, the report says exit %d", code, stderr.String(), report.ExitCode)
	}
	return stdout.String(), report
}

// tally counts findings by rule and severity.
func tally(list []evaluator.Violation) string {
	count := map[string]int{}
	for _, v := range list {
		count[fmt.Sprintf("%s %s", v.Rule, v.Severity)]++
	}
	var parts []string
	for _, key := range slices.Sorted(maps.Keys(count)) {
		if count[key] > 1 {
			key = fmt.Sprintf("%d %s", count[key], key)
		}
		parts = append(parts, key)
	}
	return strings.Join(parts, ", ")
}
