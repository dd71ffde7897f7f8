package manifest

import (
	"fmt"
	"slices"

	"github.com/ecsgate/ecsgate/evaluator"
	"github.com/ecsgate/ecsgate/evaluator/document"
)

// prunePlan is the version of what "ecsgate prune --format json" prints.
const prunePlan = "prune/v1"

// readPrunePlan reads the proposals of a plan by their ARNs. One that has none
// was read whole, and says so.
func readPrunePlan(change *evaluator.Change, file string, root *document.Node) {
	list := root.Get("proposals")
	if !isList(list) || list.Tag != "" {
		change.Failures = append(change.Failures, failureAt(file, root.Position, "this %s has no list %q", prunePlan, "proposals"))
		return
	}
	for i, item := range list.Items {
		arn := item.Get("arn")
		if arn.Str() == "" {
			change.Failures = append(change.Failures, failureAt(file, item.Position, "proposals[%d] has no %q", i, "arn"))
			continue
		}
		path := fmt.Sprintf("proposals[%d].arn", i)
		change.Operations = append(change.Operations, proposalAt(evaluator.DeregisterTaskDefinition, arn.Str(), file, path, arn.Position))
	}
	if len(list.Items) == 0 {
		change.Notes = append(change.Notes, evaluator.Note{File: file, Line: list.Line, Message: proposesNothing})
	}
}

// proposesNothing is said of a plan that was read whole and is empty. Any other
// file without a reference is more likely an accident.
const proposesNothing = "this plan proposes nothing: nothing is to be retired"

func saysNothing(change evaluator.Change) bool {
	return slices.ContainsFunc(change.Notes, func(n evaluator.Note) bool { return n.Message == proposesNothing })
}
