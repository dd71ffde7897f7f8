package main

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io/fs"
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/open-policy-agent/opa/v1/ast"
	"github.com/open-policy-agent/opa/v1/rego"
	"github.com/santhosh-tekuri/jsonschema/v6"

	"github.com/ecsgate/ecsgate/evaluator"
	"github.com/ecsgate/ecsgate/evaluator/snapshot/snapshottest"
	"github.com/ecsgate/ecsgate/policies"
)

// TestUnreadKindsAreNeverSilent takes from the state, one after the other, each
// kind of knowledge: whatever a rule said before, it must still say, or be
// undecided. Silence would be an admission of something nobody looked at.
func TestUnreadKindsAreNeverSilent(t *testing.T) {
	t.Chdir("../..")
	judged := 0
	for _, f := range fixtures(t, "fixtures/deny") {
		r := f.request(t)
		core, change, err := r.load(t.Context())
		if err != nil {
			t.Fatalf("%s: %v", f.file, err)
		}
		if r.run.State == nil {
			continue
		}
		before := speaks(t, core, change, r.run)
		for _, kind := range evaluator.Kinds {
			r.run.State = without(t, r.run.State, kind)
			after := speaks(t, core, change, r.run)
			for said, subject := range before {
				// Where it is not known whether a declared service exists, the rules
				// about its creation speak instead.
				if _, still := after[said]; !still && !slices.Contains(slices.Collect(maps.Values(after)), subject+" created") {
					t.Errorf("%s: without %s, %s is silent", f.file, kind, said)
				}
			}
			judged++
			if r.run.State, err = readStates(r.states); err != nil {
				t.Fatal(err)
			}
		}
	}
	if judged == 0 {
		t.Fatal("nothing was judged")
	}
}

// speaks lists the rules that have a finding or are undecided, each with what it
// speaks of: an operation, which may be a creation, or the change.
func speaks(t *testing.T, core *evaluator.Evaluator, change evaluator.Change, run evaluator.Run) map[string]string {
	t.Helper()
	report, err := core.Evaluate(context.Background(), change, run)
	if err != nil {
		t.Fatal(err)
	}
	said := map[string]string{}
	hear := func(subject, mark string, violations []evaluator.Violation, undecided []evaluator.Undecided) {
		for _, v := range violations {
			said[v.Rule+" on "+subject] = subject + mark
		}
		for _, u := range undecided {
			said[u.Rule+" on "+subject] = subject + mark
		}
	}
	for i, op := range report.Operations {
		mark := ""
		if op.Action == evaluator.CreateService {
			mark = " created"
		}
		hear(fmt.Sprintf("operation %d", i), mark, op.Violations, op.Undecided)
	}
	hear("the change", "", report.Change.Violations, report.Change.Undecided)
	return said
}

// without returns the state as it is when one kind could not be read.
func without(t *testing.T, state *evaluator.State, kind evaluator.Kind) *evaluator.State {
	t.Helper()
	poorer, err := snapshottest.Without(state, kind)
	if err != nil {
		t.Fatal(err)
	}
	return poorer
}

// mayBeAbsent are the facts whose absence says something of its own, so that a
// rule which falls silent without them is right to.
var mayBeAbsent = map[string]string{
	"facts.family.latestActive":            "no ACTIVE revision",
	"facts.service.revision":               "an EXTERNAL service without a PRIMARY task set",
	"facts.change.newestRetired":           "the change retires no ACTIVE revision",
	"facts.change.latestActiveAfter":       "no ACTIVE revision stays",
	"facts.holders.rules.revision":         "names the family",
	"facts.holders.schedules.revision":     "names the family",
	"facts.holders.pipes.revision":         "names the family",
	"facts.holders.stateMachines.revision": "names the family",
	"facts.revision.revision":              "produced, of unknown number",
}

// TestIncompleteFactsAreNeverSilent removes every single fact from the input of
// every rule that fires. It must go on firing, or the input must be one that
// the schema forbids and the engine therefore can not send. Without a unit of
// knowledge that it needs or wants a rule is undecided before it is asked:
// TestUnreadKindsAreNeverSilent takes those away.
func TestIncompleteFactsAreNeverSilent(t *testing.T) {
	t.Chdir("../..")
	valid := inputValidator(t)
	rules, queries := bundled(t), ruleQueries(t)
	mutations := 0
	for _, f := range fixtures(t, "fixtures/deny") {
		for _, input := range inputsOf(t, f) {
			for _, rule := range rules {
				query := queries[rule.ID]
				if !judges(rule, input) || !query(input) {
					continue
				}
				facts, _ := input["facts"].(map[string]any)
				removeEach(facts, "facts", func(path string) {
					mutations++
					if !query(input) && valid(input) && mayBeAbsent[path] == "" && !unmet(rule, path) {
						t.Errorf("%s: without %s, %s is silent", f.file, path, rule.ID)
					}
				})
			}
		}
	}
	if mutations == 0 {
		t.Fatal("no fact was removed")
	}
}

