package evaluator

import (
	"slices"
	"testing"

	"github.com/ecsgate/ecsgate/evaluator/reference"
)

func TestSettle(t *testing.T) {
	t.Parallel()
	ireland := newInventory(&Region{Partition: "aws", Account: "123456789012", Region: "eu-west-1"})
	virginia := newInventory(&Region{Partition: "aws", Account: "123456789012", Region: "us-east-1"})
	cluster := Claim{"cluster", Scope{Partition: "aws", Account: "123456789012", Region: "us-east-1", Cluster: "prod"}}
	long := Claim{"service", Scope{Partition: "aws", Account: "123456789012", Region: "us-east-1", Cluster: "staging", Service: "web"}}
	irish := reference.Reference{Kind: reference.Revision, Raw: "arn…", Family: "web", Revision: 41, Partition: "aws", Account: "123456789012", Region: "eu-west-1"}
	tests := []struct {
		name        string
		op          Operation
		target      Scope
		inventories []*inventory
		scope       Scope
		inventory   *inventory
		conflicts   []Conflict
	}{
		{"nothing said, one Region", Operation{Action: RunTask}, Scope{}, []*inventory{ireland},
			Scope{"aws", "123456789012", "eu-west-1", "default", ""}, ireland, nil},
		{"nothing said, two Regions", Operation{Action: RunTask}, Scope{}, []*inventory{ireland, virginia},
			Scope{"", "", "", "default", ""}, nil, nil},
		{"a flag chooses", Operation{Action: RunTask}, Scope{Region: "us-east-1"}, []*inventory{ireland, virginia},
			Scope{"aws", "123456789012", "us-east-1", "default", ""}, virginia, nil},
		{"the cluster's ARN chooses", Operation{Action: RunTask, Claims: []Claim{cluster}}, Scope{}, []*inventory{ireland, virginia},
			Scope{"aws", "123456789012", "us-east-1", "prod", ""}, virginia, nil},
		{"the reference's ARN chooses", Operation{Action: RunTask, Reference: irish}, Scope{}, []*inventory{ireland, virginia},
			Scope{"aws", "123456789012", "eu-west-1", "default", ""}, ireland, nil},
		{"the reference contradicts the cluster", Operation{Action: RunTask, Claims: []Claim{cluster}, Reference: irish}, Scope{}, []*inventory{ireland, virginia},
			Scope{"aws", "123456789012", "us-east-1", "prod", ""}, virginia,
			[]Conflict{{"taskDefinition", "region", "eu-west-1", "cluster", "us-east-1"}}},
		{"the service contradicts the cluster", Operation{Action: UpdateService, Claims: []Claim{cluster, long}}, Scope{}, []*inventory{virginia},
			Scope{"aws", "123456789012", "us-east-1", "prod", "web"}, virginia,
			[]Conflict{{"service", "cluster", "staging", "cluster", "prod"}}},
		{"a flag contradicts the reference", Operation{Action: RunTask, Reference: irish}, Scope{Region: "us-east-1"}, []*inventory{virginia},
			Scope{"aws", "123456789012", "us-east-1", "default", ""}, virginia,
			[]Conflict{{"taskDefinition", "region", "eu-west-1", "--region", "us-east-1"}}},
		{"a flag's Region has a partition", Operation{Action: RunTask, Reference: irish}, Scope{Region: "cn-north-1"}, nil,
			Scope{"aws-cn", "123456789012", "cn-north-1", "default", ""}, nil,
			[]Conflict{{"taskDefinition", "partition", "aws", "--region", "aws-cn"}, {"taskDefinition", "region", "eu-west-1", "--region", "cn-north-1"}}},
		{"a flag's cluster only fills", Operation{Action: RunTask, Claims: []Claim{cluster}}, Scope{Cluster: "staging"}, []*inventory{virginia},
			Scope{"aws", "123456789012", "us-east-1", "prod", ""}, virginia, nil},
		{"an unresolved cluster is not default", Operation{Action: RunTask, Gaps: []Gap{{"cluster", "!Ref C"}}}, Scope{}, []*inventory{ireland},
			Scope{"aws", "123456789012", "eu-west-1", "", ""}, ireland, nil},
		{"outside the state", Operation{Action: RunTask, Claims: []Claim{cluster}}, Scope{}, []*inventory{ireland},
			Scope{"aws", "123456789012", "us-east-1", "prod", ""}, nil, nil},
	}
	for _, test := range tests {
		s := settle(&test.op, test.target, Scope{}, test.inventories)
		if s.scope != test.scope {
			t.Errorf("%s: got scope %+v, want %+v", test.name, s.scope, test.scope)
		}
		if s.inventory != test.inventory {
			t.Errorf("%s: got another inventory", test.name)
		}
		if !slices.Equal(s.conflicts, test.conflicts) {
			t.Errorf("%s: got conflicts %+v, want %+v", test.name, s.conflicts, test.conflicts)
		}
	}
}
