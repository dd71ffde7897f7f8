package main

import (
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"gopkg.in/yaml.v3"
)

const (
	actionFile   = "../../.github/actions/check/action.yml"
	actionScript = "../../.github/actions/check/check.sh"
)

// action is what the tests read of action.yml.
type action struct {
	Inputs, Outputs map[string]struct{ Description string }
	Runs            struct {
		Steps []struct {
			Uses, Run string
			Env       map[string]string
		}
	}
}

// TestAction wants every input to reach the script, in a variable of the
// environment and nowhere else: in a script it would be run as a part of it.
func TestAction(t *testing.T) {
	var a action
	readYAML(t, actionFile, &a)
	script, err := os.ReadFile(actionScript)
	if err != nil {
		t.Fatal(err)
	}
	used := map[string]bool{}
	input := regexp.MustCompile(`inputs\.([a-z-]+)`)
	for _, step := range a.Runs.Steps {
		if strings.Contains(step.Run, "${{") {
			t.Errorf("a script has an expression in it: %s", step.Run)
		}
		for variable, value := range step.Env {
			for _, found := range input.FindAllStringSubmatch(value, -1) {
				used[found[1]] = true
				if !regexp.MustCompile(`\$\{?` + variable + `\b`).Match(script) {
					t.Errorf("check.sh does not read %s, which holds the input %s", variable, found[1])
				}
			}
		}
	}
	for name, input := range a.Inputs {
		if !used[name] || input.Description == "" {
			t.Errorf("the input %s is not used, or not described", name)
		}
	}
	for name, output := range a.Outputs {
		if !strings.Contains(string(script), "'"+name+"=%s\\n'") || output.Description == "" {
			t.Errorf("the output %s is not set by check.sh, or not described", name)
		}
	}
	if len(a.Inputs) == 0 || len(a.Outputs) == 0 {
		t.Errorf("got %d inputs and %d outputs of the action", len(a.Inputs), len(a.Outputs))
	}
}

// TestExamples runs, but for their effects, all command lines of ecsgate in the
// examples, the workflows and the README, and looks at what they give the action.
func TestExamples(t *testing.T) {
	examples, err := filepath.Glob("../../.github/examples/*")
	if err != nil || len(examples) == 0 {
		t.Fatalf("no examples: %v", err)
	}
	for _, name := range append(examples, "../../.github/workflows/dogfood.yml") {
		t.Run(filepath.Base(name), func(t *testing.T) {
			var content any
			readYAML(t, name, &content)
			pipeline := pipeline{T: t, inputs: actionInputs(t)}
			pipeline.walk(content)
			if pipeline.found == 0 {
				t.Error("nothing in it runs ecsgate")
			}
		})
	}
	t.Run("README.md", func(t *testing.T) {
		text, err := os.ReadFile("../../README.md")
		if err != nil {
			t.Fatal(err)
		}
		pipeline := pipeline{T: t, inputs: actionInputs(t)}
		for _, block := range fenced(string(text), "```sh\n") {
			pipeline.script(block)
		}
		for _, block := range fenced(string(text), "```yaml\n") {
			var content any
			if err := yaml.Unmarshal([]byte(block), &content); err != nil {
				t.Errorf("%v in\n%s", err, block)
			}
			pipeline.walk(content)
		}
		if pipeline.found == 0 {
			t.Error("nothing in it runs ecsgate")
		}
	})
}

func actionInputs(t *testing.T) []string {
	var a action
	readYAML(t, actionFile, &a)
	var names []string
	for name := range a.Inputs {
		names = append(names, name)
	}
	return names
}

// pipeline looks through one description of a pipeline for what runs ecsgate.
type pipeline struct {
	*testing.T
	inputs []string
	found  int
}

func (p *pipeline) walk(value any) {
	switch value := value.(type) {
	case string:
		p.script(value)
	case []any:
		for _, item := range value {
			p.walk(item)
		}
	case map[string]any:
		if uses, _ := value["uses"].(string); strings.Contains(uses, ".github/actions/check") {
			p.action(value["with"])
		}
		if id, _ := value["id"].(string); strings.HasPrefix(id, "ecsgate-") {
			p.hook(id, value["args"])
		}
		for _, item := range value {
			p.walk(item)
		}
	}
}

func (p *pipeline) script(text string) {
	for _, words := range linesOf(text) {
		p.found++
		if err := accept(words); err != nil {
			p.Errorf("%q: %v", words, err)
		}
	}
}

func (p *pipeline) action(with any) {
	p.found++
	given, _ := with.(map[string]any)
	for name := range given {
		if !slices.Contains(p.inputs, name) {
			p.Errorf("the action has no input %s", name)
		}
	}
	arguments, _ := given["args"].(string)
	if err := accept(append([]string{"ecsgate", "check"}, strings.Fields(arguments)...)); err != nil {
		p.Errorf("args %q: %v", arguments, err)
	}
}

func (p *pipeline) hook(id string, arguments any) {
	p.found++
	hooks := readHooks(p.T)
	i := slices.IndexFunc(hooks, func(h hook) bool { return h.ID == id })
	if i < 0 {
		p.Errorf("there is no hook %s", id)
		return
	}
	if list, ok := arguments.([]any); ok {
		hooks[i].Args = nil
		for _, argument := range list {
			hooks[i].Args = append(hooks[i].Args, argument.(string))
		}
	}
	if err := accept(hooks[i].words()); err != nil {
		p.Errorf("the hook %s: %v", id, err)
	}
}
