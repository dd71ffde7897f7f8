package impact

import (
	"cmp"
	"fmt"
	"maps"
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

// operation is the deregistration as somebody would propose it; fields are those
// of every such request.
func (c *candidate) operation(fields map[string]document.Position) evaluator.Operation {
	arn := c.ARN()
	return evaluator.Operation{
		Action: evaluator.DeregisterTaskDefinition, Origin: evaluator.FromProposal, Kind: "proposal", File: "prune", Path: arn,
		Reference:  reference.Parse(arn),
		Parameters: []string{"taskDefinition"},
		Request:    map[string]any{"taskDefinition": arn},
		Fields:     fields,
	}
}

// retired names the candidate as what goes besides.
func (c *candidate) retired() evaluator.Retired {
	return evaluator.Retired{
		Scope:      evaluator.Scope{Partition: c.Partition, Account: c.Account, Region: c.Region},
		RevisionID: evaluator.RevisionID{Family: c.Family, Revision: c.Revision},
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
			k.Reason = fmt.Sprintf("one of the newest %d ACTIVE revisions of %s", p.options.Keep, family.Name)
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
		return Kept{Reason: "family " + c.Family + " is not asked for"}
	}
	if k := p.untagged(index, family.Tags[c.Revision]); k.Reason != "" {
		return k
	}
	switch age := p.run.Now.Sub(c.registeredAt); {
	case p.options.OlderThan == 0:
		return Kept{}
	case c.registeredAt.IsZero():
		return Kept{Reason: "its date of registration was not read", Unknown: true}
	case age < p.options.OlderThan:
		return Kept{Reason: fmt.Sprintf("registered %s, which is not %s ago", c.registeredAt.UTC().Format(time.DateOnly), evaluator.Span(p.options.OlderThan))}
	}
	return Kept{}
}

// untagged says which tag a revision lacks that was asked for.
func (p *pruning) untagged(index *evaluator.Index, tags map[string]string) Kept {
	for _, name := range slices.Sorted(maps.Keys(p.options.Tags)) {
		want := p.options.Tags[name]
		got, tagged := tags[name]
		_, read := index.Unread(evaluator.RegisteredAt)
		switch {
		case tagged && got == want:
		case tagged:
			return Kept{Reason: fmt.Sprintf("tagged %s=%s, not %s=%s", name, got, name, want)}
		case read:
			return Kept{Reason: fmt.Sprintf("not tagged %s=%s", name, want)}
		default:
			return Kept{Reason: fmt.Sprintf("whether it is tagged %s=%s was not read", name, want), Unknown: true}
		}
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
