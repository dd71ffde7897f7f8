package main

import (
	"context"
	"fmt"
	"regexp"
	"strings"

	"github.com/urfave/cli/v2"

	"github.com/ecsgate/ecsgate/cmd/ecsgate/internal/usage"
	"github.com/ecsgate/ecsgate/evaluator"
	"github.com/ecsgate/ecsgate/evaluator/live"
)

// isStack is what CloudFormation takes for the name of a stack, but for its
// length: a bound in the expression would delay the start of every run.
var isStack = regexp.MustCompile(`^[A-Za-z][A-Za-z0-9-]*$`)

const longestStackName = 128

func checkStackName(name string) error {
	if len(name) > longestStackName || !isStack.MatchString(name) {
		return usage.Error(fmt.Sprintf("--stack %q is no name of a stack: write letters, digits and hyphens, no ARN", name))
	}
	return nil
}

// readStack says which stack the template is deployed as.
func (r *request) readStack(c *cli.Context) error {
	if r.stack = c.String("stack"); r.stack == "" {
		return nil
	}
	if c.Bool("offline") {
		return usage.Error("--stack goes with --live or --state: with --offline nobody looks at what a stack holds")
	}
	return checkStackName(r.stack)
}

// findStack looks the stack up before any file is read: what a template means
// depends on it. That it is not there is a failure, that it could not be read is
// said of the operations that depend on it.
func (r *request) findStack(ctx context.Context) error {
	stacks, absent, err := r.stacksNamed(ctx)
	if err != nil {
		return err
	}
	var read []evaluator.DeployedStack
	var places []string
	for _, stack := range stacks {
		if stack.Unread == "" {
			read = append(read, stack)
			places = append(places, placeOf(stack.Place))
		}
	}
	misnamed := ""
	switch {
	case len(read) == 1:
		r.reading.Stack = &read[0]
	case len(read) > 1:
		misnamed = fmt.Sprintf("there is a stack %q in %s: say which is meant by --region or --account", r.stack, strings.Join(places, " and in "))
	case len(stacks) > 0:
		r.reading.Stack = &stacks[0]
	default:
		misnamed = absent
	}
	if misnamed != "" {
		r.misnamed = []evaluator.Failure{{File: "--stack", Message: misnamed}}
	}
	return nil
}

// stacksNamed lists the stacks of that name, in the account or in the snapshots,
// and says what it means if there is none.
func (r *request) stacksNamed(ctx context.Context) (stacks []evaluator.DeployedStack, absent string, err error) {
	if r.live == nil {
		for _, stack := range r.run.State.DeployedStacks(r.stack) {
			if target := r.run.Target; within(target.Account, stack.Place.Account) && within(target.Region, stack.Place.Region) {
				stacks = append(stacks, stack)
			}
		}
		return stacks, fmt.Sprintf("the state does not hold stack %q: take the snapshot with ecsgate snapshot --stack %s", r.stack, r.stack), nil
	}
	regions := r.live.readable()
	if regions[0] == "" {
		return nil, "", usage.Error(live.ErrNoRegion.Error())
	}
	absent = fmt.Sprintf("there is no stack %q in %s", r.stack, strings.Join(regions, ", "))
	if account := r.live.session.Place(ctx).Account; account != "" {
		absent += " of account " + account
	}
	return r.live.session.DeployedStacks(ctx, r.stack, regions), absent, nil
}

// within reports whether what was written down leaves room for what is there.
func within(written, there string) bool { return written == "" || written == there }

func placeOf(s evaluator.Scope) string { return s.Region + " of account " + s.Account }

// readable are the Regions that somebody named, or the configured one, which may
// be "".
func (l *liveReading) readable() []string {
	if len(l.regions) > 0 {
		return l.regions
	}
	return []string{l.session.Region()}
}

// checkStacks refuses a snapshot without a stack that somebody asked for.
func checkStacks(state *evaluator.State, names, regions []string) error {
	for _, name := range names {
		if len(state.DeployedStacks(name)) == 0 {
			return fmt.Errorf("no snapshot: there is no stack %q in %s", name, strings.Join(regions, ", "))
		}
	}
	return nil
}
