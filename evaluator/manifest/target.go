package manifest

import (
	"cmp"

	"github.com/ecsgate/ecsgate/evaluator"
)

// Target is what somebody wrote down about the requests of a file: where they go
// that do not say so themselves, and, of the body of an AWS CLI request, which it
// is for. Its Field names what says so, for messages.
type Target struct {
	Operation evaluator.Action
	evaluator.Claim
}

// narrow returns the options as they are for a file with this target.
func (t Target) narrow(options Options) Options {
	options.Operation = cmp.Or(t.Operation, options.Operation)
	options.Region = cmp.Or(t.Region, options.Region)
	options.Account = cmp.Or(t.Account, options.Account)
	return options
}

// aim gives everything that the file does its target.
func (t Target) aim(change *evaluator.Change) {
	if t.Scope == (evaluator.Scope{}) {
		return
	}
	for i := range change.Operations {
		change.Operations[i].Target = t.Claim
	}
	for _, clusters := range [][]evaluator.Scope{change.Clusters, change.MaybeClusters} {
		for i := range clusters {
			clusters[i].Account = cmp.Or(clusters[i].Account, t.Account)
			clusters[i].Region = cmp.Or(clusters[i].Region, t.Region)
		}
	}
}
