package cloudformation_test

import (
	"encoding/json"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/ecsgate/ecsgate/evaluator"
	"github.com/ecsgate/ecsgate/evaluator/document"
	"github.com/ecsgate/ecsgate/evaluator/manifest/cloudformation"
	"github.com/ecsgate/ecsgate/evaluator/reference"
)

var update = flag.Bool("update", false, "rewrite the golden files")

const fixtures = "../../../fixtures/manifests/cloudformation"

// golden is what a golden file holds of a change.
type golden struct {
	Operations []goldenOperation
	Clusters   []evaluator.Scope   `json:",omitempty"`
	Notes      []evaluator.Note    `json:",omitempty"`
	Failures   []evaluator.Failure `json:",omitempty"`
}

type goldenOperation struct {
	Action               evaluator.Action
	Path                 string
	Line, Column         int
	Reference            reference.Reference
	Claims               []evaluator.Claim `json:",omitempty"`
	Gaps                 []evaluator.Gap   `json:",omitempty"`
	DesiredCount         *int              `json:",omitempty"`
	ForceNewDeployment   bool              `json:",omitempty"`
	DeploymentController string            `json:",omitempty"`
	Parameters           []string          `json:",omitempty"`
	Request              map[string]any    `json:",omitempty"`
	Stored               *goldenStored     `json:",omitempty"`
}

type goldenStored struct {
	Holder  evaluator.HolderKind
	Name    string
	Enabled bool
	EndsAt  *time.Time `json:",omitempty"`
}

func TestFixtures(t *testing.T) {
	files, err := filepath.Glob(filepath.Join(fixtures, "*"))
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range files {
		if strings.HasSuffix(file, ".golden.json") {
			continue
		}
		t.Run(filepath.Base(file), func(t *testing.T) {
			root := parse(t, file)
			if !cloudformation.Recognise(root) {
				t.Error("not recognised")
			}
			change := cloudformation.Read(root, filepath.Base(file), nil)
			compare(t, strings.TrimSuffix(file, filepath.Ext(file))+".golden.json", change)
			checkInvariants(t, change)
			checkMarks(t, change)
		})
	}
}

func parse(t testing.TB, file string) *document.Node {
	t.Helper()
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	return parseText(t, string(data))
}

func parseText(t testing.TB, text string) *document.Node {
	t.Helper()
	documents, err := document.Read([]byte(text))
	if err != nil {
		t.Fatal(err)
	}
	return documents[0].Root
}

func compare(t *testing.T, file string, change evaluator.Change) {
	t.Helper()
	g := golden{Clusters: change.Clusters, Notes: change.Notes, Failures: change.Failures}
	for _, op := range change.Operations {
		g.Operations = append(g.Operations, goldenOf(op))
	}
	data, err := json.MarshalIndent(g, "", "  ")
	if err != nil {
		t.Fatal(err)
	}
	got := string(data) + "\n"
	if *update {
		if err := os.WriteFile(file, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if got != string(want) {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

func goldenOf(op evaluator.Operation) goldenOperation {
	g := goldenOperation{
		Action: op.Action, Path: op.Path, Line: op.Line, Column: op.Column, Reference: op.Reference,
		Claims: op.Claims, Gaps: op.Gaps, DesiredCount: op.DesiredCount,
		ForceNewDeployment: op.ForceNewDeployment, DeploymentController: op.DeploymentController,
		Parameters: op.Parameters,
	}
	if s := op.Stored; s != nil {
		g.Stored = &goldenStored{Holder: s.Holder, Name: s.Name, Enabled: s.Enabled}
		g.Request = op.Request
		if !s.EndsAt.IsZero() {
			g.Stored.EndsAt = &s.EndsAt
		}
	}
	return g
}
