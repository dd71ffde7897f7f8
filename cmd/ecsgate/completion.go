package main

import (
	"embed"
	"fmt"

	"github.com/urfave/cli/v2"

	"github.com/ecsgate/ecsgate/evaluator/nearest"
)

//go:embed completion
var completionScripts embed.FS

// shells are those that commands can be completed in, with their scripts.
var shells = []struct{ name, script string }{
	{"bash", "ecsgate.bash"},
	{"zsh", "ecsgate.zsh"},
	{"fish", "ecsgate.fish"},
	{"powershell", "ecsgate.ps1"},
}

func shellNames() []string {
	var names []string
	for _, shell := range shells {
		names = append(names, shell.name)
	}
	return names
}

func completionCommand(std streams) *cli.Command {
	return &cli.Command{
		Name:      "completion",
		Usage:     "print what makes a shell complete commands, flags and their values",
		ArgsUsage: "SHELL",
		Description: `Prints the script for bash, zsh, fish or powershell, which asks ecsgate itself
what may follow. Its first lines say where it belongs.

   source <(ecsgate completion bash)
   ecsgate completion fish > ~/.config/fish/completions/ecsgate.fish`,
		OnUsageError:    onUsageError,
		HideHelpCommand: true,
		Action: func(c *cli.Context) error {
			if c.NArg() != 1 {
				return usageError("name one shell: " + enumerate(shellNames(), "or"))
			}
			return writeCompletion(std, c.Args().First())
		},
	}
}

func writeCompletion(std streams, name string) error {
	for _, shell := range shells {
		if shell.name != name {
			continue
		}
		script, err := completionScripts.ReadFile("completion/" + shell.script)
		if err != nil {
			return fmt.Errorf("read completion script: %w", err)
		}
		if _, err := std.stdout.Write(script); err != nil {
			return fmt.Errorf("write completion script: %w", err)
		}
		return nil
	}
	return usageError(fmt.Sprintf("no shell %q: %s", name, nearest.Hint(name, shellNames(), "write "+enumerate(shellNames(), "or"))))
}
