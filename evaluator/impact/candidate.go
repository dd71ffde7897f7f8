package impact

import (
	"cmp"
	"fmt"
	"path"
	"slices"
	"time"

	"github.com/ecsgate/ecsgate/evaluator"
	"github.com/ecsgate/ecsgate/evaluator/document"
	"github.com/ecsgate/ecsgate/evaluator/reference"
)

// Place names one revision of one account and Region.
type Place struct {
	Partition string `json:"partition"`
	Account   string `json:"account"`
	Region    string `json:"region"`
	Family    string `json:"family"`
	Revision  int    `json:"revision"`
}

// ARN writes the revision's ARN.
func (p Place) ARN() string {
	return fmt.Sprintf("arn:%s:ecs:%s:%s:task-definition/%s", p.Partition, p.Region, p.Account, p.Name())
}

// Name writes "web:41".
func (p Place) Name() string { return reference.Join(p.Family, p.Revision) }

func comparePlaces(a, b Place) int {
	return cmp.Or(cmp.Compare(a.Account, b.Account), cmp.Compare(a.Region, b.Region), cmp.Compare(a.Family, b.Family), cmp.Compare(a.Revision, b.Revision))
}

// candidate is an ACTIVE revision that may go, as far as the options say.
type candidate struct {
	Place
	registeredAt time.Time
	// active is how many ACTIVE revisions its family has.
	active int
}

func (c *candidate) sameFamily(other *candidate) bool {
	return c.Account == other.Account && c.Region == other.Region && c.Family == other.Family
}

// operation is the deregistration as somebody would propose it.
func (c *candidate) operation() evaluator.Operation {
	return evaluator.Operation{
		Action: evaluator.DeregisterTaskDefinition, Origin: evaluator.FromProposal, Kind: "proposal", File: "prune", Path: c.ARN(),
		Reference:  reference.Parse(c.ARN()),
		Parameters: []string{"taskDefinition"},
		Request:    map[string]any{"taskDefinition": c.ARN()},
		Fields:     map[string]document.Position{"taskDefinition": {}},
	}
}

// proposal says why the candidate is safe.
func (c *candidate) proposal(keep int) Proposal {
	reason := fmt.Sprintf("nothing is known to need it, and %s keeps its newest %d", c.Family, min(keep, c.active))
	if !c.registeredAt.IsZero() {
		reason = "registered " + c.registeredAt.UTC().Format(time.DateOnly) + ": " + reason
	}
	return Proposal{c.Place, c.ARN(), reason}
}

// refuseFamilies refuses a glob that no family is like, where all are known: a
// typo would pass for a family that has nothing to retire.
func (p *pruning) refuseFamilies() error {
	for _, glob := range p.options.Families {
		found := false
		for _, region := range p.run.State.Regions {
			found = found || !region.Coverage[evaluator.Families].Complete
			for _, family := range region.Families {
				found = found || matches(glob, family.Name)
			}
		}
		if !found {
			return fmt.Errorf("no family is like %q", glob)
		}
	}
	return nil
}

func matches(glob, family string) bool {
	ok, _ := path.Match(glob, family)
	return ok
}

// choose takes the ACTIVE revisions that the options name and nothing holds.
func (p *pruning) choose() {
	for _, region := range p.run.State.Regions {
		index := evaluator.NewIndex(region)
		for i := range region.Families {
			p.chooseOf(index, &region.Families[i])
		}
	}
}

func (p *pruning) chooseOf(index *evaluator.Index, family *evaluator.Family) {
	numbers := family.Active.Numbers()
	oldest := len(numbers) - p.options.Keep
	for i, n := range numbers {
		c := candidate{Place: placeOf(index.Region(), family.Name, n), registeredAt: family.RegisteredAt[n], active: len(numbers)}
		k := p.unwanted(index, &c, family)
		if k.Reason == "" && i >= oldest {
			k.Reason = fmt.Sprintf("it is one of the newest %d ACTIVE revisions of %s", p.options.Keep, family.Name)
		}
		if k.Reason == "" {
			k = held(index, evaluator.RevisionID{Family: family.Name, Revision: n})
		}
		if k.Reason != "" {
			p.keep(c.Place, k)
			continue
		}
		p.candidates = append(p.candidates, c)
	}
}

// unwanted says which option speaks against a revision. It is unknown whether one
// does where nobody read what the option asks for: one call tells a revision's date
// and its tags.
func (p *pruning) unwanted(index *evaluator.Index, c *candidate, family *evaluator.Family) Kept {
	asked := func(glob string) bool { return matches(glob, c.Family) }
	if len(p.options.Families) > 0 && !slices.ContainsFunc(p.options.Families, asked) {
		return Kept{Reason: "its family is not asked for"}
	}
	_, read := index.Unread(evaluator.RegisteredAt)
	for name, value := range p.options.Tags {
		if got, ok := family.Tags[c.Revision][name]; !ok || got != value {
			return Kept{Reason: fmt.Sprintf("it is not known to be tagged %s=%s", name, value), Unknown: !ok && !read}
		}
	}
	switch age := p.run.Now.Sub(c.registeredAt); {
	case p.options.OlderThan == 0:
		return Kept{}
	case c.registeredAt.IsZero():
		return Kept{Reason: "nobody read when it was registered", Unknown: true}
	case age < p.options.OlderThan:
		return Kept{Reason: fmt.Sprintf("it was registered %s, which is not %s ago", c.registeredAt.UTC().Format(time.DateOnly), days(p.options.OlderThan))}
	}
	return Kept{}
}

// held names what holds a revision by number. No rule objects to a revision that
// tasks run, because they go on; so the rules do not miss the tasks, either, where
// nobody read them.
func held(index *evaluator.Index, id evaluator.RevisionID) Kept {
	for _, h := range index.Holders(id).List(false) {
		if h.Pinned {
			return Kept{Reason: "held by " + describe(h)}
		}
	}
	if reason, read := index.Unread(evaluator.RunningTasks); !read {
		return Kept{Reason: reason, Unknown: true}
	}
	return Kept{}
}

func placeOf(region *evaluator.Region, family string, number int) Place {
	return Place{region.Partition, region.Account, region.Region, family, number}
}

func days(d time.Duration) string {
	if d%(24*time.Hour) == 0 {
		return fmt.Sprintf("%d days", d/(24*time.Hour))
	}
	return d.String()
}

func orNobody(reason string) string { return cmp.Or(reason, "nobody looked") }

// describe names a holder: "service prod/web (current revision)".
func describe(h evaluator.Holder) string {
	r := row{h, 0}
	name := r.name()
	if h.Kind == evaluator.ServiceKind || h.Kind == evaluator.TasksKind {
		name = h.Cluster + "/" + name
	}
	return fmt.Sprintf("%s %s (%s)", kindWord(h.Kind), name, r.how())
}
