package modeltest_test

import (
	"slices"

	"github.com/ecsgate/ecsgate/evaluator"
)

// Holds are the ways in which services need a revision after the launches and
// releases of the change.
type holds struct {
	// unfinished: a deployment or task set that is under way runs it.
	unfinished bool
	// source: a deployment under way came from it.
	source bool
	// steady: a service that is not being deployed runs it.
	steady bool
	// draining: a DRAINING service runs it; old: a deployment that failed left it
	// running.
	draining, old bool
	// rollback: a service could go back to it; superseded: the change takes the
	// service away from it.
	rollback, superseded bool
	// perhaps: nobody can read what a service that runs the next one could go back
	// to.
	perhaps bool
	// unsure are the rules about which the texts are silent.
	unsure []string
}

// runs reports whether what holds the revision blocks its deletion.
func (h *holds) runs() bool { return h.unfinished || h.steady || h.draining || h.old }

// holdsOn collects the holds of all services of a Region on a revision.
func (w *world) holdsOn(region *evaluator.Region, id evaluator.RevisionID) *holds {
	h := &holds{}
	for _, s := range region.Services {
		e := w.effectOn(region, s)
		if e.unsure && (e.perhaps == id || tasksOf(s, region, id) || slices.Contains(ran(s), id) || slices.Contains(s.Sources, id) || slices.Contains(s.RollbackTargets, id)) {
			h.unsure = append(h.unsure, "ECS302", "ECS303", "ECS306", "ECS402")
		}
		switch {
		case e.deleted, s.Status == evaluator.Inactive:
		case s.Status == evaluator.Draining:
			h.draining = h.draining || slices.Contains(ran(s), id)
		case s.Status != evaluator.Active:
		case e.by != nil:
			w.holdAfter(h, region, s, e, id)
		default:
			w.holdNow(h, region, s, id)
		}
	}
	if len(w.created(region, id, evaluator.CreateService)) > 0 {
		h.steady = true
	}
	if len(w.created(region, id, evaluator.CreateTaskSet)) > 0 {
		h.unfinished = true
	}
	return h
}

// holdNow is about a service that the change leaves where it is.
func (w *world) holdNow(h *holds, region *evaluator.Region, s evaluator.Service, id evaluator.RevisionID) {
	if unfinished(s) || w.addsTaskSet(region, s) {
		h.unfinished = h.unfinished || slices.Contains(ran(s), id)
		h.source = h.source || slices.Contains(s.Sources, id) && !slices.Contains(ran(s), id) // one fact, said once
		if rollbackTarget(s) == id {
			h.unsure = append(h.unsure, "ECS306") // finished before the one that runs
		}
		return
	}
	if len(s.Deployments) > 1 && (slices.Contains(ran(s), id) || rollbackTarget(s) == id) {
		h.unsure = append(h.unsure, "ECS302", "ECS303", "ECS306") // it failed; whether it is finished is not said
		h.old = h.old || slices.Contains(ran(s), id)
	}
	h.steady = h.steady || current(s) == id
	h.rollback = h.rollback || rollbackTarget(s) == id && !lost(region, s, id)
	h.perhaps = h.perhaps || mayGoBackTo(region, s, id)
}

// holdAfter is about a service that the change moves or redeploys: it is steady
// on its new revision, and all that it ran can only be gone back to.
func (w *world) holdAfter(h *holds, region *evaluator.Region, s evaluator.Service, e effect, id evaluator.RevisionID) {
	if id == e.to {
		if !w.names(e.by, e.by.region, id) {
			h.steady = true
		} else if slices.Contains(ran(s), id) {
			// ECS307 speaks of the launch; the service ran the revision before it, too.
			h.unsure = append(h.unsure, "ECS302", "ECS303", "ECS402")
		}
		return
	}
	if slices.Contains(ran(s), id) {
		h.superseded = true
		return
	}
	// One that is deployed again as it is goes back to what it went back to before.
	same := !slices.ContainsFunc(ran(s), func(id evaluator.RevisionID) bool { return id != e.to })
	h.perhaps = h.perhaps || same && mayGoBackTo(region, s, id)
	if slices.Contains(s.Sources, id) || e.to == current(s) && rollbackTarget(s) == id {
		h.unsure = append(h.unsure, "ECS306") // not run, or not replaced
	}
}

// addsTaskSet reports whether the change gives the service a task set more.
func (w *world) addsTaskSet(region *evaluator.Region, s evaluator.Service) bool {
	return slices.ContainsFunc(w.requests, func(r *request) bool {
		return r.action == evaluator.CreateTaskSet && r.region == region && r.scope.Cluster == s.Cluster && r.scope.Service == s.Name &&
			w.effective(r)
	})
}

// rollbackTarget is the last successful revision that differs from the current.
func rollbackTarget(s evaluator.Service) evaluator.RevisionID {
	for _, id := range s.RollbackTargets {
		if id != current(s) {
			return id
		}
	}
	return evaluator.RevisionID{}
}

// tasksOn reports whether standalone tasks, or tasks of services that the change
// leaves alone, run the revision.
func (w *world) tasksOn(region *evaluator.Region, id evaluator.RevisionID) (standalone, ofServices bool) {
	standalone = len(w.created(region, id, evaluator.RunTask, evaluator.StartTask)) > 0
	for _, t := range region.Tasks {
		switch {
		case t.Revision != id:
		case t.Service == "":
			standalone = true
		default:
			e := w.effectOn(region, named(region, t.Cluster, t.Service))
			ofServices = ofServices || e.by == nil && !e.deleted
		}
	}
	return standalone, ofServices
}

// tasksOf reports whether tasks of the service run the revision.
func tasksOf(s evaluator.Service, region *evaluator.Region, id evaluator.RevisionID) bool {
	return slices.ContainsFunc(region.Tasks, func(t evaluator.Tasks) bool {
		return t.Revision == id && t.Cluster == s.Cluster && t.Service == s.Name
	})
}
