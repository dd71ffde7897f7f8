package main

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/urfave/cli/v2"

	"github.com/ecsgate/ecsgate/cmd/ecsgate/internal/usage"
	"github.com/ecsgate/ecsgate/evaluator"
	"github.com/ecsgate/ecsgate/evaluator/live"
	"github.com/ecsgate/ecsgate/evaluator/nearest"
	"github.com/ecsgate/ecsgate/evaluator/printable"
)

func iamCommand(std streams) *cli.Command {
	return &cli.Command{
		Name:  "iam",
		Usage: "print the least IAM policy that check --live and snapshot need",
		Description: `Prints the policy for the rules that are loaded, derived from what they need to
know. All of it only reads.

   ecsgate iam --for launches       a gate before deployments
   ecsgate iam --for retirements    one before clean-ups
   ecsgate iam --for snapshot       whoever writes snapshots
   ecsgate iam --for stacks         whoever names one with --stack, beside these`,
		Flags: []cli.Flag{
			&cli.StringSliceFlag{Name: "for", Usage: "permit `USE`: launches, retirements, snapshot, stacks (repeatable; default: all)"},
			&cli.StringSliceFlag{Name: "include", Usage: "the snapshot includes `KIND`, too (repeatable)"},
			&cli.StringSliceFlag{Name: "exclude", Usage: "the snapshot leaves `KIND` out (repeatable)"},
			&cli.StringFlag{Name: "fail-on", Value: "error", Usage: "the --fail-on `SEVERITY` of the check: error, warning, info"},
			&cli.StringSliceFlag{Name: "policy", Usage: "load the rules of `DIR`, too (repeatable)"},
		},
		OnUsageError:    usage.OnError,
		HideHelpCommand: true,
		Action: withoutArguments(func(c *cli.Context) error {
			actions, err := actionsFor(c)
			if err != nil {
				return err
			}
			return printable.WriteJSON(std.stdout, policyOf(actions), "  ")
		}),
	}
}

// launching and retiring are the actions of the two uses of check.
var (
	launching = []evaluator.Action{
		evaluator.RunTask, evaluator.StartTask, evaluator.CreateService, evaluator.UpdateService, evaluator.CreateTaskSet,
		evaluator.RegisterTaskDefinition, evaluator.DeleteService,
	}
	retiring = []evaluator.Action{evaluator.DeregisterTaskDefinition, evaluator.DeleteTaskDefinitions}
)

// iamUses are the uses of the program that a policy can permit.
func iamUses() []string { return []string{"launches", "retirements", "snapshot", "stacks"} }

// actionsFor lists what the uses of the command line call.
func actionsFor(c *cli.Context) ([]string, error) {
	failOn := evaluator.Severity(c.String("fail-on"))
	if !failOn.Valid() {
		return nil, usage.Error(fmt.Sprintf("--fail-on %q: write error, warning or info", failOn))
	}
	selection, err := readSelection(c)
	if err != nil {
		return nil, err
	}
	core, err := loadPolicies(c.StringSlice("policy"), nil)
	if err != nil {
		return nil, err
	}
	uses := c.StringSlice("for")
	if len(uses) == 0 {
		uses = iamUses()
	}
	var actions []string
	for _, use := range uses {
		var called []string
		switch use {
		case "launches":
			called, err = live.ActionsFor(core.UnitsOf(failOn, launching...))
		case "retirements":
			called, err = live.ActionsFor(core.UnitsOf(failOn, retiring...))
		case "snapshot":
			called = live.SnapshotActions(selection.Kinds)
		case "stacks":
			called = live.StackActions()
		default:
			err = usage.Error(fmt.Sprintf("--for %q: %s", use, nearest.Hint(use, iamUses(), "write "+usage.Enumerate(iamUses(), "or"))))
		}
		if err != nil {
			return nil, err
		}
		actions = append(actions, called...)
	}
	return slices.Compact(slices.Sorted(slices.Values(actions))), nil
}

// policy is an IAM policy document.
type policy struct {
	Version   string
	Statement []statement
}

type statement struct {
	Sid      string
	Effect   string
	Action   []string
	Resource string
}

// policyOf permits sorted actions, a statement for each service. Most of them
// know no resource but "*" (Service Authorization Reference, Amazon ECS), and
// which clusters a change will name nobody knows.
func policyOf(actions []string) policy {
	p := policy{Version: "2012-10-17"}
	for _, action := range actions {
		service, _, _ := strings.Cut(action, ":")
		sid := "Read" + strings.ToUpper(service[:1]) + service[1:]
		if last := len(p.Statement) - 1; last < 0 || p.Statement[last].Sid != sid {
			p.Statement = append(p.Statement, statement{Sid: sid, Effect: "Allow", Resource: "*"})
		}
		last := &p.Statement[len(p.Statement)-1]
		last.Action = append(last.Action, action)
	}
	slices.SortStableFunc(p.Statement, func(a, b statement) int { return cmp.Compare(a.Sid, b.Sid) })
	return p
}
