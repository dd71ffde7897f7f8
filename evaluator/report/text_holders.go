package report

import (
	"fmt"
	"strings"

	"github.com/ecsgate/ecsgate/evaluator"
)

func serviceText(s *evaluator.ServiceFact) string {
	text := "service " + s.Name + " is " + string(s.Status)
	if s.Revision != nil {
		text += ", runs " + named(s.Revision.Family, s.Revision.Revision) + " (" + string(s.Revision.Status) + ")"
	}
	return text
}

// serviceDetails continues serviceText.
func serviceDetails(s *evaluator.ServiceFact) string {
	if s.Status == evaluator.Missing {
		return ""
	}
	text := fmt.Sprintf(", desired count %d, controller %s", s.DesiredCount, s.DeploymentController)
	for _, d := range s.Deployments {
		text += ", deployment of " + named(d.Family, d.Revision) + " " + strings.TrimSpace(d.Status+" "+d.RolloutState)
	}
	for _, set := range s.TaskSets {
		text += ", task set of " + named(set.Family, set.Revision) + " " + set.Status
	}
	for _, r := range s.RollbackTargets {
		text += ", rolls back to " + named(r.Family, r.Revision) + " (" + string(r.Status) + ")"
	}
	return text
}

// maxHolders is how many holders a line names before it only counts them.
const maxHolders = 10

// holdersText lists what still needs a revision.
func holdersText(h *evaluator.Holders) string {
	var list []string
	for _, s := range append(h.Services[:len(h.Services):len(h.Services)], h.RollbackTargets...) {
		list = append(list, fmt.Sprintf("service %s (%s)", inCluster(s.Cluster, s.Name), s.Hold))
	}
	for _, t := range h.Tasks {
		list = append(list, fmt.Sprintf("%s in %s", count(t.Count, "task"), inCluster(t.Cluster, t.Service)))
	}
	for _, kind := range []struct {
		name    string
		targets []evaluator.TargetHolder
	}{{"rule", h.Rules}, {"schedule", h.Schedules}, {"pipe", h.Pipes}, {"state machine", h.StateMachines}} {
		for _, target := range kind.targets {
			list = append(list, kind.name+" "+targetText(target))
		}
	}
	for _, s := range h.Stacks {
		list = append(list, "stack "+s.Name)
	}
	if len(list) == 0 {
		return "nothing else is known to need it"
	}
	return "needed by " + listed(list)
}

func targetText(target evaluator.TargetHolder) string {
	text := target.Name
	if target.Via != "" {
		text += ", " + target.Via
	}
	if !target.Enabled {
		text += " (disabled)"
	}
	return text
}

// changeText says what else the change does to the family.
func changeText(c *evaluator.ChangeFact) string {
	var list []string
	for _, part := range []struct {
		does    string
		entries []evaluator.ChangeEntry
	}{{"registers it", c.Registers}, {"launches it", c.Launches}, {"launches its family", c.Followers}} {
		for _, e := range part.entries {
			list = append(list, fmt.Sprintf("%s (%s, %s)", part.does, e.Action, place(e.File, e.Line, 0)))
		}
	}
	if len(c.Retires) > 0 {
		list = append(list, "retires "+count(len(c.Retires), "revision")+" of the family")
	}
	if len(list) == 0 {
		return ""
	}
	return "this change " + listed(list)
}

// listed joins a list, and counts what is too much of it.
func listed(list []string) string {
	if rest := len(list) - maxHolders; rest > 0 {
		list = append(list[:maxHolders:maxHolders], fmt.Sprintf("%d more", rest))
	}
	return strings.Join(list, ", ")
}
