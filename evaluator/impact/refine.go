package impact

import (
	"context"
	"fmt"
	"slices"

	"github.com/ecsgate/ecsgate/evaluator"
	"github.com/ecsgate/ecsgate/evaluator/document"
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

// together is how many candidates are judged at once: enough to look over the account
// seldom, few enough to be held in memory.
const together = 2000

// refine lets the rules judge the candidates, family by family. What is said of
// the revisions of one family does not depend on those of another.
func (p *pruning) refine(ctx context.Context) error {
	var safe, part []candidate
	for i, c := range p.candidates {
		part = append(part, c)
		last := i == len(p.candidates)-1
		if !last && (len(part) < together || c.sameFamily(&p.candidates[i+1])) {
			continue
		}
		settled, err := p.settle(ctx, part)
		if err != nil {
			return err
		}
		safe, part = append(safe, settled...), nil
	}
	p.candidates = safe
	return nil
}

// settle has the rules judge candidates as one change, drops those that a rule
// speaks against or could not judge, and begins again: what is left of the change
// may be judged otherwise.
func (p *pruning) settle(ctx context.Context, candidates []candidate) ([]candidate, error) {
	for len(candidates) > 0 {
		objections, err := p.objections(ctx, candidates)
		if err != nil {
			return nil, err
		}
		if len(objections) == 0 {
			break
		}
		candidates = slices.DeleteFunc(candidates, func(c candidate) bool {
			k, objected := objections[c.ARN()]
			if objected {
				p.keep(c.Place, k)
			}
			return objected
		})
	}
	return candidates, nil
}

// objections lists by ARN why candidates of one change stay. A large family is judged
// in parts, of which each knows what else goes: about ten, because that is told anew
// to each.
func (p *pruning) objections(ctx context.Context, candidates []candidate) (map[string]Kept, error) {
	objections := map[string]Kept{}
	size := max(2*together, len(candidates)/10)
	for from := 0; from < len(candidates); from += size {
		to := min(from+size, len(candidates))
		report, err := p.judge(ctx, candidates[from:to], candidates[:from], candidates[to:])
		if err != nil {
			return nil, err
		}
		for i := range report.Operations {
			if k, ok := objection(&report.Operations[i]); ok {
				objections[report.Operations[i].Path] = k
			}
		}
	}
	return objections, nil
}

// judge has the rules judge candidates; besides are those of the same change that
// are judged another time.
func (p *pruning) judge(ctx context.Context, candidates []candidate, besides ...[]candidate) (*evaluator.Report, error) {
	change := evaluator.Change{Operations: make([]evaluator.Operation, 0, len(candidates))}
	fields := map[string]document.Position{"taskDefinition": {}}
	for i := range candidates {
		change.Operations = append(change.Operations, candidates[i].operation(fields))
	}
	for _, others := range besides {
		change.Besides = slices.Grow(change.Besides, len(others))
		for i := range others {
			change.Besides = append(change.Besides, others[i].retired())
		}
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

func sortKept(kept []Kept) []Kept {
	slices.SortStableFunc(kept, func(a, b Kept) int { return comparePlaces(a.Place, b.Place) })
	if kept == nil {
		return []Kept{}
	}
	return kept
}
