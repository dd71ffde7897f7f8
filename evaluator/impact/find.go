package impact

import (
	"errors"
	"fmt"

	"github.com/ecsgate/ecsgate/evaluator"
	"github.com/ecsgate/ecsgate/evaluator/reference"
)

// Find looks up references in every Region of the state that each can mean. A
// name that no Region has is an error; so is, as an UnknownError, one that a
// Region may have without anybody having read it.
func Find(state *evaluator.State, references []reference.Reference) ([]*Impact, error) {
	indexes := make([]*evaluator.Index, len(state.Regions))
	for i, region := range state.Regions {
		indexes[i] = evaluator.NewIndex(region)
	}
	var found []*Impact
	for _, ref := range references {
		here, err := findOne(indexes, ref)
		if err != nil {
			return nil, err
		}
		if len(here) == 0 {
			return nil, fmt.Errorf("look up %s: %s holds nothing of its account and Region", ref.Raw, state.Source)
		}
		found = append(found, here...)
	}
	return found, nil
}

func findOne(indexes []*evaluator.Index, ref reference.Reference) (found []*Impact, missing error) {
	for _, index := range indexes {
		if !means(ref, index.Region()) {
			continue
		}
		i, err := Of(index, ref)
		if unknown := UnknownError(""); errors.As(err, &unknown) {
			return nil, err
		}
		if err != nil {
			missing = err
			continue
		}
		found = append(found, i)
	}
	if len(found) > 0 {
		return found, nil
	}
	return nil, missing
}

// means reports whether a reference can be one of the Region: an ARN says where
// it belongs.
func means(ref reference.Reference, region *evaluator.Region) bool {
	return (ref.Partition == "" || ref.Partition == region.Partition) &&
		(ref.Account == "" || ref.Account == region.Account) &&
		(ref.Region == "" || ref.Region == region.Region)
}
