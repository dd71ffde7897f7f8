package main

import (
	"fmt"
	"strings"

	"github.com/urfave/cli/v2"

	"github.com/ecsgate/ecsgate/cmd/ecsgate/internal/usage"
)

// withoutArguments refuses what stands behind the flags of a command that takes
// nothing, and flags without a value.
func withoutArguments(action func(*cli.Context) error) func(*cli.Context) error {
	return func(c *cli.Context) error {
		if err := refuseEmpty(c); err != nil {
			return err
		}
		if c.Args().Present() {
			return usage.Error(fmt.Sprintf("%s takes no argument %q: see ecsgate %s --help", c.Command.Name, c.Args().First(), c.Command.Name))
		}
		return action(c)
	}
}

// refuseLateFlags refuses what looks like a flag behind a path: it would be taken
// for a file.
func refuseLateFlags(paths []string) error {
	for _, path := range paths {
		if strings.HasPrefix(path, "-") && path != "-" {
			return usage.Error(fmt.Sprintf("the flag %q stands after a path: put flags first, or write ./%s for a file of that name", path, path))
		}
	}
	return nil
}
