package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"strings"
	"time"

	"github.com/urfave/cli/v2"
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
}

// exitError ends the program with a code that a report already explains.
type exitError int

func (e exitError) Error() string { return fmt.Sprintf("exit %d", int(e)) }

// usageError is a command line that asks for something impossible.
type usageError string

func (e usageError) Error() string { return string(e) }

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
		Name:                      "ecsgate",
		Usage:                     "checks ECS manifests and proposed deregistrations against what is known of ECS",
		Writer:                    std.stdout,
		ErrWriter:                 std.stderr,
		HideHelpCommand:           true,
		DisableSliceFlagSeparator: true,
		Commands:                  []*cli.Command{checkCommand(std, words), snapshotCommand(std), rulesCommand(std), kindsCommand(std), iamCommand(std)},
		ExitErrHandler:            func(*cli.Context, error) {},
		OnUsageError:              onUsageError,
		Action: func(c *cli.Context) error {
			if name := c.Args().First(); name != "" {
				return usageError(fmt.Sprintf("no command %q: the commands are check, snapshot, rules, kinds and iam; see ecsgate --help", name))
			}
			// A pipeline whose arguments got lost must not pass.
			return onUsageError(c, usageError("no command given: write check, snapshot, rules, kinds or iam"), false)
		},
	}
}

// onUsageError shows the help of the command that was misused, on stderr.
func onUsageError(c *cli.Context, err error, _ bool) error {
	c.App.Writer = c.App.ErrWriter
	if c.Command != nil && c.Command.Name != "" && c.Command.Name != c.App.Name {
		_ = cli.ShowSubcommandHelp(c)
	} else {
		_ = cli.ShowAppHelp(c)
	}
	return usageError(err.Error())
}
