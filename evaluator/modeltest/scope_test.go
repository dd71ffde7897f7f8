package modeltest_test

import (
	"slices"

	"github.com/ecsgate/ecsgate/evaluator"
	"github.com/ecsgate/ecsgate/evaluator/reference"
)

// place finds out where a request goes. What its claims say holds; a target that
// somebody wrote down fills the rest and must not be contradicted. The ARN of a
// task definition does not say where the request is sent, unless nothing else
// does.
func (w *world) place(r *request) {
	says := make([]evaluator.Scope, 0, len(r.Claims)+2)
	for _, claim := range r.Claims {
		says = append(says, claim.Scope)
	}
	target := w.run.Target
	says = append(says, evaluator.Scope{Partition: target.Partition, Account: target.Account, Region: target.Region},
		evaluator.Scope{Partition: r.Reference.Partition, Account: r.Reference.Account, Region: r.Reference.Region})
	for _, s := range says {
		r.merge(&r.scope.Partition, s.Partition)
		r.merge(&r.scope.Account, s.Account)
		r.merge(&r.scope.Region, s.Region)
		r.merge(&r.scope.Cluster, s.Cluster)
		r.merge(&r.scope.Service, s.Service)
	}
	if r.scope.Cluster == "" && !r.gap("cluster") {
		r.scope.Cluster = "default"
	}
	for _, region := range w.run.State.Regions {
		if region.Partition == r.scope.Partition && region.Account == r.scope.Account && region.Region == r.scope.Region {
			r.region = region
		}
	}
}

func (r *request) merge(part *string, says string) {
	switch {
	case says == "":
	case *part == "":
		*part = says
	case *part != says:
		r.conflict = true
	}
}

// gap reports whether a part of the request can not be known.
func (r *request) gap(field string) bool {
	return slices.ContainsFunc(r.Gaps, func(g evaluator.Gap) bool { return g.Field == field })
}

// unresolved reports whether something of the request can not be known before
// it is sent.
func (r *request) unresolved() bool {
	return len(r.Gaps) > 0 || r.Reference.Kind == reference.Unresolved || r.scope.Region == "" || r.scope.Account == ""
}

// resolve finds out what the reference means after the change's registrations.
func (w *world) resolve(r *request) {
	r.kind = r.Reference.Kind
	if !r.readable() {
		return
	}
	name := r.Reference.Family
	f := family(r.region, name)
	known := covered(r.region, evaluator.Families)
	if r.kind == reference.Produced || r.kind == reference.Family && !known && w.registered(r.region, name) {
		r.revision, r.status = evaluator.RevisionID{Family: name}, evaluator.Active
		if known {
			r.revision.Revision = latest(f) + 1
		}
		return
	}
	if !known {
		return
	}
	switch r.kind {
	case reference.Revision:
		r.revision = evaluator.RevisionID{Family: name, Revision: r.Reference.Revision}
		r.status = w.statusOf(r.region, r.revision)
		if r.status == evaluator.Active && r.revision.Revision > latest(f) {
			r.kind = reference.Produced
		}
		r.newer = w.stale() && r.status == evaluator.Missing && r.revision.Revision > latest(f)
	case reference.Family:
		active := w.active(r.region, name)
		if len(active) == 0 {
			r.newer = w.stale()
			return
		}
		r.revision, r.status = evaluator.RevisionID{Family: name, Revision: slices.Max(active)}, evaluator.Active
	}
}
