package manifest

import (
	"slices"
	"strings"

	"github.com/ecsgate/ecsgate/evaluator"
	"github.com/ecsgate/ecsgate/evaluator/document"
	"github.com/ecsgate/ecsgate/evaluator/reference"
)

// onCommandLine is why a part of a request is not known: options of the
// command add to the file's parameters.
const onCommandLine = "not in the file; given on the command line"

// aim says where the request goes: what its parameters claim, and what they
// leave open.
func (r request) aim(op *evaluator.Operation) {
	if value := r.value(paramCluster).Str(); value != "" {
		r.say(op, paramCluster, value, evaluator.ClusterClaim)
	}
	if name := r.serviceParameter(); name != "" {
		if value := r.value(name).Str(); value != "" {
			r.say(op, name, value, evaluator.ServiceClaim)
		} else {
			op.Gaps = append(op.Gaps, evaluator.Gap{Field: paramService, Reason: onCommandLine})
		}
	}
	for _, item := range items(r.value(paramContainerInstances)) {
		if claim, ok := instanceClaim(item.Str()); ok && !slices.Contains(op.Claims, claim) {
			op.Claims = append(op.Claims, claim)
		}
	}
}

// value returns the value of a parameter, or nil where the request does not
// take it.
func (r request) value(name string) *document.Node {
	if !parameters[r.action][name] {
		return nil
	}
	return r.values[name]
}

// serviceParameter names the parameter that says which service is meant, or "".
func (r request) serviceParameter() string {
	for _, name := range []string{paramService, paramServiceName} {
		if parameters[r.action][name] {
			return name
		}
	}
	return ""
}

// say adds the claim of one parameter, or the gap that a placeholder leaves.
func (r request) say(op *evaluator.Operation, field, value string, claim func(field, value string) evaluator.Claim) {
	if parsed := reference.Parse(value); parsed.Kind == reference.Unresolved {
		part := paramCluster
		if field != paramCluster {
			part = paramService
		}
		op.Gaps = append(op.Gaps, evaluator.Gap{Field: part, Reason: parsed.Reason})
		return
	}
	op.Claims = append(op.Claims, claim(field, value))
}

// instanceClaim returns what the ARN of a container instance says; its id alone
// says nothing. The long form names the cluster: container-instance/CLUSTER/ID.
func instanceClaim(value string) (evaluator.Claim, bool) {
	arn, ok := reference.ParseARN(value)
	if !ok || arn.Service != "ecs" {
		return evaluator.Claim{}, false
	}
	rest, ok := strings.CutPrefix(arn.Resource, "container-instance/")
	if !ok {
		return evaluator.Claim{}, false
	}
	claim := evaluator.Claim{
		Field: paramContainerInstances,
		Scope: evaluator.Scope{Partition: arn.Partition, Account: arn.Account, Region: arn.Region},
	}
	if cluster, _, long := strings.Cut(rest, "/"); long {
		claim.Cluster = cluster
	}
	return claim, true
}
