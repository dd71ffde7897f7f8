package report

import (
	"fmt"
	"slices"

	"github.com/ecsgate/ecsgate/evaluator"
	"github.com/ecsgate/ecsgate/evaluator/printable"
	"github.com/ecsgate/ecsgate/evaluator/reference"
)

// separator stands between the parts of a line.
const separator = " · "

// why says what a violation rests on: the fact that it is about, or the request,
// and where the fact comes from. All facts are in the explanation.
func (t *textReport) why(op *evaluator.OperationReport, v *evaluator.Violation) string {
	rests := request(op) + later(op)
	if op.Explanation != nil && op.Explanation.Facts != nil {
		facts := factsOf(op.Explanation.Facts)
		if i := slices.IndexFunc(facts, func(f fact) bool { return f.concerns(v.Field) }); i >= 0 {
			rests = facts[i].text
		}
	}
	return printable.Clean(rests + separator + t.origin(op.Explanation))
}

// origin says where the facts come from: as of when, and, where an explanation
// was asked for, how old that is. The short form does not change with the
// clock, so that two runs differ in their last lines only.
func (t *textReport) origin(x *evaluator.Explanation) string {
	state := t.report.State
	switch {
	case state.Source == evaluator.OfflineSource:
		return "no state was looked at, by choice (--offline)"
	case !t.options.Explain:
	case x != nil && state.Source == evaluator.LiveSource:
		return "read live, " + age(x)
	case x != nil:
		return "from " + printable.Clean(x.Source) + ", " + age(x)
	}
	return "from " + t.stateText()
}

// stateText names the state and when it was taken.
func (t *textReport) stateText() string {
	state := t.report.State
	text := printable.Clean(state.Source)
	if state.Source == evaluator.LiveSource {
		text = "the account itself"
	}
	if state.TakenAt != nil {
		text += " as of " + moment(*state.TakenAt)
	}
	return text
}

// stateAge is stateText with the age, where time has passed since the state was
// taken and the time of the run is known.
func (t *textReport) stateAge() string {
	state, now := t.report.State, t.options.Now
	if state.TakenAt == nil || now.IsZero() || state.Source == evaluator.LiveSource {
		return t.stateText()
	}
	return t.stateText() + ", " + evaluator.Age(now.Sub(*state.TakenAt))
}

// fact is one thing that is known, in words: what matters of it, and the rest.
type fact struct{ name, text, more string }

// concerns reports whether a finding about a field of the request rests on the
// fact.
func (f fact) concerns(field string) bool {
	switch field {
	case "cluster":
		return f.name == "cluster"
	case "service", "serviceName":
		return f.name == "service"
	case "taskDefinition", "":
		return f.name == "revision" || f.name == "family" || f.name == "service" || f.name == "holders"
	default:
		return f.name == "revision" || f.name == "service"
	}
}

// held names the revision whose holders are listed, where it is not the one that
// the request names: an update lists those of what its service leaves.
func held(facts *evaluator.Facts) string {
	if facts.Service == nil || facts.Service.Revision == nil {
		return ""
	}
	return named(facts.Service.Revision.Family, facts.Service.Revision.Revision) + ", which the service leaves: "
}

// factsOf puts the facts of one operation into words.
func factsOf(facts *evaluator.Facts) []fact {
	var list []fact
	add := func(name, text, more string) {
		if text != "" {
			list = append(list, fact{name, text, more})
		}
	}
	if facts.Revision != nil {
		add("revision", revisionText(facts.Revision)+stackText(facts.Held), "")
	}
	if f := facts.Family; f != nil {
		add("family", familyText(f), "")
	}
	if c := facts.Cluster; c != nil {
		add("cluster", fmt.Sprintf("cluster %s is %s", c.Name, c.Status), "")
	}
	if facts.Service != nil {
		add("service", serviceText(facts.Service), serviceDetails(facts.Service))
	}
	if facts.Holders != nil {
		add("holders", holdersText(facts), "")
	}
	if facts.Change != nil {
		add("change", changeText(facts), "")
	}
	return list
}

func revisionText(r *evaluator.RevisionFact) string {
	text := named(r.Family, r.Revision) + " is " + string(r.Status)
	if r.DeregisteredAt != nil {
		text += " since " + moment(*r.DeregisteredAt)
	}
	if r.RegisteredAt != nil {
		text += ", registered " + moment(*r.RegisteredAt)
	}
	return text
}

// stackText says what the reference means unless the change produces a revision.
func stackText(h *evaluator.HeldFact) string {
	if h == nil {
		return ""
	}
	return fmt.Sprintf(", unless it stays %s (%s), which stack %s holds", named(h.Family, h.Revision), h.Status, h.Stack)
}

func familyText(f *evaluator.FamilyFact) string {
	text := "family " + f.Name + " is " + string(f.Status)
	if f.Latest > 0 {
		text += fmt.Sprintf(", latest %d", f.Latest)
	}
	if f.LatestActive > 0 {
		text += fmt.Sprintf(", latest ACTIVE %d", f.LatestActive)
	}
	return text
}

// named writes a revision, or the family of one that has no number yet.
func named(family string, revision int) string {
	return reference.Reference{Family: family, Revision: revision}.Name()
}
