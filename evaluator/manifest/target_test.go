package manifest_test

import (
	"testing"

	"github.com/ecsgate/ecsgate/evaluator"
	"github.com/ecsgate/ecsgate/evaluator/manifest"
)

// TestTarget: what is written down for one file goes to what the file does, and no
// further.
func TestTarget(t *testing.T) {
	target := manifest.Target{
		Operation: evaluator.StartTask,
		Claim:     evaluator.Claim{Field: "c:3", Scope: evaluator.Scope{Account: "123456789012", Region: "eu-west-1"}},
	}
	body := []byte(`{"taskDefinition": "web:41"}`)
	template := []byte("Resources:\n  C: {Type: AWS::ECS::Cluster, Properties: {ClusterName: prod}}\n")
	change := manifest.ReadAll([]manifest.File{
		{Name: "a.json", Data: body, Target: target},
		{Name: "b.json", Data: body},
		{Name: "c.yaml", Data: template, Target: target},
	}, manifest.Options{Operation: evaluator.RunTask})
	if len(change.Operations) != 2 || len(change.Clusters) != 1 {
		t.Fatalf("got %+v", change)
	}
	a, b := change.Operations[0], change.Operations[1]
	if a.Action != evaluator.StartTask || a.Target != target.Claim {
		t.Errorf("the file with a target: got %s, %+v", a.Action, a.Target)
	}
	if b.Action != evaluator.RunTask || b.Target != (evaluator.Claim{}) {
		t.Errorf("the file without: got %s, %+v", b.Action, b.Target)
	}
	if c := change.Clusters[0]; c.Account != "123456789012" || c.Region != "eu-west-1" {
		t.Errorf("the cluster that is created: got %+v", c)
	}
}
