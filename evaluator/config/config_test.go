package config_test

import (
	"os"
	"path/filepath"
	"reflect"
	"testing"
	"time"

	"github.com/ecsgate/ecsgate/evaluator"
	"github.com/ecsgate/ecsgate/evaluator/config"
)

// fixtures are configurations that are in order.
const fixtures = "../../fixtures/config"

var november = time.Date(2026, 11, 23, 10, 0, 0, 0, time.UTC)

func read(text string) (*config.Config, error) {
	return config.Read([]byte(text), config.Options{
		Name: "c.yaml", Now: november, Formats: []string{"text", "json", "sarif"},
		Operations: []evaluator.Action{evaluator.RunTask, evaluator.UpdateService},
	})
}

func mustReadConfig(t *testing.T, text string) *config.Config {
	t.Helper()
	c, err := read(text)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func fixture(t *testing.T, name string) string {
	t.Helper()
	text, err := os.ReadFile(filepath.Join(fixtures, name))
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

func TestRead(t *testing.T) {
	got := mustReadConfig(t, fixture(t, "full.yaml"))
	want := config.Config{
		File: "c.yaml", Version: 1,
		Paths: []string{"deploy", "jobs"}, Baseline: "known.json",
		State: []string{"../state/shop.json", "../state/two-regions.json"}, MaxStateAge: 2 * time.Hour,
		Regions: []string{"eu-west-1", "us-east-1"}, Account: "123456789012", Cluster: "prod",
		Policies: []string{"../policies/naming"}, Data: []string{"../policies/naming/teams.json"},
		FailOn: evaluator.Warning, Strict: true, Formats: []string{"text", "json=report.json"}, MaxWaiverLife: 90 * 24 * time.Hour,
	}
	for _, test := range []struct {
		key       string
		got, want any
	}{
		{"paths", got.Paths, want.Paths},
		{"state", got.State, want.State},
		{"max-state-age", got.MaxStateAge, want.MaxStateAge},
		{"regions", got.Regions, want.Regions},
		{"account", got.Account, want.Account},
		{"cluster", got.Cluster, want.Cluster},
		{"policies", got.Policies, want.Policies},
		{"data", got.Data, want.Data},
		{"fail-on", got.FailOn, want.FailOn},
		{"strict", got.Strict, want.Strict},
		{"formats", got.Formats, want.Formats},
		{"baseline", got.Baseline, want.Baseline},
		{"max-waiver-life", got.WaiverLife(), want.MaxWaiverLife},
	} {
		if !reflect.DeepEqual(test.got, test.want) {
			t.Errorf("%s: got %v, want %v", test.key, test.got, test.want)
		}
	}
	if place, _ := got.Place("account"); place != "c.yaml:11" {
		t.Errorf("the account stands at %s", place)
	}
	if len(got.Waivers) != 2 || got.Waivers[0].Owner != "web-team" || got.Waivers[0].Line != 41 || got.Waivers[1].File != "jobs/nightly.yaml" {
		t.Errorf("got waivers %+v", got.Waivers)
	}
}

// TestWhere: what is wrong with a file is told with the place that names it.
func TestWhere(t *testing.T) {
	c := mustReadConfig(t, fixture(t, "full.yaml"))
	for _, test := range []struct{ key, text, want string }{
		{"state", "../state/two-regions.json", "c.yaml:7:29"},
		{"data", "../policies/naming/teams.json", "c.yaml:32:7"},
		{"baseline", "known.json", "c.yaml:37:11"},
		{"state", "another", "c.yaml:7:1"},
	} {
		if got := c.Where(test.key, test.text); got != test.want {
			t.Errorf("%s %s: got %s, want %s", test.key, test.text, got, test.want)
		}
	}
}

func TestSettings(t *testing.T) {
	c := mustReadConfig(t, fixture(t, "full.yaml"))
	want := map[string]evaluator.Setting{
		"ECS204": {Off: true, File: "c.yaml", Line: 25},
		"ECS105": {Severity: evaluator.Error, From: time.Date(2027, 1, 31, 0, 0, 0, 0, time.UTC), File: "c.yaml", Line: 26},
		"ECS312": {File: "c.yaml", Line: 27},
	}
	if got := c.Settings(); !reflect.DeepEqual(got, want) {
		t.Errorf("got %+v, want %+v", got, want)
	}
	if got := c.Parameters(); len(got) != 1 || len(got["ECS312"]) != 1 {
		t.Errorf("got parameters %v", got)
	}
}

func TestTarget(t *testing.T) {
	c := mustReadConfig(t, fixture(t, "full.yaml"))
	for _, test := range []struct {
		file, cluster string
		operation     evaluator.Action
	}{
		{"deploy/prod/a/web.json", "prod", ""},
		{"deploy/web.json", "", ""},
		{"jobs/nightly.json", "batch", evaluator.RunTask},
		{"jobs/a/b/nightly.yaml", "batch", evaluator.RunTask},
		{"jobs/a/nightly.json", "", ""},
		{"../jobs/nightly.json", "", ""},
		{"", "", ""},
	} {
		got, ok := c.Target(test.file)
		if got.Cluster != test.cluster || got.Operation != test.operation || ok != (test.cluster != "") {
			t.Errorf("%q: got %+v, %t", test.file, got, ok)
		}
	}
}

// TestFirstTargetCounts: what stands above wins, whatever it leaves open.
func TestFirstTargetCounts(t *testing.T) {
	c := mustReadConfig(t, "version: 1\ntargets:\n- {files: a/*, region: eu-west-1}\n- {files: '**', cluster: prod}\n")
	if got, _ := c.Target("a/b.json"); got.Region != "eu-west-1" || got.Cluster != "" || got.Line != 3 {
		t.Errorf("got %+v", got)
	}
}

func FuzzRead(f *testing.F) {
	names, err := filepath.Glob(filepath.Join(fixtures, "*"))
	if err != nil || len(names) == 0 {
		f.Fatalf("got %d fixtures, %v", len(names), err)
	}
	for _, name := range names {
		text, err := os.ReadFile(name)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(string(text))
	}
	f.Fuzz(func(t *testing.T, text string) {
		c, err := read(text)
		if (c == nil) == (err == nil) {
			t.Fatalf("got %v and %v", c, err)
		}
		if err != nil {
			return
		}
		for _, w := range c.Waivers {
			if w.Rule == "" || w.Reason == "" || w.Owner == "" || (w.File == "") == (w.Revision == "") || w.Until.Sub(november) > c.WaiverLife() {
				t.Errorf("the waiver is not complete: %+v", w)
			}
		}
		c.Target("deploy/web.json")
	})
}
