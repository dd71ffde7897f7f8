package modeltest_test

import (
	"bytes"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/ecsgate/ecsgate/evaluator"
	"github.com/ecsgate/ecsgate/evaluator/impact"
	"github.com/ecsgate/ecsgate/evaluator/manifest"
)

// TestPruneProposesOnlyWhatIsSafe makes accounts, prunes each, and gives what
// was printed to the reader and the rules as check --proposals would: no error,
// no warning, nothing undecided. The model, which knows no rule, must not find
// anything either, and must find something to say of all that was kept.
func TestPruneProposesOnlyWhatIsSafe(t *testing.T) {
	e := bundled(t)
	failed, proposed := 0, 0
	for seed := *first; seed < *first+*cases && failed < shown; seed++ {
		run, options := pruneTrial(seed)
		plan, err := impact.Prune(t.Context(), e, run, options)
		if err != nil {
			t.Fatalf("case %d: %v", seed, err)
		}
		proposed += len(plan.Proposals)
		differences := slices.Concat(checkPlan(t, e, run, plan), modelPlan(e, run, options, plan))
		if len(differences) > 0 {
			failed++
			t.Errorf("case %d: keep %d\n%s\n%s", seed, options.Keep, describe(t, trial{run: run}), strings.Join(differences, "\n"))
		}
	}
	if least := int(*cases / 10); proposed < least {
		t.Errorf("got %d proposals in %d cases, want at least %d: the cases say nothing", proposed, *cases, least)
	}
}

// pruneTrial makes the account of a seed, with a few old revisions beside those
// that the other trials have.
func pruneTrial(seed uint64) (evaluator.Run, impact.PruneOptions) {
	d := dice{rand.New(rand.NewPCG(seed, 1))}
	var places []*evaluator.Region
	for _, name := range regions[:1+d.IntN(10)/9] {
		region := d.region(name)
		for i := range region.Families {
			d.register(&region.Families[i])
		}
		places = append(places, region)
	}
	state := &evaluator.State{Source: "state.json", TakenAt: now.Add(-time.Minute), Regions: places}
	return evaluator.Run{Now: now, State: state}, impact.PruneOptions{Keep: 1 + d.IntN(3), Limit: 1 + d.IntN(3), Batch: 1, ARNs: len(places) > 1}
}

// register adds ACTIVE revisions that nothing can hold yet.
func (d dice) register(f *evaluator.Family) {
	numbers := f.Active.Numbers()
	for n := range d.IntN(5) {
		numbers = append(numbers, latest(*f)+1+n)
	}
	f.Active = evaluator.RangesOf(numbers...)
}

// checkPlan judges what prune prints as check --proposals does.
func checkPlan(t *testing.T, e *evaluator.Evaluator, run evaluator.Run, plan *impact.Plan) []string {
	var text bytes.Buffer
	if err := plan.WriteLines(&text, true); err != nil {
		t.Fatal(err)
	}
	if len(plan.Proposals) == 0 {
		return nil
	}
	change := manifest.ReadProposals(manifest.File{Name: "prune.txt", Data: text.Bytes()})
	run.FailOn, run.Strict = evaluator.Warning, true
	report, err := e.Evaluate(t.Context(), change, run)
	if err != nil {
		t.Fatal(err)
	}
	var differences []string
	if report.ExitCode != 0 || report.Verdict != evaluator.VerdictAdmitted || len(report.Operations) != len(plan.Proposals) {
		differences = append(differences, "check --proposals does not admit:\n"+text.String())
	}
	return differences
}

// modelPlan asks the model about every ACTIVE revision.
func modelPlan(e *evaluator.Evaluator, run evaluator.Run, options impact.PruneOptions, plan *impact.Plan) []string {
	safe := map[impact.Place]bool{}
	for _, k := range plan.Kept {
		safe[k.Place] = false
	}
	for _, p := range plan.Proposals {
		safe[p.Place] = true
	}
	var differences []string
	for _, region := range run.State.Regions {
		for _, f := range region.Families {
			for i, n := range f.Active.Numbers() {
				place := impact.Place{Partition: region.Partition, Account: region.Account, Region: region.Region, Family: f.Name, Revision: n}
				isSafe, listed := safe[place]
				newest := i >= f.Active.Len()-options.Keep
				needed := newest || neededAlone(e, run, place)
				switch {
				case isSafe && needed:
					differences = append(differences, place.Name()+" is proposed, and the model needs it")
				case listed && !isSafe && !needed:
					differences = append(differences, place.Name()+" is kept, and the model knows no reason")
				}
			}
		}
	}
	return differences
}

// neededAlone asks the model what speaks against deregistering one revision, or
// keeps it from saying that nothing does.
func neededAlone(e *evaluator.Evaluator, run evaluator.Run, place impact.Place) bool {
	op := evaluator.Operation{
		Action: evaluator.DeregisterTaskDefinition, Origin: evaluator.FromProposal, Kind: "proposal", File: file, Claims: []evaluator.Claim{inRegion(place.Region)},
		Reference: byNumber(place.Family, place.Revision),
	}
	op.Line = 1
	w := judge(trial{change: evaluator.Change{Operations: []evaluator.Operation{op}}, run: run}, e.Rules())
	r := w.requests[0]
	region := r.region
	for _, kind := range uncoverable {
		if kind != evaluator.Clusters && !covered(region, kind) {
			return true // what nobody read may need it
		}
	}
	standalone, ofServices := w.tasksOn(region, r.revision)
	if standalone || ofServices || len(r.open) > 0 || w.unreadTarget(r) {
		return true
	}
	for _, s := range region.Services {
		if s.Status != evaluator.Inactive && slices.Contains(ran(s), r.revision) {
			return true // a DRAINING one, too
		}
		if s.Status == evaluator.Active && slices.Contains(s.Sources, r.revision) {
			return true
		}
	}
	if slices.ContainsFunc(region.Services, func(s evaluator.Service) bool { return mayGoBackTo(region, s, r.revision) }) {
		return true
	}
	for _, severity := range r.found {
		if severity.AtLeast(evaluator.Warning) {
			return true
		}
	}
	return false
}
