package evaluator

import (
	"slices"
	"testing"

	"github.com/ecsgate/ecsgate/evaluator/reference"
)

// TestOwnTarget: what is written down for one operation wins over what is for all,
// and contradicts the request under its own name.
func TestOwnTarget(t *testing.T) {
	t.Parallel()
	own := Claim{".ecsgate.yaml:7", Scope{Account: "123456789012", Region: "eu-west-1", Cluster: "prod", Service: "web"}}
	arn := reference.Reference{Kind: reference.Revision, Family: "web", Revision: 41, Partition: "aws", Account: "210987654321", Region: "us-east-1"}
	cluster := Claim{"cluster", Scope{Cluster: "staging"}}
	for _, test := range []struct {
		name      string
		op        Operation
		target    Scope
		scope     Scope
		conflicts []Conflict
	}{
		{"it fills", Operation{Action: UpdateService, Target: own}, Scope{},
			Scope{"aws", "123456789012", "eu-west-1", "prod", "web"}, nil},
		{"the request wins", Operation{Action: UpdateService, Target: own, Claims: []Claim{cluster}}, Scope{},
			Scope{"aws", "123456789012", "eu-west-1", "staging", "web"}, nil},
		{"it wins over the target of all", Operation{Action: UpdateService, Target: own}, Scope{Account: "111111111111", Region: "us-east-1", Cluster: "test"},
			Scope{"aws", "123456789012", "eu-west-1", "prod", "web"}, nil},
		{"the target of all fills what it leaves open", Operation{Action: UpdateService, Target: Claim{"c", Scope{Region: "eu-west-1"}}}, Scope{Account: "111111111111"},
			Scope{"aws", "111111111111", "eu-west-1", "default", ""}, nil},
		{"it contradicts the reference", Operation{Action: UpdateService, Target: own, Reference: arn}, Scope{Region: "us-east-1"},
			Scope{"aws", "123456789012", "eu-west-1", "prod", "web"}, []Conflict{
				{"taskDefinition", "account", "210987654321", ".ecsgate.yaml:7", "123456789012"},
				{"taskDefinition", "region", "us-east-1", ".ecsgate.yaml:7", "eu-west-1"},
			}},
		{"each under the name of what says it", Operation{Action: UpdateService, Target: Claim{"c", Scope{Region: "cn-north-1"}}, Reference: arn}, Scope{Account: "111111111111"},
			Scope{"aws-cn", "111111111111", "cn-north-1", "default", ""}, []Conflict{
				{"taskDefinition", "partition", "aws", "c", "aws-cn"},
				{"taskDefinition", "account", "210987654321", "--account", "111111111111"},
				{"taskDefinition", "region", "us-east-1", "c", "cn-north-1"},
			}},
	} {
		s := settle(&test.op, test.target, Scope{}, nil)
		if s.scope != test.scope {
			t.Errorf("%s: got scope %+v, want %+v", test.name, s.scope, test.scope)
		}
		if !slices.Equal(s.conflicts, test.conflicts) {
			t.Errorf("%s: got conflicts %+v, want %+v", test.name, s.conflicts, test.conflicts)
		}
	}
}
