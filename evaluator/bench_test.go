package evaluator_test

import (
	"context"
	"fmt"
	"testing"
	"time"

	"github.com/ecsgate/ecsgate/evaluator"
	"github.com/ecsgate/ecsgate/evaluator/reference"
	"github.com/ecsgate/ecsgate/evaluator/snapshot/snapshottest"
	"github.com/ecsgate/ecsgate/policies"
)

func bundled(b testing.TB) *evaluator.Evaluator {
	b.Helper()
	core, err := evaluator.New(evaluator.Options{Packs: []evaluator.Pack{{FS: policies.FS(), Bundled: true}}})
	if err != nil {
		b.Fatal(err)
	}
	if err := core.CompileAll(); err != nil {
		b.Fatal(err)
	}
	return core
}

// BenchmarkLoad is what every process pays: parse all rules, compile the area
// of launches.
func BenchmarkLoad(b *testing.B) {
	state := snapshottest.Account(10, 10, 10)
	for b.Loop() {
		core, err := evaluator.New(evaluator.Options{Packs: []evaluator.Pack{{FS: policies.FS(), Bundled: true}}})
		if err != nil {
			b.Fatal(err)
		}
		evaluate(b, core, evaluator.Change{Operations: launches(state, 1)}, state)
	}
}

// BenchmarkEvaluate judges launches; the second number is that of the account's
// revisions, on which the cost of an operation must not depend.
func BenchmarkEvaluate(b *testing.B) {
	core := bundled(b)
	for _, size := range []struct{ operations, families int }{{10, 50}, {1000, 50}, {1000, 500}, {10000, 500}} {
		state := snapshottest.Account(size.families, 100, 2000)
		change := evaluator.Change{Operations: launches(state, size.operations)}
		b.Run(fmt.Sprintf("operations=%d/revisions=%d", size.operations, size.families*100), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				evaluate(b, core, change, state)
			}
			b.ReportMetric(float64(b.Elapsed().Microseconds())/float64(b.N*size.operations), "µs/operation")
		})
	}
}

// BenchmarkChange judges 1,000 launches and 1,000 retirements of one change:
// spread over many families, and all of one.
func BenchmarkChange(b *testing.B) {
	core := bundled(b)
	for _, families := range []int{500, 1} {
		state := snapshottest.Account(families, 50_000/families, 2000)
		change := evaluator.Change{Operations: append(launches(state, 1000), retirements(state, 1000)...)}
		b.Run(fmt.Sprintf("families=%d", families), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				evaluate(b, core, change, state)
			}
		})
	}
}

func evaluate(b *testing.B, core *evaluator.Evaluator, change evaluator.Change, state *evaluator.State) {
	b.Helper()
	report, err := core.Evaluate(context.Background(), change, evaluator.Run{State: state, Now: state.TakenAt.Add(time.Minute)})
	if err != nil {
		b.Fatal(err)
	}
	if len(report.Operations) != len(change.Operations) {
		b.Fatalf("got %d operations, want %d", len(report.Operations), len(change.Operations))
	}
}

// launches moves the account's services, one after the other, to a revision of
// their families; every second one is a task by family name.
func launches(state *evaluator.State, n int) []evaluator.Operation {
	region := state.Regions[0]
	operations := make([]evaluator.Operation, n)
	for i := range operations {
		service := region.Services[i%len(region.Services)]
		family := region.Families[i%len(region.Families)]
		op := evaluator.Operation{
			Action: evaluator.UpdateService, Origin: evaluator.FromRequest, Kind: "cli-json", File: fmt.Sprintf("deploy/%05d.json", i),
			Claims:     []evaluator.Claim{{Field: "cluster", Scope: evaluator.Scope{Cluster: service.Cluster}}, {Field: "service", Scope: evaluator.Scope{Service: service.Name}}},
			Parameters: []string{"cluster", "desiredCount", "service", "taskDefinition"},
			Reference:  reference.Reference{Kind: reference.Revision, Raw: "x", Family: family.Name, Revision: family.Active.Max()},
		}
		if i%2 == 1 {
			op.Action, op.Parameters = evaluator.RunTask, []string{"cluster", "taskDefinition"}
			op.Reference = reference.Reference{Kind: reference.Family, Raw: family.Name, Family: family.Name}
		}
		operations[i] = op
	}
	return operations
}

func retirements(state *evaluator.State, n int) []evaluator.Operation {
	families := state.Regions[0].Families
	operations := make([]evaluator.Operation, n)
	for i := range operations {
		family := families[i%len(families)]
		operations[i] = evaluator.Operation{
			Action: evaluator.DeregisterTaskDefinition, Origin: evaluator.FromProposal, Kind: "proposal", File: "--proposals",
			Reference: reference.Reference{Kind: reference.Revision, Raw: "x", Family: family.Name, Revision: max(1, family.Active.Max()-i/len(families))},
		}
	}
	return operations
}
