package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"strings"
	"time"

	"github.com/urfave/cli/v2"

	"github.com/ecsgate/ecsgate/cmd/ecsgate/internal/usage"
)

const (
	// exitViolation stands whatever else went wrong: nobody who tolerates
	// failures may thereby admit a certain violation.
	exitViolation = 1
	// exitFailure is the code for everything that the program could not do: usage,
	// a file that cannot be read, a policy that does not load.
	exitFailure = 2
)

// streams are all that the program touches of its process. stdout carries only
// reports, stderr only diagnostics.
type streams struct {
	stdin          io.Reader
	stdout, stderr io.Writer
	getenv         func(string) string
	now            func() time.Time
	loudness       loudness
}

// exitError ends the program with a code that a report already explains.
type exitError int

func (e exitError) Error() string { return fmt.Sprintf("exit %d", int(e)) }

// run executes one command line and returns the exit code.
func run(ctx context.Context, args []string, std streams) int {
	args, words := cutCommandLine(args)
	err := newApp(std, words).RunContext(ctx, args)
	if code := exitError(0); errors.As(err, &code) {
		return int(code)
	}
	if err != nil {
		std.complain(strings.Split(err.Error(), "\n")...)
		return exitFailure
	}
	return 0
}

func newApp(std streams, words commandLine) *cli.App {
	return &cli.App{
		Name:  "ecsgate",
		Usage: "checks ECS manifests and proposed deregistrations against what is known of ECS",
		Description: `Begin with ecsgate init, which looks at a repository and writes what fits. Each
command has examples: ecsgate COMMAND --help.

   ecsgate check --state account.json deploy/
   ecsgate check --live --deregister web:41
   ecsgate audit --live`,
		Writer:                    std.stdout,
		ErrWriter:                 std.stderr,
		HideHelpCommand:           true,
		DisableSliceFlagSeparator: true,
		Commands: []*cli.Command{
			initCommand(std), checkCommand(std, words), auditCommand(std), impactCommand(std), pruneCommand(std), snapshotCommand(std),
			rulesCommand(std), kindsCommand(std), testCommand(std), bundleCommand(std), configCommand(std), iamCommand(std),
			completionCommand(std), manCommand(std), helpCommand(), versionCommand(std), completeCommand(std, words),
		},
		// The library leaves out the flag where there is a command of that name.
		Flags:          []cli.Flag{versionFlag(), cli.HelpFlag},
		Before:         showVersion(std),
		ExitErrHandler: func(*cli.Context, error) {},
		OnUsageError:   usage.OnError,
		Action:         withoutCommand,
	}
}

// withoutCommand ends a run that names no command, or none that there is: a
// pipeline whose arguments got lost must not pass.
func withoutCommand(c *cli.Context) error {
	if name := c.Args().First(); name != "" {
		return usage.UnknownCommand(c.Command, name)
	}
	c.App.Writer = c.App.ErrWriter
	_ = cli.ShowAppHelp(c)
	return usage.Error("no command given: write " + usage.Enumerate(usage.Visible(c.App.Commands), "or"))
}
