package main

import (
	"io"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/urfave/cli/v2"
	"gopkg.in/yaml.v3"
	"mvdan.cc/sh/v3/syntax"
)

// accept reads a command line as the program does and runs nothing: the error is
// that of a command or a flag that does not exist, or stands in the wrong place.
func accept(words []string) error {
	words, _ = cutCommandLine(words)
	app := newApp(streams{stdin: strings.NewReader(""), stdout: io.Discard, stderr: io.Discard, getenv: func(string) string { return "" }, now: time.Now}, nil)
	idle(app.Commands)
	return app.Run(words)
}

func idle(commands []*cli.Command) {
	for _, command := range commands {
		command.Action = func(c *cli.Context) error { return refuseLateFlags(c.Args().Slice()) }
		idle(command.Subcommands)
	}
}

func TestAccept(t *testing.T) {
	for _, test := range []struct {
		line string
		ok   bool
	}{
		{"ecsgate check --offline deploy/", true},
		{"ecsgate check --live -- aws ecs update-service --service web", true},
		{"ecsgate check --online deploy/", false},
		{"ecsgate check deploy/ --offline", false},
		{"ecsgate chekc --offline deploy/", false},
	} {
		if err := accept(strings.Fields(test.line)); (err == nil) != test.ok {
			t.Errorf("%s: got %v, want accepted: %v", test.line, err, test.ok)
		}
	}
}

// linesOf finds the command lines of ecsgate in a shell script. A text that is
// none has none; the bare word is some name.
func linesOf(script string) [][]string {
	file, err := syntax.NewParser().Parse(strings.NewReader(script), "")
	if err != nil {
		return nil
	}
	var lines [][]string
	syntax.Walk(file, func(node syntax.Node) bool {
		call, ok := node.(*syntax.CallExpr)
		if !ok || len(call.Args) < 2 || call.Args[0].Lit() != "ecsgate" {
			return true
		}
		var words []string
		for _, word := range call.Args {
			text := script[word.Pos().Offset():word.End().Offset()]
			words = append(words, strings.Trim(text, `"'`))
		}
		lines = append(lines, words)
		return true
	})
	return lines
}

// readYAML decodes a YAML file of the repository, of which the tests only want
// to know what stands where.
func readYAML(t *testing.T, name string, into any) {
	t.Helper()
	text, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	if err := yaml.Unmarshal(text, into); err != nil {
		t.Fatalf("%s: %v", name, err)
	}
}
