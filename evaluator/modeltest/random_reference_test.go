package modeltest_test

import (
	"github.com/ecsgate/ecsgate/evaluator"
	"github.com/ecsgate/ecsgate/evaluator/reference"
)

// reference names a task definition in one of the ways that there are. Only a
// launch can leave it out or mean what the change registers.
func (d dice) reference(region *evaluator.Region, launch bool) reference.Reference {
	name := pick(d, familyNames...)
	if len(region.Families) > 0 && d.chance(90) {
		name = pick(d, region.Families...).Name
	}
	switch p := d.IntN(100); {
	case p < 25:
		return byNumber(name, 1+d.IntN(6))
	case p < 30:
		return byNumber(name, latest(family(region, name))+1+d.IntN(2))
	case p < 33:
		return reference.Reference{Kind: reference.Unresolved, Raw: "${TASK}", Reason: "${TASK} has no value"}
	case p < 36:
		return reference.Reference{Kind: reference.Invalid, Raw: name + ":latest", Reason: "latest is not a revision number"}
	case p < 60 && launch, p < 40:
		return byFamily(name)
	case p < 80 && launch:
		return reference.Reference{Kind: reference.Absent}
	}
	if id := d.held(region); id.Revision > 0 {
		return byNumber(id.Family, id.Revision)
	}
	return byNumber(name, 1+d.IntN(6))
}

// held picks a revision that something in the Region holds, or an ACTIVE one.
func (d dice) held(region *evaluator.Region) evaluator.RevisionID {
	var ids []evaluator.RevisionID
	for _, s := range region.Services {
		ids = append(ids, ran(s)...)
		ids = append(ids, s.Sources...)
		ids = append(ids, s.Sources...) // few, and easily overlooked
		ids = append(ids, s.RollbackTargets...)
	}
	for _, t := range region.Tasks {
		ids = append(ids, t.Revision)
	}
	for _, f := range region.Families {
		if active := f.Active.Numbers(); len(active) > 0 {
			ids = append(ids, evaluator.RevisionID{Family: f.Name, Revision: pick(d, active...)}, evaluator.RevisionID{Family: f.Name, Revision: f.Active.Max()})
		}
	}
	if len(ids) == 0 {
		return evaluator.RevisionID{}
	}
	return pick(d, ids...)
}

// locate says where an operation goes: by an ARN, by a Region, or not at all
// where a target is written down. Some ARNs contradict the rest.
func (d dice) locate(op *evaluator.Operation, t *trial, region *evaluator.Region) {
	if t.run.Target.Region != "" && (op.Action == evaluator.RegisterTaskDefinition || op.Action == evaluator.Release) {
		return // nothing that could contradict the target
	}
	named := op.Reference.Kind == reference.Revision || op.Reference.Kind == reference.Family
	switch p := d.IntN(100); {
	case t.run.Target.Region == "" && p < 50:
		op.Claims = append(op.Claims, inRegion(region.Region))
	case t.run.Target.Region == "", p < 15:
		op.Claims = append(op.Claims, clusterClaims(op, region)...)
	case p < 17 && op.Action != evaluator.RegisterTaskDefinition && op.Action != evaluator.Release:
		op.Claims = append(op.Claims, inRegion(regions[1]))
	}
	switch p := d.IntN(100); {
	case !named:
	case p < 10:
		op.Reference = asARN(op.Reference, home, region.Region)
	case p < 13:
		op.Reference = asARN(op.Reference, home, "ap-south-1")
	case p < 15:
		op.Reference = asARN(op.Reference, "210987654321", region.Region)
	}
}

// clusterClaims turns the cluster's name into its ARN.
func clusterClaims(op *evaluator.Operation, region *evaluator.Region) []evaluator.Claim {
	for i, c := range op.Claims {
		if c.Field == "cluster" {
			op.Claims[i] = clusterARN(region.Region, c.Cluster)
			return nil
		}
	}
	return []evaluator.Claim{inRegion(region.Region)}
}
