package main

import (
	"runtime/debug"
	"strings"
	"testing"
)

func TestBuildOf(t *testing.T) {
	opa := &debug.Module{Path: "github.com/open-policy-agent/opa", Version: "v1.22.2"}
	settings := []debug.BuildSetting{
		{Key: "vcs.revision", Value: "8aad20d"}, {Key: "vcs.time", Value: "2026-11-23T10:00:00Z"}, {Key: "vcs.modified", Value: "true"},
	}
	tests := []struct {
		name    string
		info    debug.BuildInfo
		release build
		want    string
	}{
		{"nothing known", debug.BuildInfo{}, build{}, "ecsgate (devel)\ncommit unknown\ndate unknown\ngo unknown\nopa unknown\n"},
		{
			"a build from a changed clone",
			debug.BuildInfo{GoVersion: "go1.26.8", Main: debug.Module{Version: "v0.1.0+dirty"}, Deps: []*debug.Module{opa}, Settings: settings},
			build{},
			"ecsgate v0.1.0+dirty\ncommit 8aad20d (modified)\ndate 2026-11-23T10:00:00Z\ngo 1.26.8\nopa 1.22.2\n",
		},
		{
			"a release without its history",
			debug.BuildInfo{GoVersion: "go1.26.8", Main: debug.Module{Version: "(devel)"}, Deps: []*debug.Module{opa}},
			build{version: "v1.2.3", commit: "f00", date: "2026-12-01T00:00:00Z"},
			"ecsgate v1.2.3\ncommit f00\ndate 2026-12-01T00:00:00Z\ngo 1.26.8\nopa 1.22.2\n",
		},
		{
			"another OPA in its place",
			debug.BuildInfo{Deps: []*debug.Module{{Path: opa.Path, Version: "v1.22.2", Replace: &debug.Module{Path: "./opa", Version: "v9.9.9"}}}},
			build{version: "v1.2.3"},
			"ecsgate v1.2.3\ncommit unknown\ndate unknown\ngo unknown\nopa 9.9.9\n",
		},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			var got strings.Builder
			if err := buildOf(&test.info, test.release).write(&got); err != nil {
				t.Fatal(err)
			}
			if got.String() != test.want {
				t.Errorf("got\n%swant\n%s", got.String(), test.want)
			}
		})
	}
}

func TestRef(t *testing.T) {
	for _, test := range []struct {
		build build
		want  string
	}{
		{build{version: "v1.2.3", commit: "f00"}, "v1.2.3"},
		{build{version: "v1.2.3-rc.1", commit: "f00"}, "v1.2.3-rc.1"},
		{build{version: "v1.2.3+dirty", commit: "f00"}, "f00"},
		{build{version: "main", commit: "f00"}, "f00"},
		{build{version: "v1", commit: "f00"}, "f00"},
		{build{version: "v1.2.x", commit: "f00"}, "f00"},
		{build{version: "v1.2.4-0.20261126070000-f00ba4", commit: "f00"}, "f00"},
		{build{version: "v1.2.3-rc.1.0.20261126070000-f00ba4"}, "main"},
		{build{version: "(devel)", commit: "f00"}, "f00"},
		{build{version: "v0.0.0-20261126070000-f00ba4", commit: "f00"}, "f00"},
		{build{version: "v0.1.0+dirty", commit: "f00", modified: true}, "main"},
		{build{version: "(devel)"}, "main"},
	} {
		if got := test.build.ref(); got != test.want {
			t.Errorf("got %q of %+v, want %q", got, test.build, test.want)
		}
	}
}
