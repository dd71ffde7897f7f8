package manifest

import (
	"fmt"

	"github.com/ecsgate/ecsgate/evaluator"
)

// distinctOperations drops operations that are the same in all that counts: one
// script that several jobs, branches or stages share. What is sent for certain
// anywhere is certain.
func distinctOperations(change evaluator.Change) evaluator.Change {
	seen := map[string]int{}
	kept := change.Operations[:0]
	for _, op := range change.Operations {
		key := fmt.Sprintf("%s %s %v %v %v %v %v", op.Action, op.File, op.Position, op.Reference, op.Claims, op.Gaps, op.Parameters)
		if i, again := seen[key]; again {
			kept[i].Maybe = kept[i].Maybe && op.Maybe
			continue
		}
		seen[key] = len(kept)
		kept = append(kept, op)
	}
	change.Operations = kept
	said := map[evaluator.Note]bool{}
	notes := change.Notes[:0]
	for _, note := range change.Notes {
		if !said[note] {
			said[note] = true
			notes = append(notes, note)
		}
	}
	change.Notes = notes
	return change
}
