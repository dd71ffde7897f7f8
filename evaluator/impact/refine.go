package impact

import (
	"context"
	"fmt"
	"slices"

	"github.com/ecsgate/ecsgate/evaluator"
)

// pruning is one search for what can go.
type pruning struct {
	core       *evaluator.Evaluator
	run        evaluator.Run
	options    PruneOptions
	candidates []candidate
	kept       []Kept
}

func (p *pruning) keep(place Place, k Kept) {
	k.Place = place
	p.kept = append(p.kept, k)
}

// refine lets the rules judge the candidates as one change, drops those that a
// rule speaks against or could not judge, and begins again: what is left of the
// change may be judged otherwise.
func (p *pruning) refine(ctx context.Context) error {
	for len(p.candidates) > 0 {
		report, err := p.judge(ctx, p.candidates)
		if err != nil {
			return err
		}
		objections := map[string]Kept{}
		for i := range report.Operations {
			if k, ok := objection(&report.Operations[i]); ok {
				objections[report.Operations[i].Path] = k
			}
		}
		if len(objections) == 0 {
			return nil
		}
		p.candidates = slices.DeleteFunc(p.candidates, func(c candidate) bool {
			k, objected := objections[c.ARN()]
			if objected {
				p.keep(c.Place, k)
			}
			return objected
		})
	}
	return nil
}

func (p *pruning) judge(ctx context.Context, candidates []candidate) (*evaluator.Report, error) {
	change := evaluator.Change{Operations: make([]evaluator.Operation, 0, len(candidates))}
	for i := range candidates {
		change.Operations = append(change.Operations, candidates[i].operation())
	}
	report, err := p.core.Evaluate(ctx, change, p.run)
	if err != nil {
		return nil, fmt.Errorf("judge what could be deregistered: %w", err)
	}
	return report, nil
}

// objection is why a candidate stays: a finding of an error or a warning, or a
// rule that could have had one and could not look, by choice or not.
func objection(op *evaluator.OperationReport) (Kept, bool) {
	k := Kept{}
	for _, v := range op.Violations {
		if !v.Severity.AtLeast(evaluator.Warning) {
			continue
		}
		if k.Reason == "" {
			k.Reason = v.Message
		}
		k.Rules = append(k.Rules, v.Rule)
	}
	if k.Reason != "" {
		return k, true
	}
	for _, u := range op.Undecided {
		if u.Rule != "" && !u.Severity.AtLeast(evaluator.Warning) {
			continue
		}
		k.Reason, k.Unknown = u.Reason, true
		if u.Rule != "" {
			k.Rules = append(k.Rules, u.Rule)
		}
	}
	return k, k.Reason != "" || op.Outcome != evaluator.VerdictAdmitted
}

// split makes batches that no rule about a change as a whole speaks against. The
// limit is what the options say, or less where the rules want less.
func (p *pruning) split(ctx context.Context) ([][]candidate, error) {
	for limit := min(p.options.Limit, max(1, len(p.candidates))); ; limit /= 2 {
		batches := slices.Collect(slices.Chunk(p.candidates, limit))
		objection, err := p.tooLarge(ctx, batches)
		switch {
		case err != nil:
			return nil, err
		case objection == "":
			return batches, nil
		case limit == 1:
			return nil, fmt.Errorf("no batch is small enough: %s", objection)
		}
	}
}

// tooLarge says what speaks against one of the batches as a change by itself.
func (p *pruning) tooLarge(ctx context.Context, batches [][]candidate) (string, error) {
	for _, batch := range batches {
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
	}
	return "", nil
}

func sortKept(kept []Kept) []Kept {
	slices.SortStableFunc(kept, func(a, b Kept) int { return comparePlaces(a.Place, b.Place) })
	if kept == nil {
		return []Kept{}
	}
	return kept
}
