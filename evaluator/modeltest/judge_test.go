package modeltest_test

import (
	"slices"
	"strings"

	"github.com/ecsgate/ecsgate/evaluator"
	"github.com/ecsgate/ecsgate/evaluator/reference"
)

// modelled are the rules that the model knows.
var modelled = strings.Fields(`ECS101 ECS102 ECS103 ECS104 ECS105 ECS106 ECS107 ECS108 ECS109 ECS110 ECS111 ECS112 ECS113 ECS114 ECS115
	ECS201 ECS202 ECS203 ECS204 ECS205
	ECS301 ECS302 ECS303 ECS304 ECS305 ECS306 ECS307 ECS308 ECS309 ECS310 ECS311 ECS313 ECS314 ECS315
	ECS401 ECS402 ECS403`)

// judge answers a trial. Launches come first: what happens to revisions is
// judged against what the launches and releases leave.
func judge(t trial, rules []evaluator.Rule) *world {
	w := &world{trial: t}
	if t.run.State == nil { // nobody looked: nothing was read in the Region aimed at
		aim := t.run.Target
		w.run.State = &evaluator.State{Source: evaluator.OfflineSource, TakenAt: t.run.Now, Regions: []*evaluator.Region{
			{Partition: aim.Partition, Account: aim.Account, Region: aim.Region}}}
	}
	for i := range t.change.Operations {
		r := &request{Operation: &t.change.Operations[i], verdict: newVerdict()}
		w.place(r)
		w.requests = append(w.requests, r)
	}
	for _, r := range w.requests {
		w.become(r)
	}
	for _, r := range w.requests {
		w.resolve(r)
	}
	for _, r := range w.requests {
		w.judgeReference(r)
		if r.Action.Launches() {
			w.judgeLaunch(r)
			w.judgeCoverage(r, rules)
		}
	}
	for _, r := range w.requests {
		if r.Action.Retires() {
			w.judgeRetirement(r)
			w.judgeCoverage(r, rules)
		}
	}
	return w
}

// endings are the rules beside which none has anything to say of the revision
// that a retirement names: it is not there, nothing would happen, or ECS refuses.
var endings = []string{"ECS309", "ECS310", "ECS314", "ECS401"}

// ended reports whether a rule can add nothing to what is said of a retirement.
// The deletion of what is being deleted is for ECS402 alone.
func (r *request) ended(rule string) bool {
	if r.action == evaluator.DeleteTaskDefinitions && r.status == evaluator.DeleteInProgress {
		return rule != "ECS402"
	}
	return slices.ContainsFunc(endings, func(id string) bool { return r.found[id] != "" })
}

// judgeCoverage adds the rules that can not look because a kind of knowledge
// was not read.
func (w *world) judgeCoverage(r *request, rules []evaluator.Rule) {
	if r.region == nil || r.action == "" {
		r.leaveOpen(modelled...)
		for rule := range r.found {
			delete(r.open, rule)
		}
		return
	}
	for _, rule := range rules {
		if rule.Scope == "change" || !applies(&rule, r) || r.ended(rule.ID) {
			continue
		}
		unknown := func(path string) bool { return w.unknown(r, path) }
		switch {
		case slices.ContainsFunc(rule.Needs, unknown):
			delete(r.found, rule.ID)
		case r.found[rule.ID] == rule.Severity:
			continue
		case slices.ContainsFunc(rule.Searches, unknown):
		case r.found[rule.ID] == "", !slices.ContainsFunc(rule.Wants, unknown):
			continue
		}
		r.undecided[rule.ID] = true
	}
	if r.conflict || r.kind == reference.Invalid {
		r.letIdle(modelled...)
	}
	if r.found["ECS109"] != "" {
		r.letIdle("ECS104")
	}
	if r.action == evaluator.DeleteTaskDefinitions && r.status == evaluator.DeleteInProgress {
		r.letIdle("ECS306")
	}
	if r.refused() || !covered(r.region, evaluator.Families) { // not said, or nobody knows whether it moves
		r.letIdle("ECS112", "ECS113", "ECS205")
	}
	w.letIdleOthers(r, rules)
	if r.action.Retires() && w.murky(r.region) {
		r.leaveOpen("ECS302", "ECS303", "ECS304", "ECS306", "ECS308", "ECS402")
	}
}

// letIdleOthers: with an old snapshot or none, the texts name the rules that can
// not look; whether others that have nothing to say could have, they do not.
func (w *world) letIdleOthers(r *request, rules []evaluator.Rule) {
	waiting := len(r.undecided) > 0 && w.stale() || w.run.State.Source == evaluator.OfflineSource
	for _, rule := range rules {
		if waiting && !r.undecided[rule.ID] && r.found[rule.ID] == "" {
			r.letIdle(rule.ID)
		}
	}
}

// applies reports whether a rule is about such a request.
func applies(rule *evaluator.Rule, r *request) bool {
	references := rule.References
	if len(references) == 0 {
		references = []string{"revision", "family", "produced", "absent"}
	}
	later := r.Stored != nil
	return slices.Contains(rule.Operations, r.action) && slices.Contains(references, string(r.kind)) &&
		(rule.Stored == evaluator.Always || later == (rule.Stored == evaluator.Later)) &&
		(len(rule.Origins) == 0 || slices.Contains(rule.Origins, r.Origin))
}

// unknown reports whether a need of a rule is not known for a request.
func (w *world) unknown(r *request, need string) bool {
	holder, isHolder := strings.CutPrefix(need, "facts.holders.")
	switch {
	case need == "facts.holders.owner":
		return w.unknownHolders(r, evaluator.Services)
	case isHolder:
		return w.unknownHolders(r, evaluator.Kind(holder))
	case need == "facts.revision", need == "facts.family":
		looked := r.kind == reference.Revision || r.kind == reference.Family
		return looked && !r.conflict && r.status == "" && !covered(r.region, evaluator.Families)
	case need == "facts.cluster":
		return r.gap("cluster") || !covered(r.region, evaluator.Clusters) && !w.makesCluster(r)
	case strings.HasPrefix(need, "facts.service"):
		if w.clusterMissing(r) || w.makesService(r) {
			return false
		}
		ofRevision := need == "facts.service.revision" && current(r.service()) != (evaluator.RevisionID{})
		return r.gap("cluster") || r.gap("service") || !covered(r.region, evaluator.Services) ||
			ofRevision && !covered(r.region, evaluator.Families)
	}
	return false
}

func (w *world) unknownHolders(r *request, kind evaluator.Kind) bool {
	targets := kind == evaluator.RollbackTargets
	if covered(r.region, kind) && (!targets || covered(r.region, evaluator.Services)) && !(targets && r.action.Retires() && w.unreadTarget(r)) {
		return false
	}
	if r.action.Retires() {
		return !r.conflict && (r.kind == reference.Revision || r.kind == reference.Produced)
	}
	return r.action == evaluator.UpdateService && !r.gap("cluster") && !r.gap("service") && !w.clusterMissing(r) &&
		r.service().Status == evaluator.Active && w.moves(r, r.service())
}

// murky reports whether the model can not tell which launches of a Region
// happen: not all was read, some wait for a newer snapshot, it is not known
// where they go, or the texts do not say whether they are refused.
func (w *world) murky(region *evaluator.Region) bool {
	blind := !covered(region, evaluator.Families, evaluator.Services, evaluator.Clusters)
	return slices.ContainsFunc(w.requests, func(r *request) bool {
		unsure := blind || r.newer || len(r.undecided) > 0 || w.makesService(r)
		return r.region == region && r.Action.Launches() && (len(r.Gaps) > 0 || r.sentNow() && unsure)
	})
}
