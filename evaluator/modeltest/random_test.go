package modeltest_test

import (
	"math/rand/v2"
	"time"

	"github.com/ecsgate/ecsgate/evaluator"
)

// A dice makes the choices of one case.
type dice struct{ *rand.Rand }

func newDice(seed uint64) dice { return dice{rand.New(rand.NewPCG(seed, 0))} }

// chance is true in so many cases of a hundred.
func (d dice) chance(percent int) bool { return d.IntN(100) < percent }

func pick[T any](d dice, from ...T) T { return from[d.IntN(len(from))] }

// regions are those of the worlds; the first is the one that a target names.
var regions = []string{"eu-west-1", "us-east-1"}

// names are few, so that things meet.
var (
	familyNames  = []string{"web", "api", "job"}
	serviceNames = []string{"web", "api", "old", "new"}
	clusterNames = []string{"prod", "dev", "default", "gone"}
)

// newTrial makes the case of a seed.
func newTrial(seed uint64) trial {
	d := newDice(seed)
	t := trial{run: evaluator.Run{
		Now:    now,
		State:  &evaluator.State{Source: "state.json", TakenAt: now.Add(-time.Duration(d.IntN(9)) * time.Minute)},
		FailOn: pick(d, "", evaluator.Error, evaluator.Warning, evaluator.Info),
		Strict: d.chance(20),
	}}
	if d.chance(15) {
		t.run.State.TakenAt = now.Add(-time.Duration(11+d.IntN(9000)) * time.Minute)
	}
	if d.chance(10) {
		t.run.State.Source = evaluator.LiveSource
	}
	if d.chance(5) {
		t.run.MaxStateAge = 5 * time.Minute
	}
	wide := d.chance(15)
	t.run.State.Regions = append(t.run.State.Regions, d.region(regions[0]))
	if wide {
		t.run.State.Regions = append(t.run.State.Regions, d.region(regions[1]))
	}
	if !wide || d.chance(50) {
		t.run.Target = evaluator.Scope{Partition: "aws", Account: home, Region: regions[0]}
	}
	switch {
	case d.chance(2) && covered(t.run.State.Regions[0], evaluator.Families):
		t.run.Target = evaluator.Scope{Partition: "aws", Account: home, Region: regions[0]}
		d.blast(&t)
		return t
	default:
		d.operations(&t)
	}
	if t.run.Target.Region != "" && !wide && d.chance(3) {
		t.run.State, t.run.Strict, t.run.MaxStateAge = nil, false, 0 // --offline
	}
	return t
}
