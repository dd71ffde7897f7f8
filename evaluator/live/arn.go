package live

import (
	"strings"

	"github.com/ecsgate/ecsgate/evaluator/reference"
)

// named returns what follows a prefix in the resource of a service's ARN.
func named(arn, service, prefix string) (string, bool) {
	parsed, ok := reference.ParseARN(arn)
	if !ok || parsed.Service != service {
		return "", false
	}
	return strings.CutPrefix(parsed.Resource, prefix)
}

// arn writes the ARN of a resource of this account and Region.
func (r *reader) arn(service, resource string) string {
	return strings.Join([]string{"arn", reference.PartitionOf(r.region), service, r.region, r.account, resource}, ":")
}

// lastPart returns what follows the last slash: a service's name in either form
// of its ARN, with its cluster and without.
func lastPart(resource string) string {
	return resource[strings.LastIndexByte(resource, '/')+1:]
}
