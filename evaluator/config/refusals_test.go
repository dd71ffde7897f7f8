package config_test

import (
	"strings"
	"testing"

	"github.com/ecsgate/ecsgate/evaluator"
)

// waiving is a configuration with one waiver, from its second line on.
func waiving(waiver string) string { return "version: 1\nwaivers:\n- {" + waiver + "}\n" }

// refusals are configurations that are not in order, with what is said of them;
// schema: the JSON schema refuses them, too.
var refusals = []struct {
	name, text, want string
	schema           bool
}{
	{"nothing", "", "c.yaml:1:1: the configuration says nothing: begin with version: 1", true},
	{"a list", "- version: 1", "c.yaml:1:1: the configuration must be an object, not a list", true},
	{"no version", "strict: true", "c.yaml:1:1: the configuration has no \"version\"", true},
	{"another version", "version: 2\nnew: 1", "c.yaml:1:10: \"version\" must be 1", true},
	{"a version that is text", `version: "1"`, "c.yaml:1:10: \"version\" must be 1", true},
	{"two documents", "version: 1\n---\nversion: 1", "c.yaml:3:1: a second document", false},
	{"broken YAML", "version: 1\n  x: [", "c.yaml:2:", false},
	{"a key twice", "version: 1\nstrict: true\nstrict: false", "c.yaml:3:1: duplicate name \"strict\"", false},
	{"a misspelt key", "version: 1\nregoins: eu-west-1", "c.yaml:2:1: unknown key \"regoins\" of the configuration: did you mean \"regions\"?", true},
	{"a key of another program", "version: 1\nextends: x", "c.yaml:2:1: unknown key \"extends\" of the configuration: there are account, baseline, cluster", true},
	{"a key without value", "version: 1\nwaivers:", "c.yaml:2:1: \"waivers\" has no value", true},
	{"a tagged value", "version: 1\ncluster: !env CLUSTER", "c.yaml:2:10: must be a text, not a value tagged \"!env\"", false},
	{"yes", "version: 1\nstrict: yes", "c.yaml:2:9: must be true or false, not a string", true},
	{"an empty text", "version: 1\ncluster: ' '", "c.yaml:2:10: must not be empty", true},
	{"a number for a text", "version: 1\ncluster: 7", "c.yaml:2:10: must be a text, not a number: put 7 in quotes", true},
	{"a state twice", "version: 1\nstate: [a.json, a.json]", "c.yaml:2:17: \"a.json\" is given twice", true},
	{"two states", "version: 1\nlive: true\nstate: a.json", "c.yaml:3:1: give only one of", false},
	{"three states", "version: 1\nlive: true\noffline: true\nstate: a.json", "c.yaml:3:1: give only one of", false},
	{"no Region", "version: 1\nregions: [Ireland]", "c.yaml:2:11: \"Ireland\" is no Region", true},
	{"no account", "version: 1\naccount: 12345", "c.yaml:2:10: \"12345\" is no account", true},
	{"no severity", "version: 1\nfail-on: fatal", "c.yaml:2:10: \"fatal\" is no severity", true},
	{"no time", "version: 1\nmax-state-age: soon", "c.yaml:2:16: \"soon\" is no time", true},
	{"a negative time", "version: 1\nmax-state-age: -2h", "c.yaml:2:16: \"-2h\" is no time", true},
	{"no format", "version: 1\nformats: sarf", "c.yaml:2:10: \"sarf\" is no format: did you mean \"sarif\"?", true},
	{"a format without its file", "version: 1\nformats: [json=]", "c.yaml:2:11: \"json=\" names no file", true},

	{"standard input", "version: 1\npaths: [deploy, '-']", "c.yaml:2:17: \"-\" is standard input", true},
	{"a glob for a path", "version: 1\npaths: deploy/**", "c.yaml:2:8: \"deploy/**\" is a glob: write files and directories", true},
	{"two baselines", "version: 1\nbaseline: [a, b]", "c.yaml:2:11: must be a text, not a list", true},

	{"a target without files", "version: 1\ntargets: [{region: eu-west-1}]", "c.yaml:2:11: the target names no \"files\"", true},
	{"a target that says nothing", "version: 1\ntargets: [{files: a}]", "c.yaml:2:11: the target says nothing", true},
	{"a target with more", "version: 1\ntargets: [{files: a, stack: b}]", "c.yaml:2:22: unknown key \"stack\" of a target", true},
	{"a target that is text", "version: 1\ntargets: [a]", "c.yaml:2:11: a target must be an object, not a string", true},
	{"an operation that is none", "version: 1\ntargets: [{files: a, operation: RunTsk}]", "c.yaml:2:33: \"RunTsk\" is no operation: did you mean \"RunTask\"?", false},
	{"a broken glob", "version: 1\ntargets: [{files: 'a[', region: eu-west-1}]", "c.yaml:2:19: \"a[\" is no glob", false},
	{"a glob with a backslash", "version: 1\ntargets: [{files: 'a\\b', region: eu-west-1}]", `c.yaml:2:19: "a\\b" holds a backslash`, true},
	{"an absolute glob", "version: 1\ntargets: [{files: /a, region: eu-west-1}]", "c.yaml:2:19: \"/a\" is absolute", true},
	{"a glob from here", "version: 1\ntargets: [{files: ./a, region: eu-west-1}]", "c.yaml:2:19: \"./a\" begins with ./", true},
	{"a directory", "version: 1\ntargets: [{files: a/, region: eu-west-1}]", "c.yaml:2:19: \"a/\" is a directory", true},

	{"rules that are a list", "version: 1\nrules: [ECS101]", "c.yaml:2:8: \"rules\" must map ids of rules", true},
	{"a rule that is text", "version: 1\nrules: {ECS101: off}", "c.yaml:2:17: a rule must be an object, not a string", true},
	{"a rule without a decision", "version: 1\nrules: {ECS101: {}}", "c.yaml:2:9: \"ECS101\": nothing is decided", true},
	{"a rule that is off and grave", "version: 1\nrules: {ECS101: {off: true, severity: error}}", "c.yaml:2:9: \"ECS101\" is off", true},
	{"a date that is none", "version: 1\nrules: {ECS101: {from: 31.1.2027}}", "c.yaml:2:24: \"31.1.2027\" is no day", true},
	{"a day that is not in the calendar", "version: 1\nrules: {ECS101: {from: 2027-02-30}}", "c.yaml:2:24: \"2027-02-30\" is no day", true},
	{"parameters that are a list", "version: 1\nrules: {ECS101: {parameters: []}}", "c.yaml:2:30: \"parameters\" must map names", true},

	{"a waiver without a rule", waiving("file: a, reason: r, owner: o, until: 2027-01-31"), "c.yaml:3:3: the waiver has no \"rule\"", true},
	{"a waiver of nothing", waiving("rule: R, reason: r, owner: o, until: 2027-01-31"), "c.yaml:3:3: the waiver has no \"file\" and no \"revision\"", true},
	{"a waiver of two things", waiving("rule: R, file: a, revision: 'b:1', reason: r, owner: o, until: 2027-01-31"), "c.yaml:3:32: the waiver has a \"file\" already", true},
	{"a waiver without a reason", waiving("rule: R, file: a, owner: o, until: 2027-01-31"), "c.yaml:3:3: the waiver has no \"reason\"", true},
	{"a waiver without an owner", waiving("rule: R, file: a, reason: r, until: 2027-01-31"), "c.yaml:3:3: the waiver has no \"owner\"", true},
	{"a waiver without an end", waiving("rule: R, file: a, reason: r, owner: o"), "c.yaml:3:3: the waiver has no \"until\"", true},
	{"an empty reason", waiving("rule: R, file: a, reason: '', owner: o, until: 2027-01-31"), "c.yaml:3:30: the \"reason\" of a waiver must not be empty: say why the finding may pass", true},
	{"a blank owner", waiving("rule: R, file: a, reason: r, owner: ' ', until: 2027-01-31"), "c.yaml:3:40: the \"owner\" of a waiver must not be empty: name who answers for it", true},
	{"a rule without a value", waiving("rule: , file: a, reason: r, owner: o, until: 2027-01-31"), "c.yaml:3:4: the \"rule\" of a waiver must not be empty: name the rule", true},
	{"an empty end", waiving("rule: R, file: a, reason: r, owner: o, until: ''"), "c.yaml:3:50: the \"until\" of a waiver must not be empty: give the last day", true},
	{"a misspelt key of a waiver", waiving("rule: R, file: a, reason: r, owner: o, untill: 2027-01-31"), "c.yaml:3:43: unknown key \"untill\" of a waiver: did you mean \"until\"?", true},
	{"a waiver that is too long", waiving("rule: R, file: a, reason: r, owner: o, until: 2027-05-23"), "c.yaml:3:3: a waiver ends at most 180 days ahead, which today is 2027-05-22", false},
	{"a life of nothing", "version: 1\nmax-waiver-life: 0d", "c.yaml:2:18: \"0d\" is no time", false},
	{"a life for ever", "version: 1\nmax-waiver-life: 9999d", "c.yaml:2:18: \"9999d\" is no life of a waiver: write 1d to 366 days", false},
	{"a life of hours", "version: 1\nmax-waiver-life: 36h", "c.yaml:2:18: \"36h\" is no life of a waiver", true},
	{"a hostile key", "version: 1\n\"" + strings.Repeat(`\e[31m`, 100) + "\": 1", `c.yaml:2:1: unknown key "\x1b[31m`, true},
}

