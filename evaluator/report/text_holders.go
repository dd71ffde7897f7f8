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

// moments are the times at which holders are hurt, the soonest first.
var moments = []evaluator.Hurts{
	evaluator.HurtsAtOnce, evaluator.HurtsAtTrigger, evaluator.HurtsAtDeployment, evaluator.HurtsAtRollback,
	evaluator.HurtsWhenUsed, evaluator.HurtsNever,
}

// holdersText lists what still needs a revision: of one that is to be retired by
// when that would hurt, of one that a service leaves as it is.
func holdersText(facts *evaluator.Facts) string {
	left := held(facts)
	if left == "" {
		return hurtText(facts.List())
	}
	var names []string
	for _, h := range facts.List() {
		names = append(names, holderText(&h))
	}
	if len(names) == 0 {
		return left + "nothing else is known to need it"
	}
	return left + "needed by " + listed(names)
}

func hurtText(list []evaluator.Holder) string {
	var groups []string
	for _, when := range moments {
		var names []string
		for _, h := range list {
			if h.Hurts == when {
				names = append(names, holderText(&h))
			}
		}
		if len(names) > 0 {
			groups = append(groups, "hurts "+string(when)+": "+listed(names))
		}
	}
	if len(groups) == 0 {
		return "nothing else is known to need it"
	}
	return strings.Join(groups, "; ")
}

// holderText names one holder: "schedule jobs/nightly (by family)".
func holderText(h *evaluator.Holder) string {
	where := h.Name
	switch h.Kind {
	case evaluator.ServiceKind, evaluator.TasksKind, evaluator.LaunchKind:
		where = inCluster(h.Cluster, h.Name)
	}
	switch h.Kind {
	case evaluator.TasksKind:
		return count(h.Count, "task") + " in " + where
	case evaluator.ServiceKind:
		return "service " + where + " (" + string(h.Hold) + ")"
	}
	var how []string
	for _, part := range []struct {
		is   bool
		text string
	}{{h.Via != "", h.Via}, {!h.Pinned, "by family"}, {!h.Enabled, "disabled"}} {
		if part.is {
			how = append(how, part.text)
		}
	}
	kind := string(h.Kind)
	if h.Kind == evaluator.StateMachineHolder {
		kind = "state machine"
	}
	text := strings.TrimSpace(kind + " " + where)
	if len(how) > 0 {
		text += " (" + strings.Join(how, ", ") + ")"
	}
	return text
}

// changeText says what else the change does to the family.
func changeText(facts *evaluator.Facts) string {
	c := facts.Change
	var list []string
	for _, part := range []struct {
		does    string
		entries []evaluator.ChangeEntry
	}{{"registers " + registered(facts), c.Registers}, {"launches this revision", c.Launches}, {"launches the family", c.Followers}} {
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

// registered names what the change registers of the family. Of several revisions
// nobody knows which comes first.
func registered(facts *evaluator.Facts) string {
	f := facts.Family
	switch {
	case f == nil:
		return "a revision of the family"
	case f.Latest == 0 || len(facts.Change.Registers) > 1:
		return "a revision of " + f.Name
	default:
		return named(f.Name, f.Latest)
	}
}

// listed joins a list, and counts what is too much of it.
func listed(list []string) string {
	if rest := len(list) - maxHolders; rest > 0 {
		list = append(list[:maxHolders:maxHolders], fmt.Sprintf("%d more", rest))
	}
	return strings.Join(list, ", ")
}
