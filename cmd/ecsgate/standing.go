package main

import (
	"context"
	"fmt"
	"slices"

	"github.com/urfave/cli/v2"

	"github.com/ecsgate/ecsgate/cmd/ecsgate/internal/usage"
	"github.com/ecsgate/ecsgate/evaluator"
	"github.com/ecsgate/ecsgate/evaluator/live"
)

// stateFlags say which account audit, impact and prune look at.
func stateFlags() []cli.Flag {
	return []cli.Flag{
		&cli.StringSliceFlag{Name: "state", Usage: "look at the snapshot in `FILE` (repeatable: other accounts and Regions)"},
		&cli.BoolFlag{Name: "live", Usage: "look at the account as it is now"},
		&cli.StringFlag{Name: "max-state-age", Usage: "do not trust state older than `TIME` (2h, 7d)"},
		&cli.StringFlag{Name: "now", Usage: "judge as of `TIME` (RFC 3339) instead of the clock"},
		&cli.StringSliceFlag{Name: "region", Usage: "look only at `REGION` (repeatable; live: default the configured one)"},
		&cli.StringFlag{Name: "account", Usage: "look only at the account `ID`"},
	}
}

// readStanding is readRequest for a command that reads no manifest.
func readStanding(c *cli.Context, std streams) (*request, error) {
	std, err := std.heard(c)
	if err != nil {
		return nil, err
	}
	configured, err := configureStanding(c, std)
	if err != nil {
		return nil, err
	}
	r := &request{
		streams: std, configured: configured, states: c.StringSlice("state"), policies: c.StringSlice("policy"), data: c.StringSlice("data"),
		baseline: c.String("baseline"), writeBaseline: c.String("write-baseline"), explain: c.Bool("explain"),
		places: places{regions: distinct(c.StringSlice("region")), account: c.String("account")},
	}
	if len(r.states) > 0 == c.Bool("live") {
		return nil, usage.Error("say what to look at: exactly one of --state FILE, --live, or the same in the configuration file (.ecsgate.yaml)")
	}
	for _, step := range []func(*cli.Context) error{refuseEmpty, r.readBundle, r.readState, r.readRun} {
		if err := step(c); err != nil {
			return nil, err
		}
	}
	return r, nil
}

// readStanding reads the snapshots, or the kinds of the account as it is now,
// and keeps the places that were asked for.
func (r *request) readStanding(ctx context.Context, kinds []evaluator.Kind) (err error) {
	read := r.timed("reading the state")
	defer func() {
		if err == nil {
			read()
			r.tellState(r.run.State)
		}
	}()
	if r.live != nil {
		r.run.State, err = r.live.readWhole(ctx, live.Selection{Kinds: kinds})
		return err
	}
	if r.run.State, err = readStates(r.states); err != nil {
		return err
	}
	r.severalPlaces = len(r.run.State.Regions) > 1
	return r.places.keep(r.run.State)
}

// readWhole reads the Regions that were named, or the configured one.
func (l *liveReading) readWhole(ctx context.Context, selection live.Selection) (*evaluator.State, error) {
	ctx, stop := interruptible(ctx)
	defer stop()
	if err := l.open(ctx); err != nil {
		return nil, err
	}
	regions := l.regions
	if len(regions) == 0 {
		regions = []string{l.session.Region()}
	}
	if regions[0] == "" {
		return nil, usage.Error(live.ErrNoRegion.Error())
	}
	state, err := l.session.Snapshot(ctx, regions, selection)
	if ctx.Err() == nil && err != nil {
		l.done()
		l.complain("the account could not be looked at: " + err.Error())
		return nil, exitError(exitUnread)
	}
	return state, l.end(ctx, state)
}

// places are the account and Regions that somebody wants to look at; empty: all
// that the state has.
type places struct {
	regions []string
	account string
}

// keep drops what nobody asked for. To look at nothing is a failure: a typo must
// not pass for an account without a fault.
func (p places) keep(state *evaluator.State) error {
	for _, region := range p.regions {
		if !slices.ContainsFunc(state.Regions, func(r *evaluator.Region) bool { return r.Region == region }) {
			return fmt.Errorf("read state: %s holds nothing of Region %s", state.Source, region)
		}
	}
	state.Regions = slices.DeleteFunc(state.Regions, func(r *evaluator.Region) bool {
		return len(p.regions) > 0 && !slices.Contains(p.regions, r.Region) || p.account != "" && p.account != r.Account
	})
	if len(state.Regions) == 0 {
		return fmt.Errorf("read state: %s holds nothing of account %s there", state.Source, p.account)
	}
	return nil
}
