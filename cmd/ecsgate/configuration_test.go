package main

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/ecsgate/ecsgate/evaluator/config"
	"github.com/ecsgate/ecsgate/evaluator/manifest"
	"github.com/ecsgate/ecsgate/evaluator/report"
)

// TestReadmeConfiguration reads the configuration that the README shows, which names
// no rule or parameter that there is not.
func TestReadmeConfiguration(t *testing.T) {
	t.Chdir("../..")
	_, rest, _ := strings.Cut(readme(t), "<!-- configuration -->\n")
	shown, _, found := strings.Cut(rest, "<!-- /configuration -->")
	blocks := fenced(shown, "```yaml\n")
	if !found || len(blocks) != 1 {
		t.Fatalf("got %d configurations in the README, want 1", len(blocks))
	}
	c, err := config.Read([]byte(blocks[0]), config.Options{
		Name: "README", Now: time.Date(2026, 11, 23, 10, 0, 0, 0, time.UTC), Operations: manifest.Requests(), Formats: report.Formats(),
	})
	if err != nil {
		t.Fatal(err)
	}
	if err := c.Check(bundled(t)); err != nil {
		t.Error(err)
	}
	for _, rule := range bundled(t) {
		if !rule.Waivable && !strings.Contains(rest, rule.ID) {
			t.Errorf("the README does not say that %s can not be waived", rule.ID)
		}
	}
}

// TestSchemaFormats: the schema of configurations knows the formats that there are.
func TestSchemaFormats(t *testing.T) {
	var schema struct {
		Defs struct {
			Format struct {
				AnyOf []struct {
					Enum    []string `json:"enum"`
					Pattern string   `json:"pattern"`
				} `json:"anyOf"`
			} `json:"format"`
		} `json:"$defs"`
	}
	if err := json.Unmarshal(config.Schema(), &schema); err != nil {
		t.Fatal(err)
	}
	of := schema.Defs.Format.AnyOf
	if len(of) != 2 || !slices.Equal(of[0].Enum, report.Formats()) || of[1].Pattern != "^("+strings.Join(report.Formats(), "|")+")=.+$" {
		t.Errorf("the schema has %+v, the program %q", of, report.Formats())
	}
}
