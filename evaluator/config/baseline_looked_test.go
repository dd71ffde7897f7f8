package config_test

import (
	"fmt"
	"slices"
	"testing"

	"github.com/ecsgate/ecsgate/evaluator"
	"github.com/ecsgate/ecsgate/evaluator/config"
)

// everything is a run over the directory of the configuration.
func everything() *config.Sight {
	l := look()
	l.Directories = []string{"."}
	return (&config.Config{}).Sight(l)
}

// unlooked are runs that found nothing, with whether they have looked for the one
// finding of the baseline.
var unlooked = []struct {
	name    string
	finding config.Finding
	// operations and edit are what the run looked at; by itself deploy/web.yaml, and
	// the directory that it lies in.
	operations []evaluator.OperationReport
	edit       func(*config.Look, *evaluator.Report)
	rules      string
	looked     bool
}{
	{"the file was read", inWeb, []evaluator.OperationReport{mended()}, nil, "", true},
	{"nothing is in the file any more", inWeb, nil, nil, "", true},
	{"another file of the directory is gone", in("deploy/api.json"), nil, nil, "", true},
	{"another file of the directory is there, but of no kind", in("deploy/api.json"), nil, func(l *config.Look, _ *evaluator.Report) {
		l.Exists = func(string) bool { return true }
	}, "", false},
	{"another directory", in("jobs/api.json"), nil, nil, "", false},
	{"only another file", in("deploy/api.json"), nil, func(l *config.Look, _ *evaluator.Report) { l.Directories = nil }, "", false},
	{"a manifest led to the file", in("defs/service.json"), []evaluator.OperationReport{update("defs/service.json", "web:45")}, nil, "", true},
	{"the rule could not look", inWeb, []evaluator.OperationReport{offline("ECS103")}, nil, "", false},
	{"the operation is undecided for another rule", inWeb, []evaluator.OperationReport{offline("ECS104")}, nil, "", false},
	{"nobody could look", inWeb, []evaluator.OperationReport{offline("")}, nil, "", false},
	{"the rule is off", inWeb, nil, nil, "rules: {ECS103: {off: true}}", false},
	{"the rule is not loaded", config.Finding{Rule: "ACME1", File: "deploy/web.yaml", Count: 1}, nil, nil, "", false},
	{"something could not be read", inWeb, nil, func(_ *config.Look, r *evaluator.Report) { r.Failures = []evaluator.Failure{{File: "x"}} }, "", false},
	{"another proposal", proposed("web:41"), []evaluator.OperationReport{proposal("web:42")}, nil, "", false},
	{"the proposal", proposed("web:41"), []evaluator.OperationReport{proposal("web:41")}, nil, "", true},
	{"what stands, on another service", standing("web"), []evaluator.OperationReport{update("", "web:45")}, nil, "", true},
	{"what stands, elsewhere", standing("api"), []evaluator.OperationReport{update("", "web:45")}, nil, "", false},
	{"a part of the change", ofChange, []evaluator.OperationReport{proposal("web:41")}, nil, "", false},
	{"the change", ofChange, []evaluator.OperationReport{proposal("web:41")}, walkAll, "", true},
	{"a change of another kind", ofChange, []evaluator.OperationReport{mended()}, walkAll, "", false},
	{"all paths", ofChange, []evaluator.OperationReport{proposal("web:41")}, nil, "paths: [deploy, deploy/web.yaml]", true},
	{"not all paths", ofChange, []evaluator.OperationReport{proposal("web:41")}, nil, "paths: [deploy, jobs]", false},
}

var (
	inWeb    = in("deploy/web.yaml")
	ofChange = config.Finding{Rule: "ECS312", Count: 1}
)

func walkAll(l *config.Look, _ *evaluator.Report) { l.Directories = []string{"."} }

func in(file string) config.Finding {
	return config.Finding{Rule: "ECS103", File: file, Action: evaluator.UpdateService, Reference: "web:41", Count: 2}
}

func standing(service string) config.Finding {
	f := in("")
	f.Cluster, f.Service = "prod", service
	return f
}

func proposed(ref string) config.Finding {
	return config.Finding{Rule: "ECS103", File: "--deregister", Action: evaluator.DeregisterTaskDefinition, Reference: ref, Count: 1}
}

func proposal(ref string) evaluator.OperationReport {
	op := update("--deregister", ref)
	op.Action, op.Scope = evaluator.DeregisterTaskDefinition, evaluator.Scope{}
	return op
}

func mended() evaluator.OperationReport { return update("deploy/web.yaml", "web:45") }

func offline(rule string) evaluator.OperationReport {
	op := mended()
	op.Undecided = []evaluator.Undecided{{Rule: rule, Severity: evaluator.Error, ByChoice: rule != ""}}
	return op
}

// TestVanished: only what the run looked for can leave the baseline, and a new one
// keeps the rest.
func TestVanished(t *testing.T) {
	for _, test := range unlooked {
		t.Run(test.name, func(t *testing.T) {
			c := mustReadConfig(t, "version: 1\n"+test.rules)
			l, r := look(), reportOf(test.operations...)
			l.Relative = func(file string) string {
				if file == "--deregister" {
					return ""
				}
				return file
			}
			if test.edit != nil {
				test.edit(&l, r)
			}
			b := config.Baseline{File: "b.json", Findings: []config.Finding{test.finding}}
			renewed, renewal := b.Renew(r, c.Sight(l))
			b.Apply(r, c.Sight(l), conclude)
			if got := len(r.Baseline.Vanished) > 0; got != test.looked {
				t.Errorf("got vanished %q, want %t", r.Baseline.Vanished, test.looked)
			}
			want, kept := config.Renewal{Unseen: test.finding.Count}, b.Findings
			if test.looked {
				want, kept = config.Renewal{Dropped: test.finding.Count}, nil
			}
			if renewal != want || !slices.Equal(renewed.Findings, kept) {
				t.Errorf("got %+v with %+v, want %+v with %+v", renewal, renewed.Findings, want, kept)
			}
		})
	}
}

// TestRenew: what is found again stays, how grave it is now, and what is new comes in.
func TestRenew(t *testing.T) {
	r := reportOf(
		update("deploy/web.yaml", "web:41", violation("ECS103", evaluator.Warning)),
		update("deploy/web.yaml", "web:42", violation("ECS103", evaluator.Error)),
	)
	r.Operations[1].Undecided = []evaluator.Undecided{{Rule: "ECS103"}}
	old := config.BaselineOf(reportOf(
		update("deploy/web.yaml", "web:41", violation("ECS103", evaluator.Error)),
		update("deploy/web.yaml", "web:42", violation("ECS103", evaluator.Error)),
		update("deploy/web.yaml", "web:42", violation("ECS103", evaluator.Error)),
		update("jobs/api.yaml", "web:42", violation("ECS103", evaluator.Error)),
	), everything())
	renewed, renewal := old.Renew(r, everything())
	if want := (config.Renewal{Found: 2, Unseen: 1, Dropped: 1}); renewal != want {
		t.Errorf("got %+v, want %+v", renewal, want)
	}
	var got []string
	for _, f := range renewed.Findings {
		got = append(got, fmt.Sprintf("%s %s %s %d", f.File, f.Reference, f.Severity, f.Count))
	}
	if want := []string{"deploy/web.yaml web:41 warning 1", "deploy/web.yaml web:42 error 2"}; !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
	_, first := (&config.Baseline{}).Renew(r, everything())
	if want := (config.Renewal{Added: 2}); first != want {
		t.Errorf("got %+v, want %+v", first, want)
	}
}
