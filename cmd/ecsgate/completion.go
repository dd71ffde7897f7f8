package main

import (
	"fmt"

	"github.com/urfave/cli/v2"

	"github.com/ecsgate/ecsgate/cmd/ecsgate/internal/completion"
	"github.com/ecsgate/ecsgate/cmd/ecsgate/internal/usage"
)

func completionCommand(std streams) *cli.Command {
	return &cli.Command{
		Name:      "completion",
		Usage:     "print what makes a shell complete commands, flags and their values",
		ArgsUsage: "SHELL",
		Description: `Prints the script for bash, zsh, fish or powershell, which asks ecsgate itself
what may follow. Its first lines say where it belongs.

   source <(ecsgate completion bash)
   ecsgate completion fish > ~/.config/fish/completions/ecsgate.fish`,
		OnUsageError:    usage.OnError,
		HideHelpCommand: true,
		Action: func(c *cli.Context) error {
			if c.NArg() != 1 {
				return usage.Error("name one shell: " + usage.Enumerate(completion.Shells(), "or"))
			}
			return writeCompletion(std, c.Args().First())
		},
	}
}

func writeCompletion(std streams, name string) error {
	script, ok := completion.Script(name)
	if !ok {
		// Which one is near in spelling says nothing of which one somebody uses.
		return usage.Error(fmt.Sprintf("no shell %q: write %s", name, usage.Enumerate(completion.Shells(), "or")))
	}
	if _, err := std.stdout.Write(script); err != nil {
		return fmt.Errorf("write completion script: %w", err)
	}
	return nil
}
