package evaluator_test

import (
	"strings"
	"testing"
	"testing/fstest"

	"github.com/ecsgate/ecsgate/evaluator"
)

const goodMetadata = `# METADATA
# scope: package
# title: A deploy names a revision that is not ACTIVE
# description: Because.
# custom:
#   id: ACME1
#   severity: error
#   operations: [RunTask]
#   needs: [facts.revision]
#   remediation: Do not.
package acme.example

`

const goodRule = `deny contains {"message": message, "field": "taskDefinition"} if {
	input.facts.revision.status == "INACTIVE"
	message := sprintf("%q is not good", [input.operation.reference.raw])
}
`

// pack is a policy directory of one file.
func pack(text string) evaluator.Options {
	return evaluator.Options{Packs: []evaluator.Pack{{Name: "rules", FS: fstest.MapFS{"example.rego": {Data: []byte(text)}}}}}
}

func TestNewAcceptsAWellFormedRule(t *testing.T) {
	t.Parallel()
	core, err := evaluator.New(pack(goodMetadata + goodRule))
	if err != nil {
		t.Fatal(err)
	}
	rules := core.Rules()
	if len(rules) != 1 || rules[0].ID != "ACME1" || rules[0].Name != "example" || rules[0].Stored != evaluator.Now || !rules[0].Waivable {
		t.Errorf("got %+v", rules)
	}
}

