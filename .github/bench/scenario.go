package main

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/ecsgate/ecsgate/evaluator"
	"github.com/ecsgate/ecsgate/evaluator/snapshot"
	"github.com/ecsgate/ecsgate/evaluator/snapshot/snapshottest"
)

// scenario is an account and a change of some size.
type scenario struct {
	name, budget                  string
	families, revisions, services int
	launches, retirements         int
}

var scenarios = []scenario{
	{
		name: "one manifest, a small account", budget: "at most 0.50 of conftest",
		families: 10, revisions: 20, services: 20, launches: 1,
	},
	{
		name: "one manifest, 50,000 revisions and 2,000 services", budget: "at most 0.50 of conftest",
		families: 500, revisions: 100, services: 2000, launches: 1,
	},
	{
		name: "1,000 manifests, 50,000 revisions and 2,000 services", budget: "at most 350 ms, 120 MB and 0.25 of conftest",
		families: 500, revisions: 100, services: 2000, launches: 1000,
	},
	{
		name: "a change of 1,000 launches and 1,000 retirements, the same account", budget: "at most 500 ms",
		families: 500, revisions: 100, services: 2000, launches: 1000, retirements: 1000,
	},
}

// selected are the scenarios whose name contains a text.
func selected(text string) []scenario {
	return slices.DeleteFunc(slices.Clone(scenarios), func(s scenario) bool { return !strings.Contains(s.name, text) })
}

// inputs are the files of one scenario.
type inputs struct {
	dir, state, manifests, proposals string
	// now is soon after the state was taken, so that no rule is undecided for
	// its age.
	now time.Time
	// operations is how many the files make.
	operations int
}

// check is the command line of ecsgate on these files; flags come first.
func (in inputs) check(flags ...string) []string {
	arguments := append([]string{"check"}, flags...)
	arguments = append(arguments, "--state", in.state, "--now", in.now.Format(time.RFC3339))
	if in.proposals != "" {
		arguments = append(arguments, "--proposals", in.proposals)
	}
	return append(arguments, in.manifests)
}

func (s scenario) generate(dir string) (inputs, error) {
	in := inputs{dir: dir, state: filepath.Join(dir, "state.json"), manifests: filepath.Join(dir, "deploy"), operations: s.launches + s.retirements}
	if err := os.MkdirAll(in.manifests, 0o755); err != nil {
		return in, err
	}
	state := snapshottest.Account(s.families, s.revisions, s.services)
	in.now = state.TakenAt.Add(2 * time.Minute)
	var text bytes.Buffer
	if err := snapshot.Write(&text, state); err != nil {
		return in, err
	}
	if err := os.WriteFile(in.state, text.Bytes(), 0o644); err != nil {
		return in, err
	}
	region := state.Regions[0]
	for i := range s.launches {
		name := filepath.Join(in.manifests, fmt.Sprintf("update-%04d.json", i))
		if err := os.WriteFile(name, []byte(launch(region, i)), 0o644); err != nil {
			return in, err
		}
	}
	if s.retirements == 0 {
		return in, nil
	}
	in.proposals = filepath.Join(dir, "proposals.txt")
	return in, os.WriteFile(in.proposals, []byte(retirements(region, s.retirements)), 0o644)
}

// launch updates one of the services; one in ten names an INACTIVE revision.
func launch(region *evaluator.Region, i int) string {
	service := region.Services[i%len(region.Services)]
	name := service.Revision.Family
	revision := newest(region, name)
	if i%10 == 7 {
		revision -= 10
	}
	return fmt.Sprintf(`{
    "cluster": %q,
    "service": %q,
    "desiredCount": %d,
    "taskDefinition": "%s:%d",
    "deploymentConfiguration": {"maximumPercent": 200, "minimumHealthyPercent": 100}
}
`, service.Cluster, service.Name, i%5+1, name, revision)
}

// newest returns the highest ACTIVE revision of a family.
func newest(region *evaluator.Region, name string) int {
	for i := range region.Families {
		if region.Families[i].Name == name {
			return region.Families[i].Active.Max()
		}
	}
	return 0
}

// retirements proposes the revisions behind the newest, family by family.
func retirements(region *evaluator.Region, count int) string {
	var lines strings.Builder
	for i := range count {
		f := region.Families[i%len(region.Families)]
		fmt.Fprintf(&lines, "%s:%d\n", f.Name, f.Active.Max()-1-i/len(region.Families))
	}
	return lines.String()
}
