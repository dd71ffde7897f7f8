package evaluator

import (
	"strings"

	"github.com/ecsgate/ecsgate/evaluator/reference"
)

// ClusterClaim returns what the value of a cluster parameter says: a name, and
// for an ARN its partition, account and Region, too. Text that is no cluster's
// ARN is taken for a name as it stands, so that a wrong ARN names a cluster that
// nobody has instead of none at all.
func ClusterClaim(field, value string) Claim {
	claim := Claim{Field: field, Scope: Scope{Cluster: value}}
	arn, ok := reference.ParseARN(value)
	if !ok || arn.Service != "ecs" {
		return claim
	}
	if name, ok := strings.CutPrefix(arn.Resource, "cluster/"); ok {
		claim.Scope = Scope{Partition: arn.Partition, Account: arn.Account, Region: arn.Region, Cluster: name}
	}
	return claim
}

// ServiceClaim returns what the value of a service parameter says: a name, and
// for an ARN its partition, account and Region, too. A long ARN
// (service/CLUSTER/NAME) names the cluster as well; the short form that ECS
// gave out before November 2018 (service/NAME) does not. Text that is no
// service's ARN is taken for a name as it stands.
func ServiceClaim(field, value string) Claim {
	claim := Claim{Field: field, Scope: Scope{Service: value}}
	arn, ok := reference.ParseARN(value)
	if !ok || arn.Service != "ecs" {
		return claim
	}
	if name, ok := strings.CutPrefix(arn.Resource, "service/"); ok {
		claim.Scope = Scope{Partition: arn.Partition, Account: arn.Account, Region: arn.Region, Service: name}
		if cluster, service, long := strings.Cut(name, "/"); long {
			claim.Cluster, claim.Service = cluster, service
		}
	}
	return claim
}
