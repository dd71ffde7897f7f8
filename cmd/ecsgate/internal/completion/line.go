package completion

import (
	"slices"
	"strings"

	"github.com/urfave/cli/v2"
)

// Candidate is one thing that may stand next, and what it means.
type Candidate struct{ Value, About string }

// Values are what the program itself can list; nothing: the shell offers files.
type Values struct {
	// OfFlag are the values that a flag of a command can have.
	OfFlag func(command, flag string) []string
	// Arguments are what can stand behind a command.
	Arguments func(command string) []Candidate
}

// Next lists what may stand next on a command line: the first word is the one that
// is being written, behind "=" so that it is never empty; the others are those
// before it.
func Next(app *cli.App, words []string, values Values) []Candidate {
	if len(words) == 0 {
		return nil
	}
	if len(words) > 1 && words[1] == "help" { // of what may stand without it
		words = slices.Delete(slices.Clone(words), 1, 2)
	}
	line := typed{
		command: &cli.Command{Subcommands: app.Commands, Flags: app.Flags},
		current: strings.TrimPrefix(words[0], "="), values: values,
	}
	line.read(words[1:])
	return line.candidates()
}

// typed is a command line as far as it is written.
type typed struct {
	// command is the one that the line names so far.
	command *cli.Command
	// flag waits for its value; "": none does.
	flag string
	// arguments are what stands behind the command and is no flag.
	arguments int
	current   string
	values    Values
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
func (t *typed) candidates() []Candidate {
	switch {
	case t.flag != "":
		return t.beginning(Plain(t.values.OfFlag(t.command.Name, t.flag)))
	case strings.HasPrefix(t.current, "-"):
		return t.beginning(t.flags())
	case t.arguments > 0:
		return nil
	}
	var found []Candidate
	for _, command := range t.command.Subcommands {
		if !command.Hidden {
			found = append(found, Candidate{command.Name, command.Usage})
		}
	}
	return t.beginning(append(found, t.values.Arguments(t.command.Name)...))
}

// flags are those of the command, or, behind "--flag=", its values.
func (t *typed) flags() []Candidate {
	if name, _, ok := strings.Cut(t.current, "="); ok {
		var found []Candidate
		if flag := t.flagOf(name); flag != nil {
			for _, value := range t.values.OfFlag(t.command.Name, flag.Names()[0]) {
				found = append(found, Candidate{Value: name + "=" + value})
			}
		}
		return found
	}
	var found []Candidate
	for _, flag := range t.command.Flags {
		if documented, ok := flag.(cli.DocGenerationFlag); ok {
			found = append(found, Candidate{"--" + flag.Names()[0], strings.ReplaceAll(documented.GetUsage(), "`", "")})
		}
	}
	return append(found, Candidate{"--help", "show help"})
}

// beginning keeps what begins with the word that is being written.
func (t *typed) beginning(all []Candidate) []Candidate {
	return slices.DeleteFunc(all, func(c Candidate) bool {
		return len(c.Value) < len(t.current) || !strings.EqualFold(c.Value[:len(t.current)], t.current)
	})
}

// Plain are values that need no explanation.
func Plain(values []string) []Candidate {
	var found []Candidate
	for _, value := range values {
		found = append(found, Candidate{Value: value})
	}
	return found
}
