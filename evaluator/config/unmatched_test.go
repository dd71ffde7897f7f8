package config_test

import (
	"slices"
	"testing"

	"github.com/ecsgate/ecsgate/evaluator"
	"github.com/ecsgate/ecsgate/evaluator/config"
)

// TestUnmatched: a glob that is for no file is told of by a run that has looked at
// all that there is, and by no other.
func TestUnmatched(t *testing.T) {
	const (
		target = "version: 1\ntargets:\n- files:\n  - deploy/*.yaml\n  - deploy/servces/**\n  cluster: prod\n"
		waiver = "version: 1\nwaivers:\n- {rule: ECS103, file: deploy/servces/**, reason: r, owner: o, until: 2027-01-31}\n"
	)
	aimless := evaluator.Note{File: "c.yaml", Line: 5, Message: `"deploy/servces/**" of a target matches no file: nothing goes there; mend the glob, or remove it`}
	waives := evaluator.Note{File: "c.yaml", Line: 3, Message: "the waiver of ECS103 for deploy/servces/** (o) matches no file: mend the glob, or remove it"}
	for _, test := range []struct {
		name, text  string
		directories []string
		exists      bool
		operations  []evaluator.OperationReport
		notes       []evaluator.Note
	}{
		{"everything", target, []string{"."}, false, nil, []evaluator.Note{aimless}},
		{"all paths", target + "paths: [deploy, jobs]", []string{"deploy", "jobs"}, false, nil, []evaluator.Note{aimless}},
		{"some paths", target + "paths: [deploy, jobs]", []string{"deploy"}, false, nil, nil},
		{"a part", target, []string{"deploy"}, false, nil, nil},
		{"a file", target, nil, false, nil, nil},
		{"what nobody reads", target, []string{"."}, true, nil, nil},
		{"what a manifest led to", target, []string{"."}, false, []evaluator.OperationReport{update("deploy/servces/web.json", "web:45")}, nil},
		{"a waiver", waiver, []string{"."}, false, nil, []evaluator.Note{waives}},
		{"a waiver, of what nobody reads", waiver, []string{"jobs"}, true, nil, nil},
	} {
		t.Run(test.name, func(t *testing.T) {
			l := look()
			l.Directories, l.Exists = test.directories, func(string) bool { return test.exists }
			r := judged(t, test.text, "", l, test.operations...)
			if !slices.Equal(r.Notes, test.notes) {
				t.Errorf("got %+v, want %+v", r.Notes, test.notes)
			}
		})
	}
	if notes := judged(t, "", "", config.Look{Relative: look().Relative}).Notes; len(notes) > 0 {
		t.Errorf("got %+v without a configuration", notes)
	}
}
