package main

import (
	"fmt"
	"slices"
	"strings"

	"github.com/urfave/cli/v2"
)

// completeCommand answers the completion scripts: what may stand next, one a line,
// with a tab before what it means. The first argument is the word that is being
// written, behind "=" so that it is never empty; the others are those before it.
//
// It is a command of its own, and not a flag that any command knows: a file of that
// name among the paths of check would keep it from looking at the others.
func completeCommand(std streams, after commandLine) *cli.Command {
	return &cli.Command{
		Name:            "__complete",
		Hidden:          true,
		HideHelp:        true,
		SkipFlagParsing: true,
		Action: func(c *cli.Context) error {
			words := c.Args().Slice()
			if len(words) == 0 || after != nil { // behind "--" nothing is ours
				return nil
			}
			if len(words) > 1 && words[1] == "help" { // of what may stand without it
				words = slices.Delete(words, 1, 2)
			}
			line := typed{command: &cli.Command{Subcommands: c.App.Commands, Flags: c.App.Flags}, current: strings.TrimPrefix(words[0], "=")}
			line.read(words[1:])
			for _, found := range line.candidates() {
				fmt.Fprintln(std.stdout, strings.TrimSuffix(found.value+"\t"+found.about, "\t"))
			}
			return nil
		},
	}
}

// candidate is one thing that may stand next.
type candidate struct{ value, about string }

// typed is a command line as far as it is written.
type typed struct {
	// command is the one that the line names so far.
	command *cli.Command
	// flag waits for its value; "": none does.
	flag string
	// arguments are what stands behind the command and is no flag.
	arguments int
	current   string
}

func (t *typed) read(words []string) {
	for _, word := range words {
		switch {
		case t.flag != "":
			t.flag = ""
		case strings.HasPrefix(word, "-") && word != "-":
			if flag := t.flagOf(word); flag != nil && takesValue(flag) && !strings.Contains(word, "=") {
				t.flag = flag.Names()[0]
			}
		default:
			t.argument(word)
		}
	}
}

func (t *typed) argument(word string) {
	if i := slices.IndexFunc(t.command.Subcommands, func(c *cli.Command) bool { return c.Name == word }); i >= 0 && t.arguments == 0 {
		t.command = t.command.Subcommands[i]
		return
	}
	t.arguments++
}

func (t *typed) flagOf(word string) cli.Flag {
	name, _, _ := strings.Cut(strings.TrimLeft(word, "-"), "=")
	for _, flag := range t.command.Flags {
		if slices.Contains(flag.Names(), name) {
			return flag
		}
	}
	return nil
}

func takesValue(flag cli.Flag) bool {
	documented, ok := flag.(cli.DocGenerationFlag)
	return ok && documented.TakesValue()
}

// candidates are what may stand next; none: the shell offers files.
func (t *typed) candidates() []candidate {
	switch {
	case t.flag != "":
		return t.beginning(plain(valuesOf(t.command.Name, t.flag)))
	case strings.HasPrefix(t.current, "-"):
		return t.beginning(t.flags())
	case t.arguments > 0:
		return nil
	}
	var found []candidate
	for _, command := range t.command.Subcommands {
		if !command.Hidden {
			found = append(found, candidate{command.Name, command.Usage})
		}
	}
	return t.beginning(append(found, argumentsOf(t.command.Name)...))
}

// flags are those of the command, or, behind "--flag=", its values.
func (t *typed) flags() []candidate {
	if name, _, ok := strings.Cut(t.current, "="); ok {
		var found []candidate
		if flag := t.flagOf(name); flag != nil {
			for _, value := range valuesOf(t.command.Name, flag.Names()[0]) {
				found = append(found, candidate{value: name + "=" + value})
			}
		}
		return found
	}
	var found []candidate
	for _, flag := range t.command.Flags {
		if documented, ok := flag.(cli.DocGenerationFlag); ok {
			found = append(found, candidate{"--" + flag.Names()[0], strings.ReplaceAll(documented.GetUsage(), "`", "")})
		}
	}
	return append(found, candidate{"--help", "show help"})
}

// beginning keeps what begins with the word that is being written.
func (t *typed) beginning(all []candidate) []candidate {
	return slices.DeleteFunc(all, func(c candidate) bool {
		return len(c.value) < len(t.current) || !strings.EqualFold(c.value[:len(t.current)], t.current)
	})
}
