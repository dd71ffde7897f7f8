package impact_test

import (
	"errors"
	"io"
	"os/exec"
	"strings"
	"testing"

	"github.com/ecsgate/ecsgate/evaluator"
	"github.com/ecsgate/ecsgate/evaluator/impact"
)

// TestEveryHolderIsNamed: whatever the drawing, it leaves out nobody.
func TestEveryHolderIsNamed(t *testing.T) {
	impacts := of(t, evaluator.NewIndex(crowd()), crowdFamily)
	for _, format := range impact.Formats() {
		text := write(t, format, impacts, options())
		holders := 0
		for _, r := range impacts[0].Revisions {
			for _, h := range r.Holders {
				holders++
				if !strings.Contains(text, h.Name) {
					t.Errorf("%s does not name %s %s", format, h.Kind, h.Name)
				}
			}
		}
		for _, h := range impacts[0].Followers {
			holders++
			if !strings.Contains(text, h.Name) {
				t.Errorf("%s does not name %s %s", format, h.Kind, h.Name)
			}
		}
		if holders != 200 {
			t.Fatalf("%d holders, want 200", holders)
		}
		for _, unknown := range []string{"pipes:ListPipes", "dispatch", "taskDefinition"} {
			if !strings.Contains(text, unknown) {
				t.Errorf("%s does not say that nobody knows: %s", format, unknown)
			}
		}
	}
}

func TestUnknownFormat(t *testing.T) {
	err := impact.Write(io.Discard, "svg", nil, impact.RenderOptions{})
	want := `unknown format "svg": the formats are table, json, dot, mermaid, html`
	if err == nil || err.Error() != want {
		t.Errorf("got %v, want %s", err, want)
	}
}

// closedPipe refuses what is written to it.
type closedPipe struct{}

func (closedPipe) Write([]byte) (int, error) { return 0, io.ErrClosedPipe }

func TestWriteReportsFailure(t *testing.T) {
	impacts := of(t, evaluator.NewIndex(crowd()), crowdFamily)
	for _, format := range impact.Formats() {
		if err := impact.Write(closedPipe{}, format, impacts, options()); !errors.Is(err, io.ErrClosedPipe) {
			t.Errorf("%s: got %v, want %v", format, err, io.ErrClosedPipe)
		}
	}
}

// TestGraphvizReadsDOT draws hostile names, too: what Graphviz does not
// understand it warns of.
func TestGraphvizReadsDOT(t *testing.T) {
	dot, err := exec.LookPath("dot")
	if err != nil {
		t.Skip("no Graphviz")
	}
	for name, impacts := range map[string][]*impact.Impact{
		"shop":    of(t, shop(t), "web", "web:41", "search:9"),
		"hostile": {hostileImpact(hostile)},
	} {
		command := exec.CommandContext(t.Context(), dot, "-Tsvg", "-o", "/dev/null")
		command.Stdin = strings.NewReader(write(t, "dot", impacts, options()))
		if out, err := command.CombinedOutput(); err != nil || len(out) > 0 {
			t.Errorf("%s: %v\n%s", name, err, out)
		}
	}
}

func BenchmarkWrite(b *testing.B) {
	impacts := of(b, evaluator.NewIndex(crowd()), crowdFamily)
	for _, format := range impact.Formats() {
		b.Run(format, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if err := impact.Write(io.Discard, format, impacts, options()); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
