package main

import (
	"github.com/ecsgate/ecsgate/cmd/ecsgate/internal/completion"
	"github.com/ecsgate/ecsgate/cmd/ecsgate/internal/starter"
	"github.com/ecsgate/ecsgate/evaluator"
	"github.com/ecsgate/ecsgate/evaluator/impact"
	"github.com/ecsgate/ecsgate/evaluator/manifest"
	"github.com/ecsgate/ecsgate/evaluator/policykit"
	"github.com/ecsgate/ecsgate/evaluator/report"
)

// valuesOf are the values that a flag can have, where they can be listed.
func valuesOf(command, flag string) []string {
	switch flag {
	case "format":
		return formatsOf(command)
	case "fail-on", "severity":
		return []string{string(evaluator.Error), string(evaluator.Warning), string(evaluator.Info)}
	case "operation":
		return texts(manifest.Requests())
	case "include", "exclude":
		return kindNames()
	case "for":
		return iamUses()
	case "ci":
		return starter.Names()
	}
	return nil
}

func formatsOf(command string) []string {
	switch command {
	case "check", "audit", "show":
		return report.Formats()
	case "impact":
		return impact.Formats()
	case "test":
		return policykit.TestFormats()
	case "prune":
		return pruneFormats()
	}
	return []string{"text", "json", "markdown"} // rules, kinds
}

// argumentsOf are what can stand behind a command, where that can be listed.
func argumentsOf(command string) []completion.Candidate {
	switch command {
	case "completion":
		return completion.Plain(completion.Shells())
	case "rules":
		core, err := loadPolicies(nil, nil)
		if err != nil {
			return nil // rules says so when it is run
		}
		var found []completion.Candidate
		for _, rule := range core.Rules() {
			found = append(found, completion.Candidate{Value: rule.ID, About: rule.Title})
		}
		return found
	}
	return nil
}

func texts[T ~string](names []T) []string {
	var list []string
	for _, name := range names {
		list = append(list, string(name))
	}
	return list
}
