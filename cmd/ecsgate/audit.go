package main

import (
	"context"
	"slices"

	"github.com/urfave/cli/v2"

	"github.com/ecsgate/ecsgate/cmd/ecsgate/internal/usage"
	"github.com/ecsgate/ecsgate/evaluator"
	"github.com/ecsgate/ecsgate/evaluator/impact"
)

func auditCommand(std streams) *cli.Command {
	return &cli.Command{
		Name:  "audit",
		Usage: "judge what stands in the account today, without any manifest",
		Description: `Finds what stands on revisions that are not ACTIVE any more: schedules, rules,
pipes and state machines that will fail at their next trigger, services that can
not be deployed again by name, roll-back targets that are gone, families that
something names and that mean nothing, deletions that do not end, and stacks that
the console left behind. It changes nothing.

   ecsgate audit --state account.json
   ecsgate audit --live --region eu-west-1 --region us-east-1

Exit codes: 0 nothing to object to; 1 a violation at or above --fail-on; 2 a
failure; 3 a part of the account could not be looked at.`,
		Flags:           slices.Concat(stateFlags(), reportFlags(), configurationFlags(), loudnessFlags(), liveFlags()),
		OnUsageError:    usage.OnError,
		HideHelpCommand: true,
		Action: withoutArguments(func(c *cli.Context) error {
			r, err := readStanding(c, std)
			if err != nil {
				return err
			}
			if err := r.readOutputs(c); err != nil {
				return err
			}
			return r.audit(c.Context)
		}),
	}
}

// audited are the kinds that an audit reads. When a revision was registered does
// not matter, and costs a call for each.
func audited() []evaluator.Kind {
	return slices.DeleteFunc(slices.Clone(evaluator.Kinds), func(k evaluator.Kind) bool { return k == evaluator.RegisteredAt })
}

// audit judges the state itself.
func (r *request) audit(ctx context.Context) error {
	core, err := r.loadRules()
	if err != nil {
		return err
	}
	if err := r.readStanding(ctx, audited()); err != nil {
		return err
	}
	return r.judge(ctx, core, impact.Audit(r.run.State))
}
