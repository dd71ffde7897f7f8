package main

import (
	"context"
	"fmt"
	"runtime/debug"
	"strings"
	"sync"

	"github.com/urfave/cli/v2"

	"github.com/ecsgate/ecsgate/cmd/ecsgate/internal/usage"
	"github.com/ecsgate/ecsgate/evaluator"
	"github.com/ecsgate/ecsgate/evaluator/printable"
)

func checkCommand(std streams, words commandLine) *cli.Command {
	return &cli.Command{
		Name:      "check",
		Usage:     "judge manifests and proposals",
		ArgsUsage: "[PATH … | -] [-- aws ecs …]",
		Description: `Reads manifests (files, directories, - for standard input) and proposed
deregistrations, judges the ECS requests that they would cause against the
given state, and reports. Flags come before paths. What follows -- is the one
AWS command line that somebody is about to run.

   ecsgate check --state account.json deploy/
   ecsgate check --state account.json --deregister web:41
   ecsgate check --offline template.yaml
   ecsgate check --live -- aws ecs update-service --service web --task-definition web:41

Exit codes: 0 nothing to object to; 1 a violation; 2 a failure (a wrong flag, a
file that cannot be read, a policy that does not load); 3 state that a rule
needed could not be had.`,
		Flags:        checkFlags(),
		OnUsageError: usage.OnError,
		// Else a file called help could not be checked, and its check would pass.
		HideHelpCommand: true,
		Action: func(c *cli.Context) error {
			request, err := readRequest(c, std, words)
			if err != nil {
				return err
			}
			return request.check(c.Context)
		},
	}
}

// check reads what it was asked to judge, judges it and reports.
func (r *request) check(ctx context.Context) error {
	if r.live != nil {
		var stop context.CancelFunc
		ctx, stop = interruptible(ctx)
		defer stop()
	}
	loaded := r.timed("reading manifests, rules and state")
	core, change, err := r.load(ctx)
	if err != nil {
		return err
	}
	loaded()
	r.tellState(r.run.State)
	if r.printInput {
		return r.writeInputs(ctx, core, change)
	}
	return r.judge(ctx, core, change)
}

// large is from how many operations on a run is no short one any more: what package
// early lets lie about would be most of the memory that it takes.
const large = 10_000

// judge evaluates a change and reports.
func (r *request) judge(ctx context.Context, core *evaluator.Evaluator, change evaluator.Change) error {
	r.rules = core.Rules()
	judged := r.timed(fmt.Sprintf("judging %s by %s", numbered(len(change.Operations), "operation"), numbered(len(r.rules), "rule")))
	if len(change.Operations) >= large {
		debug.SetGCPercent(100)
	}
	waiving := r.beginWaiving()
	r.run.Waive = waiving.Waive
	report, err := core.Evaluate(ctx, change, r.run)
	if err != nil {
		return err
	}
	judged()
	report.Configuration = r.configured.File
	waiving.Report(report)
	report.Conclude(r.run.FailOn, r.run.Strict)
	if err := r.applyBaseline(report); err != nil {
		return err
	}
	return r.deliver(report)
}

// deliver writes the report and ends with its exit code. One that could not be
// written is a failure, but a violation stays a violation.
func (r *request) deliver(report *evaluator.Report) error {
	code := report.ExitCode
	if err := r.writeReports(report); err != nil {
		r.complain(strings.Split(err.Error(), "\n")...)
		if code != exitViolation {
			code = exitFailure
		}
	}
	if code != 0 {
		return exitError(code)
	}
	return nil
}

// load reads policies, state and manifests side by side, and compiles what the
// manifests need while the state is still being read.
func (r *request) load(ctx context.Context) (*evaluator.Evaluator, evaluator.Change, error) {
	var (
		core              *evaluator.Evaluator
		coreErr, stateErr error
		policies, state   sync.WaitGroup
	)
	policies.Go(func() { core, coreErr = r.loadRules() })
	state.Go(func() { stateErr = r.beginState(ctx) })
	if r.stack != "" { // what it holds is a part of what its template says
		state.Wait()
	}
	change, err := r.readChange()
	policies.Wait()
	if err != nil || coreErr != nil {
		return nil, change, firstOf(err, coreErr)
	}
	policies.Go(func() { coreErr = core.Prepare(change) })
	state.Wait()
	if stateErr == nil && r.live != nil {
		stateErr = r.readLive(ctx, core, change)
	}
	policies.Wait()
	return core, change, firstOf(coreErr, stateErr)
}

func firstOf(errs ...error) error {
	for _, err := range errs {
		if err != nil {
			return err
		}
	}
	return nil
}

// beginState reads the snapshots, or finds out whose account is to be read
// live: what of it must be known depends on the manifests.
func (r *request) beginState(ctx context.Context) (err error) {
	if r.live != nil {
		err = r.live.open(ctx)
	} else {
		r.run.State, err = readStates(r.states)
	}
	if err == nil && r.stack != "" {
		err = r.findStack(ctx)
	}
	return err
}

// writeInputs prints the input of each operation, one JSON document a line.
func (r *request) writeInputs(ctx context.Context, core *evaluator.Evaluator, change evaluator.Change) error {
	inputs, err := core.Inputs(ctx, change, r.run)
	if err != nil {
		return err
	}
	for _, input := range inputs {
		if err := printable.WriteJSON(r.stdout, input, ""); err != nil {
			return fmt.Errorf("write input: %w", err)
		}
	}
	for _, f := range change.Failures {
		r.complain(f.String())
	}
	if len(change.Failures) > 0 {
		return exitError(exitFailure)
	}
	return nil
}
