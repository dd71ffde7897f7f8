package main

import (
	"fmt"
	"strings"

	"github.com/urfave/cli/v2"

	"github.com/ecsgate/ecsgate/cmd/ecsgate/internal/usage"
	"github.com/ecsgate/ecsgate/evaluator/manifest"
	"github.com/ecsgate/ecsgate/evaluator/printable"
)

func kindsCommand(std streams) *cli.Command {
	return &cli.Command{
		Name:  "kinds",
		Usage: "show the kinds of files that check reads, and how it recognises them",
		Description: `Kinds that are named and not read are refused, so that they do not pass for
something else.

   ecsgate kinds
   ecsgate kinds --format json`,
		Flags: []cli.Flag{&cli.StringFlag{Name: "format", Value: "text", Usage: "`FORMAT`: text, json, markdown"}},

		OnUsageError:    usage.OnError,
		HideHelpCommand: true,
		Action: withoutArguments(func(c *cli.Context) error {
			switch format := c.String("format"); format {
			case "text":
				return writeText(std.stdout, kindsText(manifest.Kinds()))
			case "json":
				return printable.WriteJSON(std.stdout, manifest.Kinds(), "  ")
			case "markdown":
				return writeText(std.stdout, kindsMarkdown(manifest.Kinds()))
			default:
				return usage.Error(fmt.Sprintf("--format %q: write text, json or markdown", format))
			}
		}),
	}
}

func kindsText(kinds []manifest.KindInfo) string {
	var b strings.Builder
	for _, k := range kinds {
		fmt.Fprintf(&b, "%s%s\n    by %s\n", k.Name, notRead(k), k.By)
	}
	return b.String()
}

func kindsMarkdown(kinds []manifest.KindInfo) string {
	var b strings.Builder
	b.WriteString("| kind | recognised by |\n|---|---|\n")
	for _, k := range kinds {
		fmt.Fprintf(&b, "| %s%s | %s |\n", k.Name, notRead(k), strings.ReplaceAll(k.By, "|", `\|`))
	}
	return b.String()
}

// notRead marks what is named and refused, so that it is not taken for something
// else.
func notRead(k manifest.KindInfo) string {
	if k.Read {
		return ""
	}
	return " (named, not read)"
}
