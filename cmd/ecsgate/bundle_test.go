package main

import (
	"bytes"
	"crypto"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/rsa"
	"crypto/x509"
	"encoding/json"
	"encoding/pem"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/open-policy-agent/opa/v1/ast"
	"github.com/open-policy-agent/opa/v1/bundle"
	"github.com/open-policy-agent/opa/v1/rego"
	"github.com/rogpeppe/go-internal/testscript"

	"github.com/ecsgate/ecsgate/evaluator"
)

// stockOPA is OPA as anybody runs it, with a bundle and nothing else of ecsgate.
type stockOPA struct {
	bundle   *bundle.Bundle
	compiler *ast.Compiler
	queries  map[string]rego.PreparedEvalQuery
}

func newStockOPA(t *testing.T, file string) *stockOPA {
	t.Helper()
	archive, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	read, err := bundle.NewReader(bytes.NewReader(archive)).Read()
	if err != nil {
		t.Fatal(err)
	}
	compiler := ast.NewCompiler()
	if compiler.Compile(read.ParsedModules("bundle")); compiler.Failed() {
		t.Fatal(compiler.Errors)
	}
	return &stockOPA{bundle: &read, compiler: compiler, queries: map[string]rego.PreparedEvalQuery{}}
}

// messages evaluates a rule's deny on an input.
func (o *stockOPA) messages(t *testing.T, rule evaluator.Rule, input any) []string {
	t.Helper()
	query, ready := o.queries[rule.ID]
	if !ready {
		var err error
		query, err = rego.New(rego.Compiler(o.compiler), rego.Query("data."+rule.Package+".deny[_].message")).PrepareForEval(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		o.queries[rule.ID] = query
	}
	results, err := query.Eval(t.Context(), rego.EvalInput(input))
	if err != nil {
		t.Fatal(err)
	}
	var messages []string
	for _, result := range results {
		messages = append(messages, result.Expressions[0].Value.(string))
	}
	slices.Sort(messages)
	return slices.Compact(messages)
}

// makeBundle packs the built-in rules.
func makeBundle(t *testing.T, flags ...string) string {
	t.Helper()
	file := filepath.Join(t.TempDir(), "bundle.tar.gz")
	if code, _, stderr := ecsgate(t, append([]string{"bundle", "--output", file}, flags...)...); code != 0 {
		t.Fatalf("exit %d: %s", code, stderr)
	}
	return file
}

// judged is what check says of a fixture, and the inputs that it prints.
func (f fixture) judged(t *testing.T) (*evaluator.Report, []any) {
	t.Helper()
	request := f.request(t)
	core, change, err := request.load(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	report, err := core.Evaluate(t.Context(), change, request.run)
	if err != nil {
		t.Fatal(err)
	}
	var printed bytes.Buffer
	request.stdout = &printed
	_ = request.writeInputs(t.Context(), core, change) // some files of fixtures can not be read
	var inputs []any
	for line := range bytes.Lines(printed.Bytes()) {
		var input any
		if err := json.Unmarshal(line, &input); err != nil {
			t.Fatal(err)
		}
		inputs = append(inputs, input)
	}
	return report, inputs
}

// keys makes a pair of keys: private ones are not for repositories.
func keys(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 2 {
		ts.Fatalf("usage: keys rsa|ecdsa NAME")
	}
	var private crypto.Signer
	var err error
	if args[0] == "rsa" {
		private, err = rsa.GenerateKey(rand.Reader, 2048)
	} else {
		private, err = ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	}
	ts.Check(err)
	secret, err := x509.MarshalPKCS8PrivateKey(private)
	ts.Check(err)
	public, err := x509.MarshalPKIXPublicKey(private.Public())
	ts.Check(err)
	ts.Check(os.WriteFile(ts.MkAbs(args[1]+".pem"), pem.EncodeToMemory(&pem.Block{Type: "PRIVATE KEY", Bytes: secret}), 0o600))
	ts.Check(os.WriteFile(ts.MkAbs(args[1]+".pub"), pem.EncodeToMemory(&pem.Block{Type: "PUBLIC KEY", Bytes: public}), 0o600))
}

// TestStockOPA wants any OPA that serves the bundle to say of what check prints as
// input exactly what check says.
func TestStockOPA(t *testing.T) {
	t.Chdir("../..")
	stock := newStockOPA(t, makeBundle(t))
	rules := map[string]evaluator.Rule{}
	for _, rule := range bundled(t) {
		rules[rule.ID] = rule
	}
	compared := 0
	for _, f := range fixtures(t, "fixtures/deny") {
		if slices.Contains(f.args(t), "--data") {
			continue // the bundle has no parameters
		}
		report, inputs := f.judged(t)
		for i, op := range report.Operations {
			said := map[string][]string{}
			for _, v := range op.Violations {
				said[v.Rule] = append(said[v.Rule], v.Message)
			}
			for _, id := range op.Explanation.Rules {
				undecided := slices.ContainsFunc(op.Undecided, func(u evaluator.Undecided) bool { return u.Rule == id })
				silenced := len(rules[id].SilentBeside) > 0 && len(said[id]) == 0
				if undecided || silenced {
					continue
				}
				slices.Sort(said[id])
				if got, want := stock.messages(t, rules[id], inputs[i]), slices.Compact(said[id]); !slices.Equal(got, want) {
					t.Errorf("%s: %s: OPA says %q, check says %q", f.file, id, got, want)
				}
				compared += len(said[id])
			}
		}
	}
	if compared == 0 {
		t.Error("nothing was compared")
	}
}

// TestOPABinary asks the opa command itself, where there is one.
func TestOPABinary(t *testing.T) {
	opa, err := exec.LookPath("opa")
	if err != nil {
		t.Skip("no opa on the PATH")
	}
	t.Chdir("../..")
	file := makeBundle(t)
	_, input, _ := ecsgate(t, "check", "--print-input", "--now", fixtureTime, "--state", "fixtures/state/shop.json", "fixtures/deny/ECS101/inactive.json")
	command := exec.Command(opa, "eval", "--bundle", file, "--stdin-input", "--format", "raw", "data.ecs.launch.run_task_inactive.deny[_].message")
	command.Stdin = strings.NewReader(input)
	got, err := command.CombinedOutput()
	if err != nil {
		t.Fatalf("%v\n%s", err, got)
	}
	if want := `"web:39" is INACTIVE: ECS will refuse to run it (InvalidParameterException: TaskDefinition is inactive)`; strings.TrimSpace(string(got)) != want {
		t.Errorf("got %s, want %s", got, want)
	}
}

// TestBundleJudgesAlike wants the same of the bundle as of the rules that it was
// made of, under the revision in its manifest.
func TestBundleJudgesAlike(t *testing.T) {
	t.Chdir("../..")
	file := makeBundle(t, "--data", packs+"naming/teams.json", packs+"naming", packs+"freeze")
	bundle := newStockOPA(t, file).bundle
	for _, manifest := range []string{"register.json", "deploy.json", "create.json", "scale.json"} {
		flags := []string{"--now", "2026-11-27T17:30:00Z"}
		_, direct, stderr := checkWith(t, manifest, append(flags, "--data", packs+"naming/teams.json", "--policy", packs+"naming", "--policy", packs+"freeze")...)
		want := reportOf(t, direct, stderr)
		_, packed, stderr := checkWith(t, manifest, append(flags, "--bundle", file)...)
		got := reportOf(t, packed, stderr)
		if lines(got) != lines(want) {
			t.Errorf("%s: got %s, want %s", manifest, lines(got), lines(want))
		}
		if got.Policies.Digest != bundle.Manifest.Revision {
			t.Errorf("got the digest %s, the bundle's revision is %s", got.Policies.Digest, bundle.Manifest.Revision)
		}
	}
	if want := []string{"acme", "config", "ecs"}; !slices.Equal(*bundle.Manifest.Roots, want) {
		t.Errorf("got the roots %v, want %v", *bundle.Manifest.Roots, want)
	}
}
