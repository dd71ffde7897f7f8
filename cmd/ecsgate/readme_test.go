package main

import (
	"bytes"
	"fmt"
	"os"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/ecsgate/ecsgate/evaluator/manifest"
)

// passing is what differs from one reading of an account to the next.
var passing = regexp.MustCompile(`in \d+m?s|(?:\d+ \w+|less than a minute) old|as of \d{4}-\d\d-\d\d\s+\d\d:\d\d UTC`)

// TestReadmeCommands runs the README's console blocks and compares what they
// show with what the program says.
func TestReadmeCommands(t *testing.T) {
	t.Chdir("../..")
	serveShop(t)
	blocks := fenced(readme(t), "```console\n")
	if len(blocks) == 0 {
		t.Fatal("the README shows no command")
	}
	for _, block := range blocks {
		var got strings.Builder
		code := 0
		for line := range strings.Lines(block) {
			command, isCommand := strings.CutPrefix(line, "$ ")
			if !isCommand {
				continue
			}
			got.WriteString(line)
			if command == "echo $?\n" {
				fmt.Fprintln(&got, code)
				continue
			}
			code = run(t.Context(), strings.Fields(command), streams{
				stdin: strings.NewReader(""), stdout: &got, stderr: &got, getenv: os.Getenv, now: time.Now,
			})
		}
		if passing.ReplaceAllString(got.String(), "…") != passing.ReplaceAllString(block, "…") {
			t.Errorf("the README shows\n%s\nthe program says\n%s", block, got.String())
		}
	}
}

// TestReadmeRules compares the README's table with the catalogue.
func TestReadmeRules(t *testing.T) {
	var want bytes.Buffer
	if err := writeMarkdown(&want, bundled(t)); err != nil {
		t.Fatal(err)
	}
	t.Chdir("../..")
	_, rest, _ := strings.Cut(readme(t), "<!-- rules -->\n")
	got, _, found := strings.Cut(rest, "<!-- /rules -->")
	if !found || got != want.String() {
		t.Errorf("the README's table of rules is not what `ecsgate rules --format markdown` prints:\n%s", want.String())
	}
}

// TestReadmeKinds compares the README's table of kinds with the program's.
func TestReadmeKinds(t *testing.T) {
	want := kindsMarkdown(manifest.Kinds())
	t.Chdir("../..")
	_, rest, _ := strings.Cut(readme(t), "<!-- kinds -->\n")
	got, _, found := strings.Cut(rest, "<!-- /kinds -->")
	if !found || got != want {
		t.Errorf("the README's table of kinds is not what `ecsgate kinds --format markdown` prints:\n%s", want)
	}
}

// TestReadmeRule loads the rule that the README shows.
func TestReadmeRule(t *testing.T) {
	t.Chdir("../..")
	rules := fenced(readme(t), "```rego\n")
	if len(rules) != 1 {
		t.Fatalf("got %d rules in the README, want 1", len(rules))
	}
	directory := t.TempDir()
	if err := os.WriteFile(directory+"/rule.rego", []byte(rules[0]), 0o644); err != nil {
		t.Fatal(err)
	}
	core, err := loadPolicies([]string{directory}, nil)
	if err != nil {
		t.Fatal(err)
	}
	if core.Rules()[0].ID != "ACME101" {
		t.Errorf("got %s first, want ACME101", core.Rules()[0].ID)
	}
}

func readme(t *testing.T) string {
	t.Helper()
	text, err := os.ReadFile("README.md")
	if err != nil {
		t.Fatal(err)
	}
	return strings.ReplaceAll(string(text), "\r\n", "\n")
}

// fenced returns the blocks that begin with the given fence.
func fenced(text, fence string) []string {
	var blocks []string
	for {
		_, rest, found := strings.Cut(text, fence)
		if !found {
			return blocks
		}
		block, after, _ := strings.Cut(rest, "```")
		blocks = append(blocks, block)
		text = after
	}
}
