// Package manifesttest writes down what readers of manifests found, for the
// golden files of their tests.
package manifesttest

import (
	"encoding/json"
	"os"
	"testing"
	"time"

	"github.com/ecsgate/ecsgate/evaluator"
	"github.com/ecsgate/ecsgate/evaluator/document"
	"github.com/ecsgate/ecsgate/evaluator/reference"
)

// golden is what a golden file holds of a change. What is empty is left out.
type golden struct {
	Operations    []operation
	Clusters      []evaluator.Scope   `json:",omitempty"`
	MaybeClusters []evaluator.Scope   `json:",omitempty"`
	Notes         []evaluator.Note    `json:",omitempty"`
	Failures      []evaluator.Failure `json:",omitempty"`
}

type operation struct {
	Action               evaluator.Action
	Path                 string
	Line, Column         int
	Reference            reference.Reference
	Maybe                bool                `json:",omitempty"`
	Claims               []evaluator.Claim   `json:",omitempty"`
	Gaps                 []evaluator.Gap     `json:",omitempty"`
	DesiredCount         *int                `json:",omitempty"`
	ForceNewDeployment   bool                `json:",omitempty"`
	DeploymentController string              `json:",omitempty"`
	Parameters           []string            `json:",omitempty"`
	Request              map[string]any      `json:",omitempty"`
	Stored               *stored             `json:",omitempty"`
	Releases             *evaluator.HolderID `json:",omitempty"`
	Early                *evaluator.Note     `json:",omitempty"`
}

type stored struct {
	Holder  evaluator.HolderKind
	Name    string
	Enabled bool
	EndsAt  *time.Time `json:",omitempty"`
}

// Compare compares a change with a golden file, which it rewrites first if update
// is set.
func Compare(t *testing.T, file string, change evaluator.Change, update bool) {
	t.Helper()
	g := golden{Clusters: change.Clusters, MaybeClusters: change.MaybeClusters, Notes: change.Notes, Failures: change.Failures}
	for _, op := range change.Operations {
		g.Operations = append(g.Operations, of(op))
	}
	text, err := json.MarshalIndent(g, "", "  ")
	if err != nil {
		t.Fatal(err)
	}
	got := string(text) + "\n"
	if update {
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

// Parse reads the first document of a text.
func Parse(t testing.TB, text string) *document.Node {
	t.Helper()
	documents, err := document.Read([]byte(text))
	if err != nil {
		t.Fatal(err)
	}
	return documents[0].Root
}

func of(op evaluator.Operation) operation {
	o := operation{
		Action: op.Action, Path: op.Path, Line: op.Line, Column: op.Column, Reference: op.Reference, Maybe: op.Maybe,
		Claims: op.Claims, Gaps: op.Gaps, DesiredCount: op.DesiredCount,
		ForceNewDeployment: op.ForceNewDeployment, DeploymentController: op.DeploymentController,
		Parameters: op.Parameters, Request: op.Request, Releases: op.Releases, Early: op.Early,
	}
	if s := op.Stored; s != nil {
		o.Stored = &stored{Holder: s.Holder, Name: s.Name, Enabled: s.Enabled}
		if !s.EndsAt.IsZero() {
			o.Stored.EndsAt = &s.EndsAt
		}
	}
	return o
}
