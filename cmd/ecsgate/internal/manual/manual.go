// Package manual writes the manual page, from the help of the commands.
package manual

import (
	"strings"

	"github.com/urfave/cli/v2"

	"github.com/ecsgate/ecsgate/cmd/ecsgate/internal/usage"
)

// exitCodes are what those commands end with that judge something.
var exitCodes = []struct{ code, means string }{
	{"0", "nothing at or above --fail-on, and everything that a rule at or above it needed was known"},
	{"1", "a violation at or above --fail-on"},
	{"2", "a failure: a wrong flag, a file that can not be read or recognised, a policy that does not load, nothing to check"},
	{"3", "state that a rule needed could not be had, or is too old; with --strict also what could not be resolved"},
}

// Page writes the manual page of a version of the program, and of its date (RFC
// 3339, or empty), in the language of man(7).
func Page(app *cli.App, version, date string) string {
	var b roff
	day, _, _ := strings.Cut(date, "T")
	b.macro("TH", "ECSGATE", "1", day, "ecsgate "+version, "User Commands")
	b.macro("SH", "NAME")
	b.text("ecsgate - " + app.Usage)
	b.macro("SH", "SYNOPSIS")
	b.macro("B", "ecsgate")
	b.text("COMMAND [flags] [ARGUMENT …]")
	b.macro("SH", "COMMANDS")
	for _, command := range app.Commands {
		b.command(command, "ecsgate")
	}
	b.macro("SH", "EXIT STATUS")
	for _, exit := range exitCodes {
		b.item(exit.code, exit.means)
	}
	b.macro("SH", "FILES")
	b.item(".ecsgate.yaml", "the configuration, in the working directory or in one above; see ecsgate config show")
	b.macro("SH", "ENVIRONMENT")
	b.item("NO_COLOR", "no colour on a terminal, if it is not empty")
	b.item("AWS_PROFILE, AWS_REGION, AWS_ENDPOINT_URL …", "what the AWS CLI takes, with --live and for snapshot")
	b.macro("SH", "SEE ALSO")
	b.text("aws(1), opa(1)")
	return b.String()
}

// command writes what there is to know of a command, and of those below it.
func (b *roff) command(command *cli.Command, parent string) {
	if command.Hidden {
		return
	}
	name := parent + " " + command.Name
	b.macro("SS", strings.TrimSpace(name+" "+command.ArgsUsage))
	b.text(sentence(command.Usage))
	for paragraph := range strings.SplitSeq(command.Description, "\n\n") {
		b.paragraph(paragraph)
	}
	for _, flag := range command.Flags {
		if documented, ok := flag.(cli.DocGenerationFlag); ok {
			b.flag(flag.Names(), documented)
		}
	}
	for _, below := range command.Subcommands {
		b.command(below, name)
	}
}

func (b *roff) flag(names []string, flag cli.DocGenerationFlag) {
	about := flag.GetUsage()
	tag := usage.Dashed(names[0])
	for _, alias := range names[1:] {
		tag += ", " + usage.Dashed(alias)
	}
	if value := valueName(about); flag.TakesValue() {
		tag += " " + value
	}
	about = strings.ReplaceAll(about, "`", "")
	if text := flag.GetDefaultText(); flag.TakesValue() && text != "" && text != "0s" {
		about += " (default: " + text + ")"
	}
	b.item(tag, about)
}

// valueName is what the usage of a flag puts between backquotes.
func valueName(about string) string {
	if parts := strings.SplitN(about, "`", 3); len(parts) == 3 {
		return parts[1]
	}
	return "VALUE"
}

func sentence(text string) string {
	if text == "" {
		return ""
	}
	return strings.ToUpper(text[:1]) + text[1:] + "."
}
