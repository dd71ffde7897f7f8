package manifest_test

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/ecsgate/ecsgate/evaluator"
	"github.com/ecsgate/ecsgate/evaluator/manifest"
)

// storedFolders hold what other services store and send later.
var storedFolders = []string{"codedeploy", "eventbridge", "scheduler", "pipes", "stepfunctions"}

// storedGolden is what a golden file of theirs holds of a change.
type storedGolden struct {
	Operations []storedGoldenOperation `json:"operations,omitempty"`
	Notes      []evaluator.Note        `json:"notes,omitempty"`
	Failures   []evaluator.Failure     `json:"failures,omitempty"`
}

type storedGoldenOperation struct {
	goldenOperation
	Origin evaluator.Origin     `json:"origin"`
	Maybe  bool                 `json:"maybe,omitempty"`
	Holder evaluator.HolderKind `json:"holder,omitempty"`
	Name   string               `json:"name,omitempty"`
	Sleeps bool                 `json:"disabled,omitempty"`
	EndsAt *time.Time           `json:"endsAt,omitempty"`
	// Releases is the kind and the name of what is let go.
	Releases string         `json:"releases,omitempty"`
	Request  map[string]any `json:"request,omitempty"`
}

// TestStoredFixtures compares what is read from every fixture with the golden
// file beside it.
func TestStoredFixtures(t *testing.T) {
	for _, path := range storedFixtures(t) {
		t.Run(path, func(t *testing.T) {
			data, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			change := manifest.Read(manifest.File{Name: filepath.Base(path), Data: data}, manifest.Options{})
			assertSound(t, change)
			compareStored(t, path+".golden.json", change)
		})
	}
}

// storedFixtures are the paths of all of them. Beside each stands its golden
// file, under its whole name: some differ only in what follows the first dot.
func storedFixtures(t testing.TB) []string {
	t.Helper()
	var paths []string
	for _, folder := range storedFolders {
		found, err := filepath.Glob(fixtures + folder + "/*")
		if err != nil {
			t.Fatal(err)
		}
		for _, path := range found {
			if !strings.HasSuffix(path, ".golden.json") {
				paths = append(paths, path)
			}
		}
	}
	if len(paths) == 0 {
		t.Fatal("no fixture")
	}
	return paths
}

func compareStored(t *testing.T, goldenPath string, change evaluator.Change) {
	t.Helper()
	g := storedGolden{Notes: change.Notes, Failures: change.Failures}
	plain := goldenOf(change).Operations
	for i, op := range change.Operations {
		one := storedGoldenOperation{goldenOperation: plain[i], Origin: op.Origin, Maybe: op.Maybe, Request: op.Request}
		if op.Stored != nil {
			one.Holder, one.Name, one.Sleeps = op.Stored.Holder, op.Stored.Name, !op.Stored.Enabled
			if !op.Stored.EndsAt.IsZero() {
				one.EndsAt = &op.Stored.EndsAt
			}
		}
		if op.Releases != nil {
			one.Releases = string(op.Releases.Kind) + " " + op.Releases.Name
		}
		g.Operations = append(g.Operations, one)
	}
	got, err := json.MarshalIndent(g, "", "  ")
	if err != nil {
		t.Fatal(err)
	}
	if *update {
		if err := os.WriteFile(goldenPath, append(got, '\n'), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(goldenPath)
	if err != nil {
		t.Fatal(err)
	}
	if string(got)+"\n" != string(want) {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

// Files that share a name or two with these kinds must not pass for them.
func TestNotStoredKinds(t *testing.T) {
	tests := []struct{ name, data string }{
		{"kustomization", "resources:\n  - deployment.yaml\nversion: 1\n"},
		{"Deployment Manager", "version: 1\nresources:\n  - name: vm\n    type: compute.v1.instance\n    properties: {zone: a}\n"},
		{"Azure template", `{"contentVersion": "1.0.0.0", "resources": [{"type": "Microsoft.Web/sites", "properties": {"properties": {}}}]}`},
		{"MoveApps", `{"settings": [{"id": "a"}], "dependencies": {"R": []}, "license": {"key": "MIT"}}`},
		{"deployment group", `{"applicationName": "shop", "deploymentGroupName": "web", "serviceRoleArn": "r"}`},
		{"state chart", `{"initial": "a", "states": {"a": {"on": {"NEXT": "b"}}}}`},
		{"targets of Systems Manager", `{"Targets": [{"Key": "tag:role", "Values": ["web"]}]}`},
		{"targets of a load balancer", `{"Targets": [{"Id": "i-1", "Port": 80}]}`},
		{"IoT definition", `{"definition": {"inputs": []}, "roleArn": "r"}`},
		{"source and target", `{"Source": "a", "Target": "b"}`},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			change := manifest.Read(manifest.File{Name: "a.yaml", Data: []byte(test.data)}, manifest.Options{})
			if len(change.Failures) != 1 || !strings.HasPrefix(change.Failures[0].Message, "not a manifest") {
				t.Errorf("got %+v, want one failure", change)
			}
		})
	}
}

// BenchmarkReadStored reads a megabyte of each kind.
func BenchmarkReadStored(b *testing.B) {
	const size = 1 << 20
	repeat := func(head, part, separator, tail string) []byte {
		return []byte(head + strings.Repeat(part+separator, size/len(part)) + part + tail)
	}
	states := func(count int) string {
		var b strings.Builder
		for i := range count {
			fmt.Fprintf(&b, `"Run%d": {"Type": "Task", "Resource": "arn:aws:states:::ecs:runTask.sync", "Parameters": {"Cluster": "prod", "TaskDefinition": "web:%d"}, "Next": "Run%d"},`, i, i+1, i+1)
		}
		return `{"StartAt": "Run0", "States": {` + b.String() + `"End": {"Type": "Succeed"}}}`
	}
	target := `{"Id": "a", "Arn": "arn:aws:ecs:eu-west-1:123456789012:cluster/prod", "EcsParameters": {"TaskDefinitionArn": "web:1"}}`
	resource := `{"Web": {"Type": "AWS::ECS::Service", "Properties": {"TaskDefinition": "web:1", "LoadBalancerInfo": {"ContainerName": "web"}}}}`
	for name, data := range map[string][]byte{
		"appspec":      repeat(`{"Resources": [`, resource, ",", "]}"),
		"targets":      repeat("[", target, ",", "]"),
		"statemachine": []byte(states(size / 200)),
		"unrendered":   []byte(strings.ReplaceAll(states(size/200), `"prod"`, "${cluster}")),
	} {
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			b.SetBytes(int64(len(data)))
			for b.Loop() {
				if change := manifest.Read(manifest.File{Name: "a.json", Data: data}, manifest.Options{}); len(change.Operations) < 1000 {
					b.Fatalf("got %d operations, %v", len(change.Operations), change.Failures)
				}
			}
		})
	}
}