// judges reports whether the engine would ask the rule about such an input.
func judges(rule evaluator.Rule, input map[string]any) bool {
	operation, _ := input["operation"].(map[string]any)
	reference, _ := operation["reference"].(map[string]any)
	action, _ := operation["action"].(string)
	kind, _ := reference["kind"].(string)
	stored := operation["stored"] == true
	return slices.Contains(rule.Operations, evaluator.Action(action)) && slices.Contains(rule.References, kind) &&
		(rule.Stored == evaluator.Always || stored == (rule.Stored == evaluator.Later))
}

// unmet reports whether the path is, or holds, a unit that the rule names.
func unmet(rule evaluator.Rule, path string) bool {
	return slices.ContainsFunc(slices.Concat(rule.Needs, rule.Searches, rule.Wants), func(unit string) bool {
		return unit == path || strings.HasPrefix(unit, path+".")
	})
}

// removeEach takes away one entry after the other, calls look and puts it back.
func removeEach(value any, path string, look func(path string)) {
	switch node := value.(type) {
	case map[string]any:
		for _, name := range slices.Sorted(maps.Keys(node)) {
			below, at := node[name], path+"."+name
			delete(node, name)
			look(at)
			node[name] = below
			removeEach(below, at, look)
		}
	case []any:
		for _, item := range node {
			removeEach(item, path, look)
		}
	}
}

func inputValidator(t *testing.T) func(any) bool {
	t.Helper()
	document, err := jsonschema.UnmarshalJSON(bytes.NewReader(evaluator.InputSchema()))
	if err != nil {
		t.Fatal(err)
	}
	compiler := jsonschema.NewCompiler()
	if err := compiler.AddResource("input.json", document); err != nil {
		t.Fatal(err)
	}
	schema, err := compiler.Compile("input.json")
	if err != nil {
		t.Fatal(err)
	}
	return func(input any) bool { return schema.Validate(input) == nil }
}

// inputsOf is what check --print-input prints.
func inputsOf(t *testing.T, f fixture) []map[string]any {
	t.Helper()
	r := f.request(t)
	var printed bytes.Buffer
	r.stdout, r.printInput = &printed, true
	if err := r.check(t.Context()); err != nil {
		t.Fatalf("%s: %v", f.file, err)
	}
	var inputs []map[string]any
	decoder := json.NewDecoder(&printed)
	for decoder.More() {
		var input map[string]any
		if err := decoder.Decode(&input); err != nil {
			t.Fatal(err)
		}
		inputs = append(inputs, input)
	}
	return inputs
}

// ruleQueries prepares each bundled rule as stock OPA would run it: by itself,
// on the tree of policies.
func ruleQueries(t *testing.T) map[string]func(map[string]any) bool {
	t.Helper()
	compiler := ast.NewCompiler()
	compiler.Compile(bundledModules(t))
	if compiler.Failed() {
		t.Fatal(compiler.Errors)
	}
	queries := map[string]func(map[string]any) bool{}
	for _, rule := range bundled(t) {
		query, err := rego.New(rego.Query("count(data."+rule.Package+".deny) > 0"), rego.Compiler(compiler)).PrepareForEval(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		queries[rule.ID] = func(input map[string]any) bool {
			results, err := query.Eval(context.Background(), rego.EvalInput(input))
			return err == nil && results.Allowed()
		}
	}
	return queries
}

func bundledModules(t *testing.T) map[string]*ast.Module {
	t.Helper()
	modules := map[string]*ast.Module{}
	err := fs.WalkDir(policies.FS(), ".", func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() || !strings.HasSuffix(name, ".rego") || strings.HasSuffix(name, "_test.rego") {
			return err
		}
		text, err := fs.ReadFile(policies.FS(), name)
		if err == nil {
			modules[name], err = ast.ParseModule(name, string(text))
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return modules
}
