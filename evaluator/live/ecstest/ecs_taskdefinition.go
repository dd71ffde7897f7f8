package ecstest

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/ecsgate/ecsgate/evaluator"
)

// SecretValue is the value of an environment variable in every container
// definition. Whoever reads an account has no business with keeping it.
const SecretValue = "ecstest-secret-that-nobody-may-keep"

// taskDefinitionARN writes the ARN of a revision, or of a family where the
// revision is 0.
func (s scope) taskDefinitionARN(id evaluator.RevisionID) string {
	name := id.Family
	if id.Revision > 0 {
		name += ":" + strconv.Itoa(id.Revision)
	}
	return s.arn("ecs", "task-definition/"+name)
}

// optionalARN writes the ARN of a revision, or nothing for the zero one.
func (s scope) optionalARN(id evaluator.RevisionID) string {
	if id.Family == "" {
		return ""
	}
	return s.taskDefinitionARN(id)
}

// parseTaskDefinition reads family, family:revision or an ARN. The revision is 0
// where there is none. An ARN of another place names a family that nobody has.
func (s scope) parseTaskDefinition(raw string) (evaluator.RevisionID, error) {
	name := raw
	if strings.HasPrefix(raw, "arn:") {
		var ours bool
		if name, ours = s.resource(raw, "ecs", "task-definition/"); !ours {
			return evaluator.RevisionID{}, nil
		}
	}
	family, number, numbered := strings.Cut(name, ":")
	if !numbered {
		return evaluator.RevisionID{Family: family}, nil
	}
	revision, err := strconv.Atoi(number)
	if err != nil || revision < 1 {
		return evaluator.RevisionID{}, refuse("InvalidParameterException", "Invalid task definition: Invalid revision number.")
	}
	return evaluator.RevisionID{Family: family, Revision: revision}, nil
}

// family finds a family by its full name.
func (r *Region) family(name string) *evaluator.Family {
	for i := range r.Families {
		if r.Families[i].Name == name {
			return &r.Families[i]
		}
	}
	return nil
}

// revisionStatus is the status of one revision, or Missing.
func (r *Region) revisionStatus(id evaluator.RevisionID) evaluator.Status {
	f := r.family(id.Family)
	switch {
	case f == nil:
		return evaluator.Missing
	case f.Active.Has(id.Revision):
		return evaluator.Active
	case f.Inactive.Has(id.Revision):
		return evaluator.Inactive
	case f.DeleteInProgress.Has(id.Revision):
		return evaluator.DeleteInProgress
	}
	return evaluator.Missing
}

// resolve gives a reference by family the revision that it means: "the latest
// ACTIVE revision is used" (API reference, RunTask, CreateService and others),
// which is the highest number that is ACTIVE and not the highest number. The
// revision stays 0 where nothing is ACTIVE.
func (r *Region) resolve(id evaluator.RevisionID) evaluator.RevisionID {
	if f := r.family(id.Family); f != nil && id.Revision == 0 {
		id.Revision = f.Active.Max()
	}
	return id
}

// launchable resolves what a launch names, or refuses it as ECS does. inactive
// is the code for a revision that is there and not ACTIVE: ClientException for
// services, InvalidParameterException for tasks. Of DELETE_IN_PROGRESS only the
// refusal is documented, not its text (API reference, DeleteTaskDefinitions).
func (c *call) launchable(inactive string) (evaluator.RevisionID, error) {
	raw := c.parameters.text("taskDefinition")
	if raw == "" {
		return evaluator.RevisionID{}, refuse("InvalidParameterException", "TaskDefinition can not be blank.")
	}
	id, err := c.parseTaskDefinition(raw)
	if err != nil {
		return id, err
	}
	id = c.resolve(id)
	switch c.revisionStatus(id) {
	case evaluator.Active:
		return id, nil
	case evaluator.Inactive, evaluator.DeleteInProgress:
		return id, refuse(inactive, "TaskDefinition is inactive")
	}
	return id, refuse("ClientException", "TaskDefinition not found.")
}

// taskDefinition writes a revision as DescribeTaskDefinition shows it.
func (c *call) taskDefinition(id evaluator.RevisionID) object {
	f := c.family(id.Family)
	o := object{
		"taskDefinitionArn": c.taskDefinitionARN(id),
		"family":            id.Family,
		"revision":          id.Revision,
		"status":            string(c.revisionStatus(id)),
		"networkMode":       "awsvpc",
		"cpu":               "256",
		"memory":            "512",
		"volumes":           []any{},
		"containerDefinitions": []any{object{
			"name":        id.Family,
			"image":       fmt.Sprintf("%s.dkr.ecr.%s.amazonaws.com/%s:%d", c.account, c.region, id.Family, id.Revision),
			"essential":   true,
			"environment": []any{object{"name": "DATABASE_PASSWORD", "value": SecretValue}},
		}},
		"requiresCompatibilities": []any{"FARGATE"},
	}
	return o.with("registeredAt", moment{f.RegisteredAt[id.Revision]}).with("deregisteredAt", moment{f.DeregisteredAt[id.Revision]})
}
