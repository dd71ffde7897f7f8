package impact_test

import (
	"fmt"
	"testing"
	"time"

	"github.com/ecsgate/ecsgate/evaluator"
	"github.com/ecsgate/ecsgate/evaluator/impact"
	"github.com/ecsgate/ecsgate/evaluator/reference"
	"github.com/ecsgate/ecsgate/evaluator/snapshot/snapshottest"
	"github.com/ecsgate/ecsgate/policies"
)

// account makes an account with one schedule for every ten revisions.
func account(families int) *evaluator.State {
	state := snapshottest.Account(families, 100, 4*families)
	region := state.Regions[0]
	region.Schedules = nil
	for i := range families * 10 {
		family := region.Families[i%families]
		region.Schedules = append(region.Schedules, evaluator.Target{
			Name: fmt.Sprintf("jobs/job-%05d", i), Cluster: region.Clusters[0].Name, Enabled: i%7 != 0,
			Revision: evaluator.RevisionID{Family: family.Name, Revision: max(1, family.Active.Max()-i/families)},
		})
	}
	return state
}

// unheld makes an account in which every revision is ACTIVE and nothing holds one.
func unheld(families, active int) *evaluator.State {
	state := snapshottest.Account(families, 1, 0)
	region := state.Regions[0]
	region.Rules, region.Schedules, region.Pipes, region.StateMachines = nil, nil, nil, nil
	for i := range region.Families {
		region.Families[i] = evaluator.Family{Name: region.Families[i].Name, Active: evaluator.Ranges{{First: 1, Last: active}}}
	}
	return state
}

func bundled(tb testing.TB) *evaluator.Evaluator {
	tb.Helper()
	core, err := evaluator.New(evaluator.Options{Packs: []evaluator.Pack{{FS: policies.FS(), Bundled: true}}})
	if err != nil {
		tb.Fatal(err)
	}
	if err := core.CompileAll(); err != nil {
		tb.Fatal(err)
	}
	return core
}

// sizes are families of a hundred revisions each; the larger is 50,000 revisions,
// 2,000 services and 5,000 schedules.
var sizes = []int{50, 500}

// BenchmarkAudit judges everything that stands in the account. Its cost grows
// with what stands there, not with the revisions.
func BenchmarkAudit(b *testing.B) {
	core := bundled(b)
	for _, families := range sizes {
		state := account(families)
		run := evaluator.Run{State: state, Now: state.TakenAt.Add(time.Minute)}
		b.Run(fmt.Sprintf("revisions=%d", families*100), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				change := impact.Audit(state)
				report, err := core.Evaluate(b.Context(), change, run)
				if err != nil || len(report.Operations) != len(change.Operations) || report.Summary.Violations.Error == 0 {
					b.Fatalf("got %v, want findings", err)
				}
			}
		})
	}
}

// BenchmarkProposals judges 1,000 proposed deregistrations. Its cost must not
// grow with the account.
func BenchmarkProposals(b *testing.B) {
	core := bundled(b)
	for _, families := range sizes {
		state := account(families)
		run := evaluator.Run{State: state, Now: state.TakenAt.Add(time.Minute)}
		var change evaluator.Change
		for i := range 1000 {
			family := state.Regions[0].Families[i%families]
			ref := reference.Parse(reference.Join(family.Name, max(1, family.Active.Max()-i/families%5)))
			change.Operations = append(change.Operations, evaluator.Operation{
				Action: evaluator.DeregisterTaskDefinition, Origin: evaluator.FromProposal, Kind: "proposal", File: "p", Reference: ref,
			})
		}
		b.Run(fmt.Sprintf("revisions=%d", families*100), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if _, err := core.Evaluate(b.Context(), change, run); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

// BenchmarkFindings judges 50,000 proposed deregistrations of which each is a
// violation, each by a schedule of its own. Nearly all of it is that rule: the others
// have nothing to say, and know it.
func BenchmarkFindings(b *testing.B) {
	core := bundled(b)
	state := unheld(500, 100)
	region := state.Regions[0]
	var change evaluator.Change
	for i, family := range region.Families {
		for _, n := range family.Active.Numbers() {
			id := evaluator.RevisionID{Family: family.Name, Revision: n}
			region.Schedules = append(region.Schedules, evaluator.Target{Name: fmt.Sprintf("jobs/job-%03d-%03d", i, n), Enabled: true, Revision: id})
			change.Operations = append(change.Operations, evaluator.Operation{
				Action: evaluator.DeregisterTaskDefinition, Origin: evaluator.FromProposal, Kind: "proposal", File: "p",
				Reference: reference.Parse(reference.Join(family.Name, n)),
			})
		}
	}
	b.ReportAllocs()
	for b.Loop() {
		report, err := core.Evaluate(b.Context(), change, evaluator.Run{State: state, Now: state.TakenAt.Add(time.Minute)})
		if err != nil || report.Summary.Violations.Error < len(change.Operations) {
			b.Fatalf("got %v, want a finding for each operation", err)
		}
	}
}

// BenchmarkLookUp looks up one revision in an account that is indexed.
func BenchmarkLookUp(b *testing.B) {
	for _, families := range sizes {
		state := account(families)
		index := evaluator.NewIndex(state.Regions[0])
		family := state.Regions[0].Families[1]
		ref := reference.Parse(reference.Join(family.Name, family.Active.Max()))
		b.Run(fmt.Sprintf("revisions=%d", families*100), func(b *testing.B) {
			for b.Loop() {
				if _, err := impact.Of(index, ref); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

// BenchmarkPrune looks for everything that is safe to deregister: in accounts that
// are tidy, and in two where all of 50,000 revisions are ACTIVE and nothing needs
// them, of which one has a single family.
func BenchmarkPrune(b *testing.B) {
	core := bundled(b)
	for _, size := range []struct {
		name  string
		state *evaluator.State
	}{
		{"revisions=5000", account(50)}, {"revisions=50000", account(500)},
		{"candidates=50000/families=500", unheld(500, 100)}, {"candidates=50000/families=1", unheld(1, 50_000)},
	} {
		run := evaluator.Run{State: size.state, Now: size.state.TakenAt.Add(time.Minute)}
		b.Run(size.name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if _, err := impact.Prune(b.Context(), core, run, impact.PruneOptions{Keep: 1, Limit: 100, Batch: 1}); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