func TestReadRefuses(t *testing.T) {
	for _, test := range refusals {
		t.Run(test.name, func(t *testing.T) {
			c, err := read(test.text)
			if err == nil || !strings.HasPrefix(err.Error(), test.want) {
				t.Fatalf("got %v, want %s…", err, test.want)
			}
			if c != nil || len(err.Error()) > 400 || strings.ContainsAny(err.Error(), "\n\x1b") {
				t.Errorf("got %v and the error %q", c, err)
			}
		})
	}
}

// TestLongestWaiver: 180 days from the day of the run is not too long.
func TestLongestWaiver(t *testing.T) {
	mustReadConfig(t, waiving("rule: R, file: a, reason: r, owner: o, until: 2027-05-22"))
	mustReadConfig(t, "max-waiver-life: 366d\n"+waiving("rule: R, file: a, reason: r, owner: o, until: 2027-11-24"))
}

func TestCheck(t *testing.T) {
	rules := []evaluator.Rule{
		{ID: "ECS103", Name: "update_service_inactive", Severity: evaluator.Error, Waivable: true, Scope: evaluator.ScopeOperation, Aliases: []string{"old"}},
		{ID: "ECS110", Severity: evaluator.Error, Scope: evaluator.ScopeOperation},
		{ID: "ECS312", Severity: evaluator.Warning, Waivable: true, Scope: evaluator.ScopeChange, Parameters: map[string]string{"max_revisions": "how many"}, ParameterTypes: map[string]evaluator.ParameterType{"max_revisions": "integer"}},
	}
	rule := func(text string) string { return "version: 1\nrules: {" + text + "}\n" }
	waive := func(rule string) string {
		return waiving("rule: " + rule + ", file: a, reason: r, owner: o, until: 2027-01-31")
	}
	for _, test := range []struct{ name, text, want string }{
		{"all right", rule("ECS103: {off: true}, ECS312: {parameters: {max_revisions: 1}}"), ""},
		{"raised", rule("ECS110: {severity: error}"), ""},
		{"waived", waive("ECS103"), ""},
		{"no such rule", rule("ECS130: {off: true}"), `c.yaml:2:9: there is no rule "ECS130": did you mean`},
		{"nothing like it", rule("ACME1: {off: true}"), `c.yaml:2:9: there is no rule "ACME1": ecsgate rules lists them all`},
		{"a name", rule("update_service_inactive: {off: true}"), `c.yaml:2:9: "update_service_inactive" is ECS103: write the id`},
		{"an alias", rule("old: {off: true}"), `c.yaml:2:9: "old" is ECS103: write the id`},
		{"no such parameter", rule("ECS312: {parameters: {max_revision: 1}}"), `c.yaml:2:31: ECS312 has no parameter "max_revision": did you mean "max_revisions"?`},
		{"a parameter of another type", rule("ECS312: {parameters: {max_revisions: 2d}}"), "c.yaml:2:46: ECS312: max_revisions must be a whole number, not a text: how many"},
		{"a parameter in quotes", rule("ECS312: {parameters: {max_revisions: '2'}}"), "c.yaml:2:46: ECS312: max_revisions must be a whole number, not a text: how many"},
		{"a parameter that is null", rule("ECS312: {parameters: {max_revisions: }}"), "c.yaml:2:46: ECS312: max_revisions must be a whole number, not null: how many"},
		{"no parameters at all", rule("ECS103: {parameters: {max: 1}}"), "c.yaml:2:31: ECS103 has no parameters"},
		{"off and not waivable", rule("ECS110: {off: true}"), "c.yaml:2:9: ECS110 can not be waived"},
		{"lowered and not waivable", rule("ECS110: {severity: warning}"), "c.yaml:2:9: ECS110 can not be waived"},
		{"put off and not waivable", rule("ECS110: {from: 2027-01-31}"), "c.yaml:2:9: ECS110 can not be waived"},
		{"a waiver of no rule", waive("ECS130"), `c.yaml:3:3: there is no rule "ECS130"`},
		{"a waiver that can not be", waive("ECS110"), "c.yaml:3:3: ECS110 can not be waived: behind its finding nothing else is looked at"},
		{"a waiver of the change", waive("ECS312"), "c.yaml:3:3: ECS312 judges the change as a whole"},
	} {
		t.Run(test.name, func(t *testing.T) {
			err := mustReadConfig(t, test.text).Check(rules)
			if test.want == "" && err != nil || test.want != "" && (err == nil || !strings.HasPrefix(err.Error(), test.want)) {
				t.Errorf("got %v, want %s…", err, test.want)
			}
		})
	}
}
