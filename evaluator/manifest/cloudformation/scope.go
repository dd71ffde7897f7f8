package cloudformation

import (
	"strings"

	"github.com/ecsgate/ecsgate/evaluator"
)

// target says, in an operation, which cluster or service a place names.
type target struct {
	field string
	claim func(field, value string) evaluator.Claim
	// own returns the resource of this template that a hole stands for, property
	// is what names it.
	own      func(*hole) *resource
	property string
	prefix   string
}

var (
	clusterTarget = target{"cluster", evaluator.ClusterClaim, (*hole).cluster, "ClusterName", "cluster/"}
	serviceTarget = target{"service", evaluator.ServiceClaim, (*hole).service, "ServiceName", "service/"}
)

// aim adds the claim, or the gap, that stands at a place. It reports whether
// there was anything to add.
func (r *reader) aim(op *evaluator.Operation, p place, to target) bool {
	t, why := r.resolve(p)
	if why == "" && t == "" {
		return false
	}
	h := r.firstHole(t)
	switch {
	case why != "":
	case h == nil && isPlaceholder(t):
		why = oneLine(t) + ": not a name"
	case h == nil:
		op.Claims = append(op.Claims, to.claim(to.field, t))
		return true
	default:
		claim, ok := r.claim(t, to)
		if ok {
			op.Claims = append(op.Claims, claim)
			return true
		}
		why = r.raw(p) + ": " + h.why
		if h = r.onlyHole(t); h != nil && to.own(h) != nil {
			why = "created by this template (" + h.resource.id + ")"
			r.stackUnread(op)
		}
	}
	op.Gaps = append(op.Gaps, evaluator.Gap{Field: to.field, Reason: why})
	return true
}

// claim reads a text with holes: a resource of this template whose name is
// known, or an ARN that leaves out only where the stack is.
func (r *reader) claim(t string, to target) (evaluator.Claim, bool) {
	if h := r.onlyHole(t); h != nil && to.own(h) != nil {
		name, ok := r.resourceName(to.own(h), to.property)
		return to.claim(to.field, name), ok
	}
	a, ok := r.arn(t)
	if !ok {
		return evaluator.Claim{}, false
	}
	name, ok := strings.CutPrefix(a.Resource, to.prefix)
	claim := evaluator.Claim{Field: to.field}
	claim.Partition, claim.Region, claim.Account = a.Partition, a.Region, a.Account
	cluster, service, long := strings.Cut(name, "/")
	switch {
	case !ok || r.firstHole(name) != nil || isPlaceholder(name):
		return evaluator.Claim{}, false
	case to.field == "cluster":
		claim.Cluster = name
	case long:
		claim.Cluster, claim.Service = cluster, service
	default:
		claim.Service = name
	}
	return claim, true
}
