package ecstest

import (
	"maps"
	"slices"
	"time"

	"github.com/ecsgate/ecsgate/evaluator"
)

// registerTaskDefinition adds a revision. Numbers are never used again, "even
// if you deregister previous revisions" (API reference, TaskDefinition).
func registerTaskDefinition(c *call) (object, error) {
	name := c.parameters.text("family")
	if name == "" {
		return nil, refuse("ClientException", "Family can not be blank.")
	}
	if len(c.parameters.objects("containerDefinitions")) == 0 {
		return nil, refuse("ClientException", "Container list cannot be empty.")
	}
	f := c.family(name)
	if f == nil {
		c.Families = append(c.Families, evaluator.Family{Name: name})
		f = &c.Families[len(c.Families)-1]
	}
	id := evaluator.RevisionID{Family: name, Revision: 1 + max(f.Active.Max(), f.Inactive.Max(), f.DeleteInProgress.Max())}
	f.Active = including(f.Active, id.Revision)
	f.RegisteredAt = dated(f.RegisteredAt, id.Revision, c.now)
	if tags := c.parameters.objects("tags"); len(tags) > 0 {
		f.Tags = maps.Clone(f.Tags)
		if f.Tags == nil {
			f.Tags = map[int]map[string]string{}
		}
		f.Tags[id.Revision] = tagMap(tags)
	}
	return object{"taskDefinition": c.taskDefinition(id), "tags": tagList(f.Tags[id.Revision])}, nil
}

func tagMap(tags []Parameters) map[string]string {
	m := map[string]string{}
	for _, tag := range tags {
		m[tag.text("key")] = tag.text("value")
	}
	return m
}

// deregisterTaskDefinition makes a revision INACTIVE, whatever uses it. Asked
// again it answers the same and keeps the date.
func deregisterTaskDefinition(c *call) (object, error) {
	id, err := c.parseTaskDefinition(c.parameters.text("taskDefinition"))
	if err != nil {
		return nil, err
	}
	if id.Family != "" && id.Revision == 0 {
		return nil, refuse("InvalidParameterException", "Revision is missing")
	}
	status := c.revisionStatus(id)
	switch status {
	case evaluator.Missing:
		return nil, refuse("ClientException", "Unable to deregister task definition.")
	case evaluator.DeleteInProgress:
		return nil, refuse("ClientException", "The task definition could not be deregistered because it is in the process of being deleted.")
	}
	f := c.family(id.Family)
	if status == evaluator.Active {
		f.Active = excluding(f.Active, id.Revision)
		f.Inactive = including(f.Inactive, id.Revision)
		f.DeregisteredAt = dated(f.DeregisteredAt, id.Revision, c.now)
	}
	shown := c.taskDefinition(id)
	// Only Describe shows the date; this answer has a member that is in no
	// documentation instead.
	delete(shown, "deregisteredAt")
	shown["previousStatus"] = string(status)
	return object{"taskDefinition": shown}, nil
}

// deleteTaskDefinitions answers 200 and says in failures[] what it did not
// accept. Revisions that are being deleted are accepted again.
func deleteTaskDefinitions(c *call) (object, error) {
	given := c.parameters.list("taskDefinitions")
	if err := atMost("taskDefinitions", given, 10); err != nil {
		return nil, err
	}
	accepted, failures := []any{}, []any{}
	for _, raw := range given {
		id, err := c.parseTaskDefinition(raw)
		if reason := c.notDeletable(id, err); reason != "" {
			failures = append(failures, failure(raw, reason))
			continue
		}
		f := c.family(id.Family)
		f.Inactive = excluding(f.Inactive, id.Revision)
		f.DeleteInProgress = including(f.DeleteInProgress, id.Revision)
		accepted = append(accepted, c.taskDefinition(id))
	}
	return object{"taskDefinitions": accepted, "failures": failures}, nil
}

func (c *call) notDeletable(id evaluator.RevisionID, err error) (reason string) {
	switch {
	case err != nil, id.Family != "" && id.Revision == 0:
		return "The specified task definition identifier is invalid. Specify a valid name or ARN and try again."
	case c.revisionStatus(id) == evaluator.Missing:
		return "The specified task definition does not exist. Specify a valid account, family, revision and try again."
	case c.revisionStatus(id) == evaluator.Active:
		return "The specified task definition is still in ACTIVE status. Please deregister the target and try again."
	}
	return ""
}

func including(r evaluator.Ranges, n int) evaluator.Ranges {
	return evaluator.RangesOf(append(r.Numbers(), n)...)
}

func excluding(r evaluator.Ranges, n int) evaluator.Ranges {
	return evaluator.RangesOf(slices.DeleteFunc(r.Numbers(), func(m int) bool { return m == n })...)
}

// dated adds a date to a copy: the account's maps may be somebody else's, too.
func dated(dates map[int]time.Time, n int, date time.Time) map[int]time.Time {
	dates = maps.Clone(dates)
	if dates == nil {
		dates = map[int]time.Time{}
	}
	dates[n] = date
	return dates
}
