package main

import (
	"fmt"
	"slices"
	"strings"

	"github.com/ecsgate/ecsgate/cmd/ecsgate/internal/survey"
	"github.com/ecsgate/ecsgate/evaluator/config"
)

// next says what to do then.
func (i *initialisation) next(found *survey.Surroundings, drafts []survey.Draft) string {
	news := slices.ContainsFunc(drafts, func(d survey.Draft) bool { return !d.Exists })
	if i.dry || !news {
		return ""
	}
	here := ""
	if i.directory != "." {
		here = "cd " + i.directory + " && "
	}
	var b strings.Builder
	b.WriteString("\nnext:\n")
	fmt.Fprintf(&b, "  %s%s\n", here, first(found))
	if found.Terraform != "" {
		fmt.Fprintf(&b, "  %s%s && ecsgate check plan.json   # of Terraform only a plan gives everything\n", here, strings.Join(found.Plan(), " && "))
	}
	if len(found.Snapshots) == 0 {
		fmt.Fprintf(&b, "  %s   # then state: [account.json] in %s\n", takeSnapshot, config.FileName)
	}
	if found.Root {
		b.WriteString("  pre-commit install\n")
	}
	if found.Bare {
		b.WriteString("and when there is a manifest (ecsgate kinds lists what is one):\n")
		fmt.Fprintf(&b, "  %secsgate check DIR\n", here)
	}
	return b.String()
}

// takeSnapshot writes down what a gate needs, also one that judges retirements.
const takeSnapshot = "ecsgate snapshot --output account.json --include rollback-targets --include tasks"

// first is a command that has something to judge here. Without a manifest that is
// the account as a snapshot has it, or else a command line.
func first(r *survey.Surroundings) string {
	switch {
	case !r.Bare:
		var commands []string
		for _, app := range r.Apps {
			commands = append(commands, app.Synth())
		}
		return strings.Join(append(commands, "ecsgate check "+strings.Join(r.JobPaths(), " ")), " && ")
	case len(r.Snapshots) > 0:
		return "ecsgate audit   # there is no manifest yet"
	}
	return "ecsgate check -- aws ecs run-task --task-definition web:41   # there is no manifest yet"
}
