package main

import (
	"slices"

	"github.com/urfave/cli/v2"

	"github.com/ecsgate/ecsgate/cmd/ecsgate/internal/usage"
)

// helpCommand is of the whole program only: below check a file may be called help.
func helpCommand() *cli.Command {
	return &cli.Command{
		Name:      "help",
		Usage:     "show what --help shows, of all commands or of one",
		ArgsUsage: "[COMMAND …]",
		Description: `Commands below others are named as they are written.

   ecsgate help
   ecsgate help check
   ecsgate help rules new`,
		OnUsageError:    usage.OnError,
		HideHelpCommand: true,
		Action: func(c *cli.Context) error {
			words := c.Args().Slice()
			above := &cli.Command{HelpName: c.App.HelpName, Subcommands: c.App.Commands}
			for _, word := range words {
				i := slices.IndexFunc(above.Subcommands, func(c *cli.Command) bool { return c.Name == word && !c.Hidden })
				if i < 0 {
					return usage.UnknownCommand(above, word)
				}
				above = above.Subcommands[i]
			}
			return c.App.RunContext(c.Context, slices.Concat([]string{c.App.Name}, words, []string{"--help"}))
		},
	}
}
