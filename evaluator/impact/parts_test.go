package impact_test

import (
	"testing"
	"testing/fstest"

	"github.com/ecsgate/ecsgate/evaluator"
	"github.com/ecsgate/ecsgate/evaluator/impact"
)

// wholeRule objects to a retirement that is not told all that goes with it.
const wholeRule = `# METADATA
# scope: package
# title: The rule is told only a part of the family
# description: Because.
# custom:
#   id: ACME1
#   severity: warning
#   operations: [DeregisterTaskDefinition]
#   remediation: Do not.
package acme.whole

deny contains {"message": message, "field": "taskDefinition"} if {
	change := input.facts.change
	told := [count(change.retires), change.newestRetired, change.latestActiveAfter]
	told != [8997, 8997, 9000]
	message := sprintf("told %v", [told])
}
`

// TestPruneTellsEachPartOfTheWhole prunes a family that is too large to be judged
// at once, by a rule that looks at all that goes.
func TestPruneTellsEachPartOfTheWhole(t *testing.T) {
	t.Parallel()
	core, err := evaluator.New(evaluator.Options{Packs: []evaluator.Pack{{Name: "whole", FS: fstest.MapFS{"whole.rego": {Data: []byte(wholeRule)}}}}})
	if err != nil {
		t.Fatal(err)
	}
	state := unheld(1, 9000)
	plan, err := impact.Prune(t.Context(), core, evaluator.Run{State: state, Now: looked}, impact.PruneOptions{Keep: 3, Limit: 9000, Batch: 1})
	if err != nil {
		t.Fatal(err)
	}
	if plan.Safe != 8997 {
		t.Fatalf("got %d safe, want 8997; the first that stays: %+v", plan.Safe, plan.Kept[0])
	}
}
