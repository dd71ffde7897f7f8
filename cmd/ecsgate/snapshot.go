package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/urfave/cli/v2"

	"github.com/ecsgate/ecsgate/cmd/ecsgate/internal/disk"
	"github.com/ecsgate/ecsgate/cmd/ecsgate/internal/usage"
	"github.com/ecsgate/ecsgate/evaluator"
	"github.com/ecsgate/ecsgate/evaluator/live"
	"github.com/ecsgate/ecsgate/evaluator/nearest"
	"github.com/ecsgate/ecsgate/evaluator/snapshot"
)

// exitUnread is the code for state that could not be had.
const exitUnread = 3

func snapshotCommand(std streams) *cli.Command {
	return &cli.Command{
		Name:  "snapshot",
		Usage: "write what is known of the account to a file",
		Description: `Reads ECS, and what launches its tasks, in one or more Regions, and writes it as
a file that check --state judges against: without AWS, on a laptop, behind an
air gap. It changes nothing, and keeps no container definition, environment
variable or secret.

   ecsgate snapshot --output account.json
   ecsgate snapshot --region eu-west-1 --region us-east-1 --include tasks

Exit codes: 0 everything was read; 2 a failure; 3 something could not be read.
The file says so, and rules that need it will be undecided. Where nothing could
be read, or the run is interrupted, an older file stays as it is.`,
		Flags: slices.Concat([]cli.Flag{
			&cli.StringFlag{Name: "output", Aliases: []string{"o"}, Usage: "write to `FILE` (default: standard output)"},
			&cli.StringSliceFlag{Name: "region", Usage: "read `REGION` (repeatable; default: the configured one)"},
			&cli.StringFlag{Name: "account", Usage: "refuse any other account than `ID`"},
			&cli.StringSliceFlag{Name: "include", Usage: "read `KIND`, too: rollback-targets (a call for each service), tasks (two for each cluster), registered-at (one for each revision: when it was registered, and its tags)"},
			&cli.StringSliceFlag{Name: "exclude", Usage: "do not read `KIND`: rules, schedules, pipes, state-machines, stacks …"},
			&cli.StringSliceFlag{Name: "cluster", Usage: "look only into clusters like `GLOB` (repeatable)"},
			&cli.StringSliceFlag{Name: "stack", Usage: "read what the CloudFormation stack `NAME` consists of, for check --stack (repeatable)"},
			&cli.StringSliceFlag{Name: "exclude-cluster", Usage: "do not look into clusters like `GLOB` (repeatable)"},
		}, configurationFlags(), loudnessFlags(), liveFlags()),
		OnUsageError:    usage.OnError,
		HideHelpCommand: true,
		Action: withoutArguments(func(c *cli.Context) error {
			std, err := std.heard(c)
			if err != nil {
				return err
			}
			configured, err := readConfiguration(c, std)
			if err != nil {
				return err
			}
			if err := configured.fill(c, "regions", "account"); err != nil {
				return err
			}
			selection, err := readSelection(c)
			if err != nil {
				return err
			}
			reading, err := readLiveFlags(c, std)
			if err != nil {
				return err
			}
			return reading.takeSnapshot(c.Context, selection, c.String("output"))
		}),
	}
}

// takeSnapshot reads the account and writes it. What is half read when somebody
// interrupts is not written.
func (l *liveReading) takeSnapshot(ctx context.Context, selection live.Selection, output string) error {
	if err := disk.CheckWritable(output); err != nil {
		return fmt.Errorf("write snapshot: %w", err)
	}
	ctx, stop := interruptible(ctx)
	defer stop()
	if err := l.open(ctx); err != nil {
		return err
	}
	regions := l.readable()
	if regions[0] == "" {
		return usage.Error(live.ErrNoRegion.Error())
	}
	state, err := l.session.Snapshot(ctx, regions, selection)
	switch {
	case ctx.Err() != nil || err == nil:
		err = l.end(ctx, state)
		if err != nil {
			return err
		}
	default:
		return l.unread(err)
	}
	l.tellState(state)
	if !anyComplete(state) {
		return l.unread(errors.New("nothing could be read"))
	}
	if err := checkStacks(state, selection.Stacks, regions); err != nil {
		return err
	}
	if err := l.write(output, state); err != nil {
		return err
	}
	if len(l.session.Summarize(state).Unread) > 0 {
		return exitError(exitUnread)
	}
	return nil
}

// unread ends a run that read nothing.
func (l *liveReading) unread(err error) error {
	l.done()
	l.complain("no snapshot: " + err.Error())
	return exitError(exitUnread)
}

func anyComplete(state *evaluator.State) bool {
	return slices.ContainsFunc(state.Regions, func(r *evaluator.Region) bool {
		return slices.ContainsFunc(evaluator.Kinds, func(kind evaluator.Kind) bool { return r.Coverage[kind].Complete })
	})
}

func (l *liveReading) write(output string, state *evaluator.State) error {
	write := func(w io.Writer) error { return snapshot.Write(w, state) }
	if output == "" || output == "-" {
		return write(l.stdout)
	}
	if err := disk.WritePrivate(output, write); err != nil {
		return fmt.Errorf("write snapshot: %w", err)
	}
	return nil
}

// readSelection says what of the account is wanted.
func readSelection(c *cli.Context) (live.Selection, error) {
	selection := live.Selection{Kinds: live.UsualKinds()}
	for _, name := range c.StringSlice("include") {
		kind, err := kindNamed("--include", name)
		if err != nil {
			return selection, err
		}
		if !slices.Contains(selection.Kinds, kind) {
			selection.Kinds = append(selection.Kinds, kind)
		}
	}
	for _, name := range c.StringSlice("exclude") {
		kind, err := kindNamed("--exclude", name)
		if err != nil {
			return selection, err
		}
		if slices.Contains(c.StringSlice("include"), name) {
			return selection, usage.Error(fmt.Sprintf("--exclude %s: --include names it, too", name))
		}
		selection.Kinds = slices.DeleteFunc(selection.Kinds, func(k evaluator.Kind) bool { return k == kind })
	}
	for _, name := range distinct(c.StringSlice("stack")) {
		if err := checkStackName(name); err != nil {
			return selection, err
		}
		selection.Stacks = append(selection.Stacks, name)
	}
	var err error
	selection.Clusters, err = chosenClusters(c.StringSlice("cluster"), c.StringSlice("exclude-cluster"))
	return selection, err
}

// kindNamed finds a kind by its name on the command line, "state-machines".
func kindNamed(flag, name string) (evaluator.Kind, error) {
	for _, kind := range evaluator.Kinds {
		if kebab(string(kind)) == name {
			return kind, nil
		}
	}
	known := kindNames()
	return "", usage.Error(fmt.Sprintf("%s %q: %s", flag, name, nearest.Hint(name, known, "write one of "+strings.Join(known, ", "))))
}

func kindNames() []string {
	var names []string
	for _, kind := range evaluator.Kinds {
		names = append(names, kebab(string(kind)))
	}
	return names
}

// kebab writes stateMachines as state-machines.
func kebab(name string) string {
	var b strings.Builder
	for _, r := range name {
		if r >= 'A' && r <= 'Z' {
			b.WriteByte('-')
		}
		b.WriteRune(r)
	}
	return strings.ToLower(b.String())
}
