package main

import (
	"context"
	"fmt"
	"io"
	"path"
	"slices"
	"strings"

	"github.com/urfave/cli/v2"

	"github.com/ecsgate/ecsgate/cmd/ecsgate/internal/disk"
	"github.com/ecsgate/ecsgate/cmd/ecsgate/internal/usage"
	"github.com/ecsgate/ecsgate/evaluator"
	"github.com/ecsgate/ecsgate/evaluator/impact"
	"github.com/ecsgate/ecsgate/evaluator/printable"
)

func pruneCommand(std streams) *cli.Command {
	return &cli.Command{
		Name:  "prune",
		Usage: "propose what is safe to deregister",
		Description: `Prints the ACTIVE revisions that nothing is known to need, each with the reason,
as lines that check --proposals reads. The rules have judged them together: none
has an error or a warning. It changes nothing: whoever wants them gone sends
DeregisterTaskDefinition for each, and had better check the file once more then.

   ecsgate prune --state account.json --keep 5 > clean-up.txt
   ecsgate prune --state account.json --older-than 90d --family 'web-*' --explain
   ecsgate check --state account.json --proposals clean-up.txt

Exit codes: 0 done, even if nothing is safe; 2 a failure; 3 a part of the account
that decides could not be looked at.`,
		Flags: slices.Concat(stateFlags(), []cli.Flag{
			&cli.IntFlag{Name: "keep", Value: 3, Usage: "keep the `N` newest ACTIVE revisions of each family"},
			&cli.StringFlag{Name: "older-than", Usage: "only what was registered this `TIME` ago or earlier (90d, 36h)"},
			&cli.StringSliceFlag{Name: "family", Usage: "only families like `GLOB` (repeatable)"},
			&cli.StringSliceFlag{Name: "tag", Usage: "only revisions that are tagged `NAME=VALUE` (repeatable)"},
			&cli.IntFlag{Name: "limit", Value: 100, Usage: "at most `N` revisions in a batch"},
			&cli.IntFlag{Name: "batch", Value: 1, Usage: "print the batch `N`"},
			&cli.BoolFlag{Name: "explain", Usage: "say, too, why each other ACTIVE revision stays"},
			&cli.StringFlag{Name: "format", Value: "lines", Usage: "`NAME[=FILE]`: " + strings.Join(pruneFormats(), ", ")},
			&cli.StringFlag{Name: "output", Aliases: []string{"o"}, Usage: "write to `FILE` (default: standard output)"},
		}, policyFlags(), configurationFlags(), loudnessFlags(), liveFlags()),
		OnUsageError:    usage.OnError,
		HideHelpCommand: true,
		Action: withoutArguments(func(c *cli.Context) error {
			r, err := readStanding(c, std)
			if err != nil {
				return err
			}
			options, err := readPruneOptions(c)
			if err != nil {
				return err
			}
			out, err := readOutput(c, pruneFormats())
			if err != nil {
				return err
			}
			return r.prune(c.Context, options, out)
		}),
	}
}

func pruneFormats() []string { return []string{"lines", "json"} }

func readPruneOptions(c *cli.Context) (impact.PruneOptions, error) {
	o := impact.PruneOptions{Keep: c.Int("keep"), Families: c.StringSlice("family"), Limit: c.Int("limit"), Batch: c.Int("batch")}
	for flag, value := range map[string]int{"keep": o.Keep, "limit": o.Limit, "batch": o.Batch} {
		if value < 1 {
			return o, usage.Error(fmt.Sprintf("--%s %d: write 1 or more", flag, value))
		}
	}
	for _, glob := range o.Families {
		if _, err := path.Match(glob, ""); err != nil {
			return o, usage.Error(fmt.Sprintf("--family %q is no glob: %v", glob, err))
		}
	}
	var err error
	if o.Tags, err = pairs(c, "tag"); err != nil {
		return o, err
	}
	o.OlderThan, err = readAge("--older-than", c.String("older-than"))
	return o, err
}

// prune looks for what is safe, and prints it. Where something that decides
// could not be looked at, the revisions that it decides of stay, and the exit
// code says so.
func (r *request) prune(ctx context.Context, options impact.PruneOptions, out output) error {
	core, err := r.loadRules()
	if err != nil {
		return err
	}
	kinds := audited()
	if options.OlderThan > 0 || len(options.Tags) > 0 { // one call for each revision tells both
		kinds = evaluator.Kinds
	}
	if err := r.readStanding(ctx, kinds); err != nil {
		return err
	}
	options.ARNs = r.severalPlaces
	plan, err := impact.Prune(ctx, core, r.run, options)
	if err != nil {
		return err
	}
	err = r.output(out.file, func(w io.Writer) error {
		if out.format == "json" {
			return printable.WriteJSON(w, plan, "  ")
		}
		return plan.WriteLines(w, r.explain)
	})
	if err != nil {
		return err
	}
	switch {
	case plan.Batch < plan.Batches:
		r.complain(fmt.Sprintf("batch %d of %d: --batch %d prints the next", plan.Batch, plan.Batches, plan.Batch+1))
	case plan.Batches > 1:
		r.complain(fmt.Sprintf("batch %d of %d, the last", plan.Batch, plan.Batches))
	}
	if unknown := plan.Undecided(); unknown != "" {
		r.complain("not everything could be looked at: " + unknown)
		return exitError(exitUnread)
	}
	return nil
}

// output writes to a file, or to standard output.
func (r *request) output(file string, write func(io.Writer) error) error {
	if file == "" || file == "-" {
		return write(r.stdout)
	}
	r.noteRead(r.states...)
	r.noteRead(r.data...)
	if err := r.refuseOverwrite(file); err != nil {
		return err
	}
	return disk.Write(file, write)
}
