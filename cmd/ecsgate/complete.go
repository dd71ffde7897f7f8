package main

import (
	"fmt"
	"strings"

	"github.com/urfave/cli/v2"

	"github.com/ecsgate/ecsgate/cmd/ecsgate/internal/completion"
)

// completeCommand answers the completion scripts: what may stand next, one a line,
// with a tab before what it means.
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
			if after != nil { // behind "--" nothing is ours
				return nil
			}
			for _, found := range completion.Next(c.App, c.Args().Slice(), completion.Values{OfFlag: valuesOf, Arguments: argumentsOf}) {
				fmt.Fprintln(std.stdout, strings.TrimSuffix(found.Value+"\t"+found.About, "\t"))
			}
			return nil
		},
	}
}
