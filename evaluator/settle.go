package evaluator

import (
	"cmp"
	"slices"

	"github.com/ecsgate/ecsgate/evaluator/reference"
)

// defaultCluster is the cluster of a request that names none (RunTask,
// CreateService and UpdateService: "if you do not specify a cluster, the
// default cluster is assumed", Amazon ECS API reference).
const defaultCluster = "default"

// settle finds out where an operation goes: what its own ARNs and names say,
// then what somebody wrote down for it, then the ARN of its reference, then
// where requests go that say nothing, then the only account and Region that the
// state knows.
func settle(op *Operation, target, byDefault Scope, inventories []*inventory) *subject {
	s := &subject{Operation: op, action: op.Action, reference: op.Reference, gaps: slices.Clone(op.Gaps), unknown: unknowns{}}
	s.reference.Kind = kindOf(op)
	claims := slices.Clone(op.Claims)
	arn := Claim{Field: "taskDefinition", Scope: Scope{Partition: op.Reference.Partition, Account: op.Reference.Account, Region: op.Reference.Region}}
	written := writtenDown(op.Target, target)
	s.conflicts = contradictions(append(claims, arn), written)
	for _, claim := range slices.Concat(claims, []Claim{op.Target, {Scope: target}}, written, []Claim{arn}) {
		s.scope = s.scope.fill(claim.Scope)
	}
	s.guessed = slices.ContainsFunc(s.gaps, func(g Gap) bool { return (g.Field == "account" || g.Field == "region") && !s.scope.has(g.Field) })
	s.scope = s.scope.fill(byDefault)
	s.nameCluster()
	s.inventory, s.outside = locate(inventories, s.scope)
	if s.inventory != nil {
		s.scope = s.scope.fill(Scope{Partition: s.inventory.Partition, Account: s.inventory.Account, Region: s.inventory.Region.Region})
	}
	if s.scope.Region != "" {
		s.scope.Partition = cmp.Or(s.scope.Partition, reference.PartitionOf(s.scope.Region))
	}
	s.gaps = slices.DeleteFunc(s.gaps, func(g Gap) bool { return s.scope.has(g.Field) })
	return s
}

// kindOf is the kind of the operation's reference. A reader that forgot to say
// has not looked: that must not pass for "no rule applies".
func kindOf(op *Operation) reference.Kind {
	switch {
	case op.Reference.Kind != "":
		return op.Reference.Kind
	case op.Action == DeleteService || op.Action == Release:
		return reference.Absent
	default:
		return reference.Unresolved
	}
}

// nameCluster gives the request its cluster where it leaves it out. Of what the
// account holds already nobody knows then whether it leaves it out or computes it.
func (s *subject) nameCluster() {
	if s.Origin == FromState {
		return
	}
	_, unresolved := s.gap("cluster")
	if s.scope.Cluster == "" && !unresolved && (s.Action.Launches() || s.Action == DeleteService) {
		s.scope.Cluster = defaultCluster
	}
}

// fill takes from other what s does not say.
func (s Scope) fill(other Scope) Scope {
	return Scope{
		Partition: cmp.Or(s.Partition, other.Partition),
		Account:   cmp.Or(s.Account, other.Account),
		Region:    cmp.Or(s.Region, other.Region),
		Cluster:   cmp.Or(s.Cluster, other.Cluster),
		Service:   cmp.Or(s.Service, other.Service),
	}
}

// has reports whether a part of the scope is known after all.
func (s Scope) has(field string) bool {
	switch field {
	case "account":
		return s.Account != ""
	case "region":
		return s.Region != ""
	case "cluster":
		return s.Cluster != ""
	case "service":
		return s.Service != ""
	}
	return false
}

// contradictions compares the claims of one request with each other, and then
// with what somebody wrote down. Each part of the scope is told once, of the
// last claim that differs: that is the reference where it is the reference's
// fault. A cluster that was written down only fills a gap.
func contradictions(claims, written []Claim) []Conflict {
	parts := []struct {
		what string
		of   func(Scope) string
	}{
		{"partition", func(s Scope) string { return s.Partition }},
		{"account", func(s Scope) string { return s.Account }},
		{"region", func(s Scope) string { return s.Region }},
		{"cluster", func(s Scope) string { return s.Cluster }},
	}
	conflicts := []Conflict{}
	for _, part := range parts {
		if c, found := contradiction(part.what, part.of, claims, written); found {
			conflicts = append(conflicts, c)
		}
	}
	return conflicts
}

// contradiction finds two claims that differ. The request's own parameter is the
// one at fault, not what somebody wrote down.
func contradiction(what string, of func(Scope) string, claims, written []Claim) (Conflict, bool) {
	all := slices.Concat(claims, written)
	for later := len(all) - 1; later > 0; later-- {
		for _, earlier := range all[:later] {
			a, b := of(earlier.Scope), of(all[later].Scope)
			switch {
			case a == "" || b == "" || a == b:
			case later < len(claims):
				return Conflict{Field: all[later].Field, What: what, Says: b, Other: earlier.Field, OtherSays: a}, true
			default:
				return Conflict{Field: earlier.Field, What: what, Says: a, Other: all[later].Field, OtherSays: b}, true
			}
		}
	}
	return Conflict{}, false
}
