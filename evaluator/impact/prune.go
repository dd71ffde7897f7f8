package impact

import (
	"context"
	"fmt"
	"time"

	"github.com/ecsgate/ecsgate/evaluator"
)

// PruneVersion is the version of the JSON that a Plan is written as.
const PruneVersion = "prune/v1"

// PruneOptions say which revisions may go.
type PruneOptions struct {
	// Keep is how many of the newest ACTIVE revisions of each family stay.
	Keep int
	// OlderThan is how long ago a revision must have been registered; 0: any time.
	OlderThan time.Duration
	// Families are globs of which one must match the family; none: every family.
	Families []string
	// Tags are what the revision must be tagged with.
	Tags map[string]string
	// Batch is which batch is wanted, from 1; Limit how many revisions one has at
	// most.
	Batch, Limit int
	// ARNs: revisions are named by their ARNs, because family:N may mean one of
	// several places.
	ARNs bool
}

// Plan is what is safe to deregister, and why the rest is not.
type Plan struct {
	Version string    `json:"ecsgate"`
	Source  string    `json:"source"`
	TakenAt time.Time `json:"takenAt"`
	// Safe is how many revisions are; Proposals are those of this batch.
	Safe      int        `json:"safe"`
	Batch     int        `json:"batch"`
	Batches   int        `json:"batches"`
	Proposals []Proposal `json:"proposals"`
	// Kept is every other ACTIVE revision.
	Kept []Kept `json:"kept"`
	// Unread says what could not be looked at. Where it made a difference, the
	// revisions are kept.
	Unread []string `json:"unread"`
	// Computed launch what nobody can read beforehand.
	Computed []string `json:"computed"`
	// unlisted says why not every family is known, so that a revision may be missing.
	unlisted string
	age      time.Duration
	short    bool
}

// Proposal is one revision that nothing is known to need.
type Proposal struct {
	Place
	ARN    string `json:"arn"`
	Reason string `json:"reason"`
}

// Kept is one ACTIVE revision that stays.
type Kept struct {
	Place
	Reason string `json:"reason"`
	// Rules are those that speak against its deregistration.
	Rules []string `json:"rules,omitempty"`
	// Unknown: it stays because a rule could not look.
	Unknown bool `json:"unknown,omitempty"`
}

// Prune finds the ACTIVE revisions that can be deregistered without harm. What
// it proposes has been judged by the rules, as a change of its own: no rule gives
// an error or a warning, and each rule that could have given one could look.
// It sends nothing. An error is one of ctx, of a policy, or of the options.
func Prune(ctx context.Context, core *evaluator.Evaluator, run evaluator.Run, options PruneOptions) (*Plan, error) {
	run.FailOn, run.Explain = evaluator.Warning, false
	p := &pruning{core: core, run: run, options: options}
	if err := p.refuseFamilies(); err != nil {
		return nil, err
	}
	p.choose()
	if err := p.refine(ctx); err != nil {
		return nil, err
	}
	batch, batches, err := p.batch(ctx)
	if err != nil {
		return nil, err
	}
	plan := &Plan{
		Version: PruneVersion, Source: run.State.Source, TakenAt: run.State.TakenAt, Safe: len(p.candidates),
		Batch: options.Batch, Batches: batches, Proposals: []Proposal{}, Kept: sortKept(p.kept), Unread: unreadOf(run.State, options),
		Computed: computedOf(run.State), age: max(0, run.Now.Sub(run.State.TakenAt)), short: !options.ARNs, unlisted: unlisted(run.State),
	}
	for _, c := range batch {
		plan.Proposals = append(plan.Proposals, c.proposal(options.Keep))
	}
	return plan, nil
}

// unreadOf lists what of the account could not be looked through.
func unreadOf(state *evaluator.State, options PruneOptions) []string {
	kinds := append([]evaluator.Kind{evaluator.Families}, holderKinds...)
	if options.OlderThan > 0 || len(options.Tags) > 0 {
		kinds = append(kinds, evaluator.RegisteredAt)
	}
	unread := []string{}
	for _, region := range state.Regions {
		for i := range region.Services {
			if reason := region.Services[i].UnreadTarget(); reason != "" {
				unread = append(unread, reason)
			}
		}
		for _, kind := range kinds {
			if c := region.Coverage[kind]; !c.Complete {
				unread = append(unread, fmt.Sprintf("%s of %s in account %s: %s", kind, region.Region, region.Account, orNobody(c.Reason)))
			}
		}
	}
	return unread
}

// unlisted says where not every family was read.
func unlisted(state *evaluator.State) string {
	for _, region := range state.Regions {
		if c := region.Coverage[evaluator.Families]; !c.Complete {
			return fmt.Sprintf("the families of %s in account %s: %s", region.Region, region.Account, orNobody(c.Reason))
		}
	}
	return ""
}

// computedOf lists what of the account computes its task definition when it
// triggers.
func computedOf(state *evaluator.State) []string {
	computed := []string{}
	for _, region := range state.Regions {
		for _, c := range region.Computed {
			computed = append(computed, fmt.Sprintf("%s %s of %s (%s)", kindWord(c.Kind), c.Name, region.Region, c.Expression))
		}
	}
	return computed
}
