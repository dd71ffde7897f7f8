package ecstest

import (
	"cmp"
	"maps"
	"slices"
	"strings"

	"github.com/ecsgate/ecsgate/evaluator"
)

// listTaskDefinitions lists revisions of one status, ACTIVE ones by default.
// Its familyPrefix is "the full family name" (API reference).
func listTaskDefinitions(c *call) (object, error) {
	status := evaluator.Status(cmp.Or(c.parameters.text("status"), string(evaluator.Active)))
	prefix := c.parameters.text("familyPrefix")
	var found []evaluator.RevisionID
	for _, f := range c.sortedFamilies() {
		if prefix != "" && f.Name != prefix {
			continue
		}
		for _, n := range ofStatus(f, status).Numbers() {
			found = append(found, evaluator.RevisionID{Family: f.Name, Revision: n})
		}
	}
	// "DESC reverses the order on family name and revision".
	if c.parameters.text("sort") == "DESC" {
		slices.Reverse(found)
	}
	return listed(c, ecsPages("taskDefinitionArns", 100), found, func(id evaluator.RevisionID) any {
		return c.taskDefinitionARN(id)
	})
}

func (r *Region) sortedFamilies() []evaluator.Family {
	return slices.SortedFunc(slices.Values(r.Families), func(a, b evaluator.Family) int {
		return cmp.Compare(a.Name, b.Name)
	})
}

func ofStatus(f evaluator.Family, status evaluator.Status) evaluator.Ranges {
	switch status {
	case evaluator.Active:
		return f.Active
	case evaluator.Inactive:
		return f.Inactive
	case evaluator.DeleteInProgress:
		return f.DeleteInProgress
	}
	return nil
}

// listTaskDefinitionFamilies lists families: all by default, those with an
// ACTIVE revision, or those without one (API reference). A family of which all
// revisions are being deleted counts as INACTIVE.
func listTaskDefinitionFamilies(c *call) (object, error) {
	status := c.parameters.text("status")
	prefix := c.parameters.text("familyPrefix")
	var names []string
	for _, f := range c.sortedFamilies() {
		switch {
		case f.Active.Len()+f.Inactive.Len()+f.DeleteInProgress.Len() == 0:
		case !strings.HasPrefix(f.Name, prefix):
		case status == "ACTIVE" && f.Active.Len() == 0:
		case status == "INACTIVE" && f.Active.Len() > 0:
		default:
			names = append(names, f.Name)
		}
	}
	return listed(c, ecsPages("families", 100), names, itself)
}

// describeTaskDefinition shows a revision of any status. It refuses one that
// does not exist and a family without an ACTIVE one in the same words.
func describeTaskDefinition(c *call) (object, error) {
	id, err := c.parseTaskDefinition(c.parameters.text("taskDefinition"))
	if err != nil {
		return nil, err
	}
	id = c.resolve(id)
	if c.revisionStatus(id) == evaluator.Missing {
		return nil, refuse("ClientException", "Unable to describe task definition.")
	}
	answer := object{"taskDefinition": c.taskDefinition(id)}
	if slices.Contains(c.parameters.list("include"), "TAGS") {
		answer["tags"] = tagList(c.family(id.Family).Tags[id.Revision])
	}
	return answer, nil
}

func tagList(tags map[string]string) []any {
	list := make([]any, 0, len(tags))
	for _, key := range slices.Sorted(maps.Keys(tags)) {
		list = append(list, object{"key": key, "value": tags[key]})
	}
	return list
}
