package main

import (
	"fmt"

	"github.com/urfave/cli/v2"

	"github.com/ecsgate/ecsgate/cmd/ecsgate/internal/manual"
	"github.com/ecsgate/ecsgate/cmd/ecsgate/internal/usage"
)

func manCommand(std streams) *cli.Command {
	return &cli.Command{
		Name:  "man",
		Usage: "print the manual page",
		Description: `Prints all of the help as one manual page, ecsgate(1).

   ecsgate man > /usr/local/share/man/man1/ecsgate.1
   ecsgate man | man -l -`,
		OnUsageError:    usage.OnError,
		HideHelpCommand: true,
		Action: withoutArguments(func(c *cli.Context) error {
			if _, err := std.stdout.Write([]byte(manual.Page(c.App, thisBuild().version, thisBuild().date))); err != nil {
				return fmt.Errorf("write manual page: %w", err)
			}
			return nil
		}),
	}
}
