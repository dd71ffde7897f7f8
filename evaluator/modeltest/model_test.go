package modeltest_test

import (
	"bytes"
	"flag"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/ecsgate/ecsgate/evaluator"
	"github.com/ecsgate/ecsgate/evaluator/snapshot"
	"github.com/ecsgate/ecsgate/policies"
)

var (
	cases = flag.Uint64("cases", 3000, "how many random cases to compare")
	first = flag.Uint64("first", 0, "the seed of the first case")
)

// shown bounds how many failing cases are printed; the rest are counted.
const shown = 5

// protected is the family that the cases configure ECS315 to protect.
const protected = "job"

func bundled(t *testing.T) *evaluator.Evaluator {
	t.Helper()
	e, err := evaluator.New(evaluator.Options{
		Packs: []evaluator.Pack{{Name: "policies", FS: policies.FS(), Bundled: true}},
		Data:  map[string]any{"config": map[string]any{"ECS315": map[string]any{"families": []any{protected}}}},
	})
	if err != nil {
		t.Fatal(err)
	}
	return e
}

func TestEvaluatorAgreesWithModel(t *testing.T) {
	e := bundled(t)
	rules := e.Rules()
	failed := 0
	for seed := *first; seed < *first+*cases; seed++ {
		c := newTrial(seed)
		c.run.RuleDeadline = time.Minute // a loaded machine is no disagreement
		report, err := e.Evaluate(t.Context(), c.change, c.run)
		if err != nil {
			t.Fatalf("case %d: %v", seed, err)
		}
		differences := compare(judge(c, rules), report, rules)
		if len(differences) == 0 {
			continue
		}
		if failed++; failed <= shown {
			t.Errorf("case %d:\n%s\n%s", seed, describe(t, c), strings.Join(differences, "\n"))
		}
	}
	if failed > shown {
		t.Errorf("%d of %d cases differ", failed, *cases)
	}
}

// enough is how often each rule must speak in as many cases as a run without
// flags compares. Where a change of the generator makes one rarer, agreement on
// it says nothing any more.
const enough = 5

func TestCasesReachEveryRule(t *testing.T) {
	rules := bundled(t).Rules()
	spoken := map[string]int{}
	for seed := range uint64(3000) {
		w := judge(newTrial(seed), rules)
		for _, r := range w.requests {
			for rule := range r.found {
				if !r.open[rule] && !r.Context {
					spoken[rule]++
				}
			}
		}
		for rule := range w.judgeChange() {
			spoken[rule]++
		}
	}
	for _, rule := range append(slices.Clone(modelled), "ECS312") {
		if got := spoken[rule]; got < enough {
			t.Errorf("%s: the model expects it %d times, want %d or more", rule, got, enough)
		}
	}
}

// describe prints a case as one would write it down: the state as a snapshot,
// the operations one a line.
func describe(t *testing.T, c trial) string {
	t.Helper()
	var out bytes.Buffer
	if c.run.State == nil {
		fmt.Fprint(&out, "offline")
	} else if err := snapshot.Write(&out, c.run.State); err != nil {
		fmt.Fprintf(&out, "state: %v: %+v\n", err, c.run.State)
	} else {
		fmt.Fprint(&out, c.run.State.Source)
	}
	ops := slices.Clone(c.change.Operations)
	slices.SortFunc(ops, func(a, b evaluator.Operation) int { return a.Line - b.Line })
	fmt.Fprintf(&out, ", target %+v, fail-on %q, strict %t, clusters %v\n", c.run.Target, c.run.FailOn, c.run.Strict, c.change.Clusters)
	for i := range ops {
		fmt.Fprintln(&out, sentence(&ops[i]))
	}
	return out.String()
}

func sentence(op *evaluator.Operation) string {
	var b strings.Builder
	fmt.Fprintf(&b, "%d: %s (%s) %s %q", op.Line, op.Action, op.Origin, op.Reference.Kind, op.Reference.Raw)
	for _, c := range op.Claims {
		fmt.Fprintf(&b, " %s=%+v", c.Field, c.Scope)
	}
	if op.Stored != nil {
		fmt.Fprintf(&b, " stored %+v", *op.Stored)
	}
	if op.Releases != nil {
		fmt.Fprintf(&b, " releases %+v", *op.Releases)
	}
	fmt.Fprintf(&b, " parameters=%v force=%t controller=%q gaps=%v context=%t", op.Parameters, op.ForceNewDeployment, op.DeploymentController, op.Gaps, op.Context)
	return b.String()
}
