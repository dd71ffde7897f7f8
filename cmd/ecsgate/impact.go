package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/urfave/cli/v2"

	"github.com/ecsgate/ecsgate/cmd/ecsgate/internal/usage"
	"github.com/ecsgate/ecsgate/evaluator"
	"github.com/ecsgate/ecsgate/evaluator/impact"
	"github.com/ecsgate/ecsgate/evaluator/reference"
)

func impactCommand(std streams) *cli.Command {
	return &cli.Command{
		Name:      "impact",
		Usage:     "show who holds a revision or a family, and what its end would break",
		ArgsUsage: "REF …",
		Description: `Draws what stands on revisions or families: services, deployments, roll-back
targets, tasks, rules, schedules, pipes, state machines, stacks; and when each of
them would feel the loss. It judges nothing and changes nothing.

   ecsgate impact --state account.json web:41
   ecsgate impact --live --format html=web.html web

Exit codes: 0 done; 2 a failure; 3 a part of the account could not be looked at.`,
		Flags: slices.Concat(stateFlags(), []cli.Flag{
			&cli.StringFlag{Name: "format", Value: "table", Usage: "`NAME[=FILE]`: " + strings.Join(impact.Formats(), ", ")},
			&cli.StringFlag{Name: "output", Aliases: []string{"o"}, Usage: "write to `FILE` (default: standard output)"},
		}, configurationFlags(), loudnessFlags(), liveFlags()),
		OnUsageError:    usage.OnError,
		HideHelpCommand: true,
		Action: func(c *cli.Context) error {
			r, err := readStanding(c, std)
			if err != nil {
				return err
			}
			r.paths = c.Args().Slice()
			if len(r.paths) == 0 {
				return usage.Error("name a revision or a family, such as web:41 or web")
			}
			if err := r.readPaths(c); err != nil {
				return err
			}
			out, err := readOutput(c, impact.Formats())
			if err != nil {
				return err
			}
			return r.impact(c.Context, out)
		},
	}
}

// impact looks up every reference in every place that it can mean, and draws
// what was found.
func (r *request) impact(ctx context.Context, out output) error {
	var references []reference.Reference
	for _, text := range r.paths {
		ref := reference.Parse(text)
		if ref.Kind != reference.Revision && ref.Kind != reference.Family {
			return usage.Error(fmt.Sprintf("%q is no revision or family: %s", text, ref.Reason))
		}
		references = append(references, ref)
	}
	if err := r.readStanding(ctx, audited()); err != nil {
		return err
	}
	found, err := impact.Find(r.run.State, references)
	if err != nil {
		return r.notFound(err)
	}
	err = r.output(out.file, func(w io.Writer) error {
		options := impact.RenderOptions{Now: r.run.Now, Source: r.run.State.Source, TakenAt: r.run.State.TakenAt}
		if out.file == "" {
			options.Color, options.Width = r.terminal()
		}
		return impact.Write(w, out.format, found, options)
	})
	if err != nil {
		return err
	}
	if age := r.run.Now.Sub(r.run.State.TakenAt); r.run.MaxStateAge > 0 && age > r.run.MaxStateAge {
		r.complain(evaluator.TooOld(age, r.run.MaxStateAge))
		return exitError(exitUnread)
	}
	if slices.ContainsFunc(found, func(i *impact.Impact) bool { return len(i.Unread) > 0 }) {
		return exitError(exitUnread)
	}
	return nil
}

// notFound tells state that could not be had from a name that is wrong.
func (r *request) notFound(err error) error {
	if unknown := impact.UnknownError(""); errors.As(err, &unknown) {
		r.complain(err.Error())
		return exitError(exitUnread)
	}
	return err
}
