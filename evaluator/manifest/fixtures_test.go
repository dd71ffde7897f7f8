package manifest_test

import (
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/ecsgate/ecsgate/evaluator"
	"github.com/ecsgate/ecsgate/evaluator/document"
	"github.com/ecsgate/ecsgate/evaluator/manifest"
	"github.com/ecsgate/ecsgate/evaluator/reference"
)

var update = flag.Bool("update", false, "rewrite the golden files")

const fixtures = "../../fixtures/manifests/"

// golden is what a golden file holds of a change.
type golden struct {
	Operations []goldenOperation   `json:"operations,omitempty"`
	Notes      []evaluator.Note    `json:"notes,omitempty"`
	Failures   []evaluator.Failure `json:"failures,omitempty"`
}

type goldenOperation struct {
	Action       evaluator.Action    `json:"action"`
	Kind         string              `json:"kind"`
	At           string              `json:"at"`
	Path         string              `json:"path,omitempty"`
	Reference    reference.Reference `json:"reference"`
	Claims       []goldenClaim       `json:"claims,omitempty"`
	Gaps         []evaluator.Gap     `json:"gaps,omitempty"`
	DesiredCount *int                `json:"desiredCount,omitempty"`
	Force        bool                `json:"forceNewDeployment,omitempty"`
	Controller   string              `json:"deploymentController,omitempty"`
	Parameters   []string            `json:"parameters"`
	Fields       map[string]string   `json:"fields"`
}

// goldenClaim is a claim without what it does not say.
type goldenClaim struct {
	Field     string `json:"field"`
	Partition string `json:"partition,omitempty"`
	Account   string `json:"account,omitempty"`
	Region    string `json:"region,omitempty"`
	Cluster   string `json:"cluster,omitempty"`
	Service   string `json:"service,omitempty"`
}

// TestFixtures compares what is read from every fixture with the golden file
// beside it.
func TestFixtures(t *testing.T) {
	for _, folder := range []string{"cli", "broken"} {
		entries, err := os.ReadDir(fixtures + folder)
		if err != nil {
			t.Fatal(err)
		}
		for _, entry := range entries {
			if strings.HasSuffix(entry.Name(), ".golden.json") {
				continue
			}
			t.Run(folder+"/"+entry.Name(), func(t *testing.T) {
				compareGolden(t, filepath.Join(fixtures, folder, entry.Name()))
			})
		}
	}
}

func compareGolden(t *testing.T, path string) {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	change := manifest.Read(manifest.File{Name: filepath.Base(path), Data: data}, manifest.Options{})
	got, err := json.MarshalIndent(goldenOf(change), "", "  ")
	if err != nil {
		t.Fatal(err)
	}
	goldenPath := strings.TrimSuffix(path, filepath.Ext(path)) + ".golden.json"
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
		t.Errorf("%s reads as\n%s\nwant\n%s", path, got, want)
	}
}

func goldenOf(change evaluator.Change) golden {
	g := golden{Notes: change.Notes, Failures: change.Failures}
	for _, op := range change.Operations {
		fields := map[string]string{}
		for name, at := range op.Fields {
			fields[name] = place(at)
		}
		var claims []goldenClaim
		for _, c := range op.Claims {
			claims = append(claims, goldenClaim{c.Field, c.Partition, c.Account, c.Region, c.Cluster, c.Service})
		}
		g.Operations = append(g.Operations, goldenOperation{
			Action: op.Action, Kind: op.Kind, At: place(op.Position), Path: op.Path, Reference: op.Reference,
			Claims: claims, Gaps: op.Gaps, DesiredCount: op.DesiredCount, Force: op.ForceNewDeployment,
			Controller: op.DeploymentController, Parameters: op.Parameters, Fields: fields,
		})
	}
	return g
}

func place(at document.Position) string { return fmt.Sprintf("%d:%d", at.Line, at.Column) }
