package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/signal"
	"regexp"
	"slices"
	"syscall"

	"github.com/urfave/cli/v2"

	"github.com/ecsgate/ecsgate/cmd/ecsgate/internal/usage"
	"github.com/ecsgate/ecsgate/evaluator"
	"github.com/ecsgate/ecsgate/evaluator/live"
)

// liveFlags say how AWS is read.
func liveFlags() []cli.Flag {
	return []cli.Flag{
		&cli.StringFlag{Name: "profile", Usage: "read AWS with the credentials of the profile `NAME`"},
		&cli.DurationFlag{Name: "timeout", Value: live.DefaultTimeout, Usage: "give AWS this `TIME` to answer everything"},
	}
}

// liveReading is AWS as one command reads it, with what people see of it on
// stderr.
type liveReading struct {
	streams
	options live.Options
	// regions are those that somebody named.
	regions []string
	session *live.Session
	done    func()
}

// readLiveFlags says what the flags say of the account to read.
func readLiveFlags(c *cli.Context, std streams) (*liveReading, error) {
	l := &liveReading{streams: std, regions: distinct(c.StringSlice("region")), options: live.Options{
		Profile: c.String("profile"), Account: c.String("account"), Timeout: c.Duration("timeout"), Now: std.now,
	}}
	if len(l.regions) > 0 {
		l.options.Region = l.regions[0]
	}
	if err := refuseRegions(l.regions); err != nil {
		return nil, err
	}
	if l.options.Timeout <= 0 {
		return nil, usage.Error("--timeout must be more than nothing")
	}
	return l, nil
}

// refuseRegions refuses what can not be a Region: a typo would pass for a place
// that the state does not hold.
func refuseRegions(regions []string) error {
	for _, region := range regions {
		if !isRegion.MatchString(region) {
			return usage.Error(fmt.Sprintf("--region %q is no Region: write one such as eu-west-1", region))
		}
	}
	return nil
}

var isRegion = regexp.MustCompile(`^[a-z]+(-[a-z]+)+-[0-9]{1,2}$`)

// distinct drops repetitions, keeping the order.
func distinct(names []string) []string {
	var kept []string
	for _, name := range names {
		if !slices.Contains(kept, name) {
			kept = append(kept, name)
		}
	}
	return kept
}

// open finds the credentials and whose account they open.
func (l *liveReading) open(ctx context.Context) (err error) {
	l.options.Progress, l.done = l.progress("reading AWS")
	if l.session, err = live.Open(ctx, l.options); err != nil {
		return err
	}
	l.session.Place(ctx)
	return nil
}

// end says what the reading cost and what could not be read. One that somebody
// ended is an error.
func (l *liveReading) end(ctx context.Context, state *evaluator.State) error {
	l.done()
	if ctx.Err() != nil {
		return errors.New("interrupted")
	}
	if summary := l.session.Summarize(state); l.loudness != tellLess || len(summary.Unread)+len(summary.Open) > 0 {
		l.complain(summary.String())
	}
	return nil
}

// interruptible ends a context at Ctrl-C, so that nothing is left half done; a
// second one ends the program at once.
func interruptible(ctx context.Context) (context.Context, context.CancelFunc) {
	ctx, stop := signal.NotifyContext(ctx, os.Interrupt, syscall.SIGTERM)
	context.AfterFunc(ctx, stop)
	return ctx, stop
}
