package main

import (
	"bytes"
	"encoding/json"
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/ecsgate/ecsgate/evaluator"
	"github.com/ecsgate/ecsgate/evaluator/live/ecstest"
	"github.com/ecsgate/ecsgate/evaluator/snapshot"
)

// serveShop serves the account of fixtures/state/shop.json to whoever reads AWS
// in this test.
func serveShop(t *testing.T) *ecstest.Server {
	t.Helper()
	text, err := os.ReadFile("fixtures/state/shop.json")
	if err != nil {
		t.Fatal(err)
	}
	state, err := snapshot.Read(text, "shop.json")
	if err != nil {
		t.Fatal(err)
	}
	server := ecstest.New(ecstest.FromState(state))
	t.Cleanup(server.Close)
	for _, variable := range server.Environment() {
		name, value, _ := strings.Cut(variable, "=")
		t.Setenv(name, value)
	}
	return server
}

// TestLiveSaysTheSame judges every fixture against the account itself, which
// must find what its snapshot does.
func TestLiveSaysTheSame(t *testing.T) {
	t.Chdir("../..")
	server := serveShop(t)
	compared := 0
	for _, f := range append(fixtures(t, "fixtures/deny"), fixtures(t, "fixtures/admit")...) {
		args := f.args(t)
		i := slices.Index(args, "--state")
		if i < 0 || args[i+1] != "fixtures/state/shop.json" {
			continue
		}
		compared++
		want := judged(t, slices.Insert(slices.Clone(args), 2, "--fail-on", "info"))
		got := judged(t, slices.Insert(slices.Replace(slices.Clone(args), i, i+2, "--live"), 2, "--fail-on", "info"))
		if lines(got) != lines(want) {
			t.Errorf("%s: live\n%ssnapshot\n%s", f.file, lines(got), lines(want))
		}
		if got.State.Source != evaluator.LiveSource {
			t.Errorf("%s: got the source %q", f.file, got.State.Source)
		}
	}
	if compared < 50 {
		t.Errorf("only %d fixtures were compared", compared)
	}
	for _, request := range server.Requests() {
		if !reads(request.Action) {
			t.Errorf("%s was requested", request.Action)
		}
	}
}

func reads(action string) bool {
	_, operation, _ := strings.Cut(action, ":")
	operation = strings.TrimPrefix(operation, "Batch")
	return strings.HasPrefix(operation, "List") || strings.HasPrefix(operation, "Describe") || strings.HasPrefix(operation, "Get")
}

// TestIAMPolicies asks for each policy that iam prints and lets a run have
// nothing beside it: nothing that it needs is denied.
func TestIAMPolicies(t *testing.T) {
	t.Chdir("../..")
	server := serveShop(t)
	for use, command := range map[string][]string{
		"launches":    {"check", "--live", "fixtures/shop/deploy"},
		"retirements": {"check", "--live", "--deregister", "web:40", "--delete", "cart:2"},
		"snapshot":    {"snapshot"},
	} {
		var printed policy
		out, _, code := execute(t, "iam", "--for", use)
		if err := json.Unmarshal([]byte(out), &printed); err != nil || code != 0 {
			t.Fatalf("iam --for %s: exit %d, %v", use, code, err)
		}
		var permitted []string
		for _, s := range printed.Statement {
			permitted = append(permitted, s.Action...)
		}
		server.ResetLog()
		execute(t, command...)
		for _, request := range server.Requests() {
			if request.Action != "sts:GetCallerIdentity" && !slices.Contains(permitted, request.Action) {
				t.Errorf("%v calls %s, which iam --for %s does not permit", command, request.Action, use)
			}
		}
	}
}

// execute runs a command line.
func execute(t *testing.T, args ...string) (stdout, stderr string, code int) {
	t.Helper()
	var out, diagnostics bytes.Buffer
	code = run(t.Context(), append([]string{"ecsgate"}, args...), streams{
		stdin: strings.NewReader(""), stdout: &out, stderr: &diagnostics, getenv: func(string) string { return "" }, now: time.Now,
	})
	return out.String(), diagnostics.String(), code
}

// judged runs a check and returns its report.
func judged(t *testing.T, args []string) *evaluator.Report {
	t.Helper()
	stdout, stderr, code := execute(t, args[1:]...)
	var report evaluator.Report
	if err := json.Unmarshal([]byte(stdout), &report); err != nil {
		t.Fatalf("%v: no report (exit %d): %v\n%s", args, code, err, stderr)
	}
	return &report
}
