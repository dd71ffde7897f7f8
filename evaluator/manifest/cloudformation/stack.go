package cloudformation

import (
	"cmp"
	"fmt"
	"slices"

	"github.com/ecsgate/ecsgate/evaluator"
	"github.com/ecsgate/ecsgate/evaluator/reference"
)

// physical returns the id of the resource that the stack has now for one of its
// template; "" where it has none, or nobody knows.
func (r *reader) physical(res *resource) string {
	if r.stack == nil {
		return ""
	}
	return r.stack.Resources[res.id]
}

// stackUnread reports whether somebody said which stack the template is deployed
// as, and what that consists of could not be read. An operation that depends on it
// then is not known.
func (r *reader) stackUnread(op *evaluator.Operation) bool {
	if r.stack == nil || r.stack.Unread == "" {
		return false
	}
	op.Unread = fmt.Sprintf("what stack %q holds could not be read: %s", r.stack.Stack, r.stack.Unread)
	return true
}

// hold says which revision the stack holds for a task definition of the template.
// Only one that does not change stays at that.
func (r *reader) hold(op *evaluator.Operation, res *resource) {
	physical := r.physical(res)
	if r.stackUnread(op) || physical == "" {
		return
	}
	ref := reference.Parse(physical)
	if ref.Kind != reference.Revision {
		op.Unread = fmt.Sprintf("stack %q holds %q for %s, which is no revision", r.stack.Stack, physical, res.id)
		return
	}
	op.Held = evaluator.Held{Stack: r.stack.Stack, RevisionID: evaluator.RevisionID{Family: ref.Family, Revision: ref.Revision}}
}

// findService says which service the resource is now, as far as the template
// leaves that open. Where the template names another than the stack has,
// CloudFormation makes a new one, of which the stack knows nothing.
func (r *reader) findService(op *evaluator.Operation, res *resource) {
	var named evaluator.Scope
	for _, claim := range op.Claims {
		named.Cluster, named.Service = cmp.Or(named.Cluster, claim.Cluster), cmp.Or(named.Service, claim.Service)
	}
	open := named.Service == "" || slices.ContainsFunc(op.Gaps, func(g evaluator.Gap) bool { return g.Field == "cluster" })
	if !open || r.stackUnread(op) || r.physical(res) == "" {
		return
	}
	now := evaluator.ServiceClaim("service", r.physical(res))
	other := func(name, now string) bool { return name != "" && now != "" && name != now }
	if other(named.Service, now.Service) || other(named.Cluster, now.Cluster) {
		return
	}
	// What the template does name, by a value that is not known, may come to be
	// another name than the one that it has now.
	r.guessed = r.guessed || len(op.Gaps) > 0
	op.Claims = append(op.Claims, now)
}

// place says of what the stack consists of, and of what the template adds, where
// it is.
func (r *reader) place() {
	if r.stack == nil || r.stack.Unread != "" {
		return
	}
	at := evaluator.Claim{Field: "--stack", Scope: r.stack.Place}
	for i := range r.change.Operations {
		op := &r.change.Operations[i]
		op.Claims = append([]evaluator.Claim{at}, op.Claims...)
	}
}
