package impact

import (
	"context"
	"fmt"
	"slices"

	"github.com/ecsgate/ecsgate/evaluator"
)

// batch returns the batch that is wanted, and how many there are. A batch has as
// many revisions as the options say, or fewer where a rule about changes as a
// whole wants less.
func (p *pruning) batch(ctx context.Context) ([]candidate, int, error) {
	for limit := min(p.options.Limit, max(1, len(p.candidates))); ; limit /= 2 {
		batches := slices.Collect(slices.Chunk(p.candidates, limit))
		if len(batches) == 0 {
			return nil, 0, nil
		}
		if p.options.Batch > len(batches) {
			return nil, 0, fmt.Errorf("there is no batch %d: what is safe to deregister makes %d", p.options.Batch, len(batches))
		}
		wanted := batches[p.options.Batch-1]
		objection, err := p.tooLarge(ctx, wanted)
		switch {
		case err != nil:
			return nil, 0, err
		case objection == "":
			return wanted, len(batches), nil
		case limit == 1:
			return nil, 0, fmt.Errorf("no batch is small enough: %s", objection)
		}
	}
}

// tooLarge says what speaks against a batch as a change by itself. It is what
// check will be given.
func (p *pruning) tooLarge(ctx context.Context, batch []candidate) (string, error) {
	report, err := p.judge(ctx, batch)
	if err != nil {
		return "", err
	}
	for _, v := range report.Change.Violations {
		if v.Severity.AtLeast(evaluator.Warning) {
			return v.Message, nil
		}
	}
	for _, u := range report.Change.Undecided {
		if u.Severity.AtLeast(evaluator.Warning) {
			return u.Reason, nil
		}
	}
	if report.ExitCode != 0 {
		return "a batch by itself is judged otherwise than all of them together", nil
	}
	return "", nil
}
