package evaluator

import (
	"cmp"

	"github.com/ecsgate/ecsgate/evaluator/reference"
)

// writtenDown lists what somebody wrote down about the account and the Region of
// an operation, each under the name of what says it. What its own target says,
// the one for all operations, which stands in flags, does not say again. A
// Region's partition is written down with it.
func writtenDown(own Claim, target Scope) []Claim {
	account := Claim{Field: "--account", Scope: Scope{Account: target.Account}}
	if own.Account != "" {
		account = Claim{Field: own.Field, Scope: Scope{Account: own.Account}}
	}
	region := Claim{Field: "--region", Scope: Scope{Partition: target.Partition, Region: target.Region}}
	if own.Region != "" {
		region = Claim{Field: own.Field, Scope: Scope{Partition: own.Partition, Region: own.Region}}
	}
	if region.Region != "" {
		region.Partition = cmp.Or(region.Partition, reference.PartitionOf(region.Region))
	}
	return []Claim{account, region}
}
