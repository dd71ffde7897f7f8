package snapshot

import (
	"cmp"

	"github.com/ecsgate/ecsgate/evaluator"
)

func compareRegions(a, b *evaluator.Region) int {
	return cmp.Or(cmp.Compare(a.Partition, b.Partition), cmp.Compare(a.Account, b.Account), cmp.Compare(a.Region, b.Region))
}
