// Package usage says what is wrong with a command line, and what was meant.
package usage

import (
	"fmt"
	"strings"

	"github.com/urfave/cli/v2"

	"github.com/ecsgate/ecsgate/evaluator/nearest"
	"github.com/ecsgate/ecsgate/evaluator/printable"
)

// Error is a command line that asks for something impossible.
type Error string

func (e Error) Error() string { return string(e) }

// OnError shows on stderr how the command is used, in one line: of all its
// help nobody would find the error below.
func OnError(c *cli.Context, err error, _ bool) error {
	fmt.Fprintln(c.App.ErrWriter, "usage: "+synopsis(c.Command))
	return Error(flagProblem(c, err.Error()))
}

// synopsis is how a command is written, in one line.
func synopsis(command *cli.Command) string {
	line := command.HelpName
	if len(command.Subcommands) > 0 && command.ArgsUsage == "" {
		return line + " COMMAND [flags]"
	}
	if len(command.Flags) > 0 {
		line += " [flags]"
	}
	return strings.TrimSpace(line + " " + command.ArgsUsage)
}

// flagProblem puts what the parser of flags says into the words of this program,
// and names the flag that was probably meant.
func flagProblem(c *cli.Context, problem string) string {
	help := c.Command.HelpName + " --help"
	if name, ok := strings.CutPrefix(problem, "flag provided but not defined: -"); ok {
		return fmt.Sprintf("%s has no flag %s: %s", strings.TrimPrefix(c.Command.HelpName, "ecsgate "), Dashed(name), flagHint(c, name, help))
	}
	if name, ok := strings.CutPrefix(problem, "flag needs an argument: -"); ok {
		return fmt.Sprintf("%s has no value: give it one; see %s", Dashed(name), help)
	}
	return printable.Clean(problem) + "; see " + help
}

// flagHint says which flag was meant: one that is nearly written so, or that of a
// command, which stands behind its name.
func flagHint(c *cli.Context, name, help string) string {
	if len(c.Command.Subcommands) > 0 {
		for _, command := range c.Command.Subcommands {
			if hasFlag(command, name) {
				return fmt.Sprintf("flags stand behind the command, as in %s --%s", command.HelpName, name)
			}
		}
	}
	if meant := nearest.Name(name, flagNames(c.Command)); meant != "" {
		return fmt.Sprintf("did you mean %s? See %s", Dashed(meant), help)
	}
	return "see " + help
}

// Dashed writes the name of a flag as one writes it, in one line whatever it is.
func Dashed(name string) string {
	if len(name) == 1 {
		return printable.Clean("-" + name)
	}
	return printable.Clean("--" + name)
}

func hasFlag(command *cli.Command, name string) bool {
	for _, known := range flagNames(command) {
		if known == name {
			return true
		}
	}
	return false
}

// flagNames are the flags of a command in their order, without their aliases.
func flagNames(command *cli.Command) []string {
	var names []string
	for _, flag := range command.Flags {
		names = append(names, flag.Names()[0])
	}
	return names
}

// Visible are the commands that people are told of.
func Visible(commands []*cli.Command) []string {
	var names []string
	for _, command := range commands {
		if !command.Hidden {
			names = append(names, command.Name)
		}
	}
	return names
}

// UnknownCommand says which command below another was probably meant, or which
// there are.
func UnknownCommand(above *cli.Command, name string) error {
	known := Visible(above.Subcommands)
	switch meant := nearest.Name(name, known); {
	case meant != "":
		return Error(fmt.Sprintf("no command %q: did you mean %q? %s --help lists them all", name, meant, above.HelpName))
	case len(known) == 0:
		return Error(fmt.Sprintf("%s has no commands of its own: see %s --help", above.HelpName, above.HelpName))
	}
	return Error(fmt.Sprintf("no command %q: the commands are %s; see %s --help", name, Enumerate(known, "and"), above.HelpName))
}

// Enumerate joins names: "a, b and c".
func Enumerate(names []string, last string) string {
	if len(names) < 2 {
		return strings.Join(names, "")
	}
	end := len(names) - 1
	return strings.Join(names[:end], ", ") + " " + last + " " + names[end]
}
