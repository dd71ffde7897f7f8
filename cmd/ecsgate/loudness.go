package main

import (
	"fmt"
	"strings"
	"time"

	"github.com/urfave/cli/v2"

	"github.com/ecsgate/ecsgate/cmd/ecsgate/internal/usage"
	"github.com/ecsgate/ecsgate/evaluator"
	"github.com/ecsgate/ecsgate/evaluator/manifest"
)

// loudness is how much a command tells beside what it was asked for. The zero
// value is the usual.
type loudness int

const (
	// tellLess: only what was found, and what went wrong (--quiet).
	tellLess loudness = iota + 1
	// tellMore: on stderr also what was read, and how long that took (--verbose).
	tellMore
)

func loudnessFlags() []cli.Flag {
	return []cli.Flag{
		&cli.BoolFlag{Name: "quiet", Aliases: []string{"q"}, Usage: "tell only what was found and the verdict, and nothing where all is well"},
		&cli.BoolFlag{Name: "verbose", Aliases: []string{"v"}, Usage: "tell on stderr what was read, and how long that took"},
	}
}

// heard are the streams of a command that tells as much as its flags say.
func (s streams) heard(c *cli.Context) (streams, error) {
	switch {
	case c.Bool("quiet") && c.Bool("verbose"):
		return s, usage.Error("--quiet and --verbose: give only one of them")
	case c.Bool("quiet"):
		s.loudness = tellLess
	case c.Bool("verbose"):
		s.loudness = tellMore
	}
	return s, nil
}

// tell says what only those want to know who ask for it.
func (s streams) tell(format string, args ...any) {
	if s.loudness == tellMore {
		s.complain(fmt.Sprintf(format, args...))
	}
}

// timed begins something that takes time, and returns what says how much.
func (s streams) timed(what string) (done func()) {
	if s.loudness != tellMore {
		return func() {}
	}
	begun := s.now()
	return func() { s.tell("%s took %s", what, s.now().Sub(begun).Round(100*time.Microsecond)) }
}

// tellFiles says of each file what it is taken for, and what is in it.
func (s streams) tellFiles(files []manifest.File, change evaluator.Change) {
	if s.loudness != tellMore {
		return
	}
	operations := map[string]int{}
	for _, op := range change.Operations {
		operations[op.File]++
	}
	for _, file := range files {
		kind := manifest.KindOf(file)
		if kind == "" {
			kind = "no manifest that is known"
		}
		context := ""
		if file.Context {
			context = ", for the change as a whole"
		}
		s.tell("read %s: %s, %s%s", file.Name, kind, numbered(operations[file.Name], "operation"), context)
	}
}

// tellState says what is known, and how old it is.
func (s streams) tellState(state *evaluator.State) {
	if s.loudness != tellMore || state == nil {
		return
	}
	s.tell("state: %s as of %s", state.Source, state.TakenAt.Format(time.RFC3339))
	for _, region := range state.Regions {
		s.tell("state of account %s in %s: %s, %s, %s", region.Account, region.Region,
			numbered(len(region.Families), "family"), numbered(len(region.Clusters), "cluster"), numbered(len(region.Services), "service"))
		for _, kind := range evaluator.Kinds {
			if coverage := region.Coverage[kind]; !coverage.Complete {
				reason := coverage.Reason
				if reason == "" {
					reason = "not looked at"
				}
				s.tell("  not covered: %s (%s)", kind, reason)
			}
		}
	}
}

func numbered(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	if stem, ok := strings.CutSuffix(noun, "y"); ok {
		noun = stem + "ie"
	}
	return fmt.Sprintf("%d %ss", n, noun)
}
