package main

import (
	"strings"
	"testing"

	"github.com/urfave/cli/v2"

	"github.com/ecsgate/ecsgate/cmd/ecsgate/internal/manual"
)

// everyCommand lists the commands that people are told of, by their whole names.
func everyCommand() map[string]*cli.Command {
	all := map[string]*cli.Command{}
	var add func(prefix string, commands []*cli.Command)
	add = func(prefix string, commands []*cli.Command) {
		for _, command := range commands {
			if !command.Hidden {
				all[prefix+command.Name] = command
				add(prefix+command.Name+" ", command.Subcommands)
			}
		}
	}
	add("ecsgate ", newApp(streams{}, nil).Commands)
	return all
}

func TestHelpHasExamples(t *testing.T) {
	for name, command := range everyCommand() {
		if !strings.Contains(command.Description, "   "+name) && !strings.Contains(command.Description, "("+name+" ") {
			t.Errorf("the help of %s has no example of it", name)
		}
	}
}

// Whoever adds a flag says what it is for, in the style of the others.
func TestFlagsAreDescribed(t *testing.T) {
	for name, command := range everyCommand() {
		for _, flag := range command.Flags {
			documented, ok := flag.(cli.DocGenerationFlag)
			if !ok || documented.GetUsage() == "" {
				t.Errorf("%s --%s has no description", name, flag.Names()[0])
			}
		}
	}
}

func TestManualNamesEverything(t *testing.T) {
	text := manual.Page(newApp(streams{}, nil), "v1.2.3", "")
	escaped := func(text string) string { return strings.ReplaceAll(text, "-", `\-`) }
	for name, command := range everyCommand() {
		if !strings.Contains(text, `.SS "`+escaped(name)) {
			t.Errorf("the manual page has no section on %s", name)
		}
		for _, flag := range command.Flags {
			if !strings.Contains(text, escaped("--"+flag.Names()[0])) {
				t.Errorf("the manual page does not name --%s", flag.Names()[0])
			}
		}
	}
}

// What a shell offers as the value of a flag is what its help says.
func TestCompletedValues(t *testing.T) {
	for name, command := range everyCommand() {
		for _, flag := range command.Flags {
			documented := flag.(cli.DocGenerationFlag)
			for _, value := range valuesOf(command.Name, flag.Names()[0]) {
				// The operations and the kinds of state are too many for the help.
				long := flag.Names()[0] == "operation" || flag.Names()[0] == "include" || flag.Names()[0] == "exclude"
				if !long && !strings.Contains(documented.GetUsage(), value) {
					t.Errorf("%s --%s is completed to %q, of which its help knows nothing: %s", name, flag.Names()[0], value, documented.GetUsage())
				}
			}
		}
	}
}