func TestNewRefuses(t *testing.T) {
	t.Parallel()
	replaced := func(old, replacement string) string {
		text := goodMetadata + goodRule
		if !strings.Contains(text, old) {
			t.Fatalf("no %q in the rule", old)
		}
		return strings.Replace(text, old, replacement, 1)
	}
	tests := []struct{ name, text, want string }{
		{"an unknown METADATA key", replaced("#   remediation", "#   remediaton: x\n#   remediation"), "rules/example.rego:1:1: METADATA custom.remediaton is not known"},
		{"a missing remediation", replaced("#   remediation: Do not.\n", ""), "custom.remediation is missing"},
		{"an unknown severity", replaced("severity: error", "severity: fatal"), `custom.severity is "fatal"`},
		{"an unknown action", replaced("[RunTask]", "[runTask]"), `custom.operations holds "runTask"`},
		{"an unknown need", replaced("[facts.revision]", "[facts.revison]"), `custom.needs, searches or wants holds "facts.revison"`},
		{"a need that is not named", replaced("[facts.revision]", "[]"), "rules/example.rego:14:2: rule ACME1 reads input.facts.revision.status: name facts.revision in needs"},
		{"facts taken as a whole", replaced("input.facts.revision.status", "facts := input.facts; facts.revision.status"), "takes all of input.facts"},
		{"a misspelt fact", replaced("facts.revision.status", "facts.revision.state"), "rules/example.rego:14:2: undefined ref: input.facts.revision.state: have: \"state\", want (one of):"},
		{"a word that no status ever is", replaced(`"INACTIVE"`, `"INACTVE"`), `rules/example.rego:14:2: input.facts.revision.status is never "INACTVE": it is one of ACTIVE, INACTIVE, DELETE_IN_PROGRESS, MISSING`},
		{"an operation rule that reads the change", replaced(`input.facts.revision.status == "INACTIVE"`, "input.change.altered > 1"), "reads input.change.altered, which only a rule of scope change is given"},
		{"a change rule that reads the operation", replaced("#   needs: [facts.revision]", "#   scope: change"), "which only a rule of scope operation is given"},
		{"a need of the other scope", replaced("[facts.revision]", "[facts.revision, change]"), `holds "change", which only a rule of scope change is given`},
		{"a parameter that is not declared", replaced(`input.facts.revision.status == "INACTIVE"`, "input.facts.revision.revision > data.config.ACME1.limit; input.facts.revision.status == \"INACTIVE\""), "data.config.ACME1.limit is no parameter that METADATA custom.parameters declares"},
		{"another rule's parameter", replaced(`input.facts.revision.status == "INACTIVE"`, "input.facts.revision.revision > data.config.ECS312.max; input.facts.revision.status == \"INACTIVE\""), "is another rule's"},
		{"a rule without METADATA", "package acme.example\n\n" + goodRule, "defines deny without package-scope METADATA"},
		{"a deny of strings", replaced(`{"message": message, "field": "taskDefinition"}`, "message"), "deny is a set[string]"},
		{"a finding without field", replaced(`, "field": "taskDefinition"`, ""), "it must be a set of objects"},
		{"a finding with more", replaced(`"field": "taskDefinition"`, `"field": "taskDefinition", "line": "3"`), "it must be a set of objects"},
		{"no deny", goodMetadata, "defines no deny"},
		{"a misspelt library", replaced("input.operation.reference.raw", "data.acme.lib.nam"), "data.acme.lib.nam is neither a rule nor a document"},
		{"the bundled root", replaced("package acme.example", "package ecs.example"), `the root "ecs" is ecsgate's own`},
		{"the clock", replaced("input.facts.revision.status", `time.now_ns() > 0; input.facts.revision.status`), "undefined function time.now_ns"},
		{"the network", replaced("input.facts.revision.status", `http.send({"url": "x", "method": "get"}); input.facts.revision.status`), "undefined function http.send"},
		{"an unused variable", replaced("message :=", "unused := 1\n\tmessage :="), "unused"},
		{"with", replaced(`input.facts.revision.status == "INACTIVE"`, `input.facts.revision.status == "INACTIVE" with input.now as "x"`), "use it in tests only"},
		{"a waivable that is none", replaced("#   remediation: Do not.", "#   remediation: Do not.\n#   waivable: seldom"), "custom.waivable is seldom: write true or false"},
		{"parameters that are a list", replaced("#   remediation", "#   parameters: [limit]\n#   remediation"), "custom.parameters must map each parameter to its meaning"},
		{"a parameter of an unknown type", replaced("#   remediation", "#   parameters: {limit: {type: int, meaning: how many}}\n#   remediation"), `custom.parameters.limit has the type "int": known are string, number, integer, boolean, object, list, list of strings, list of objects`},
		{"a parameter without its meaning", replaced("#   remediation", "#   parameters: {limit: {type: integer}}\n#   remediation"), "custom.parameters.limit must be its meaning, or an object with meaning and type"},
		{"a parameter with more", replaced("#   remediation", "#   parameters: {limit: {type: integer, meaning: how many, default: 1}}\n#   remediation"), "custom.parameters.limit must be its meaning"},
		{"bad syntax", replaced("if {", "if {{"), "rules/example.rego:"},
		{"an empty file", "", "the file is empty"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			_, err := evaluator.New(pack(test.text))
			if err == nil {
				t.Fatalf("accepted; want %q", test.want)
			}
			if !strings.Contains(err.Error(), test.want) {
				t.Errorf("got  %v\nwant %q", err, test.want)
			}
		})
	}
}

func TestNewRefusesAnIDTwice(t *testing.T) {
	t.Parallel()
	second := strings.Replace(goodMetadata, "acme.example", "acme.other", 1) + goodRule
	_, err := evaluator.New(evaluator.Options{Packs: []evaluator.Pack{
		{Name: "one", FS: fstest.MapFS{"a.rego": {Data: []byte(goodMetadata + goodRule)}}},
		{Name: "two", FS: fstest.MapFS{"b.rego": {Data: []byte(second)}}},
	}})
	if err == nil || !strings.Contains(err.Error(), "two/b.rego:1:1: the id ACME1 is taken by one/a.rego:1") {
		t.Errorf("got %v", err)
	}
}

func TestNewRefusesAPackWithoutRules(t *testing.T) {
	t.Parallel()
	_, err := evaluator.New(pack("package acme.lib\n\nx := 1\n"))
	if err == nil || !strings.Contains(err.Error(), "rules: holds no rule") {
		t.Errorf("got %v", err)
	}
}
