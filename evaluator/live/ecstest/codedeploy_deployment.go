package ecstest

import (
	"cmp"
	"encoding/base32"
	"slices"
	"strconv"
)

// rollout is a deployment, with its id and what it is a deployment of.
type rollout struct {
	CodeDeployment
	id          string
	application Application
	group       string
}

// status is the deployment's status.
func (d CodeDeployment) status() string { return cmp.Or(d.Status, "Succeeded") }

// ended is when a deployment was over; a moment of zero while it is not.
func (c *call) ended(d rollout) moment {
	if !slices.Contains([]string{"Succeeded", "Failed", "Stopped"}, d.status()) {
		return moment{}
	}
	return moment{c.or(d.CreatedAt)}
}

// deploymentsOf lists the deployments of one group.
func (c *call) deploymentsOf(a Application, g DeploymentGroup) []rollout {
	var deployments []rollout
	for n, d := range g.Deployments {
		sum := digest("deployment", c.region, a.Name, g.Name, strconv.Itoa(n))
		id := "d-" + base32.StdEncoding.EncodeToString(sum[:])[:9]
		deployments = append(deployments, rollout{d, id, a, g.Name})
	}
	return deployments
}

// deployments lists those of all groups of some applications.
func (c *call) deployments(applications ...Application) []rollout {
	var deployments []rollout
	for _, a := range applications {
		for _, g := range a.Groups {
			deployments = append(deployments, c.deploymentsOf(a, g)...)
		}
	}
	return deployments
}

// batchGetDeployments shows deployments. What becomes of an id that nothing has
// is not documented; that it does not exist is not among the errors (API
// reference, BatchGetDeployments), so it is left out.
func batchGetDeployments(c *call) (object, error) {
	ids, err := c.batch("deploymentIds", 25, refuse("DeploymentIdRequiredException", "At least one deployment ID must be specified."))
	if err != nil {
		return nil, err
	}
	infos, all := []any{}, c.deployments(c.Applications...)
	for _, id := range ids {
		if i := slices.IndexFunc(all, func(d rollout) bool { return d.id == id }); i >= 0 {
			infos = append(infos, c.describedDeployment(all[i]))
		}
	}
	return object{"deploymentsInfo": infos}, nil
}

func (c *call) describedDeployment(d rollout) object {
	return object{
		"applicationName":     d.application.Name,
		"deploymentGroupName": d.group,
		"deploymentId":        d.id,
		"status":              d.status(),
		"createTime":          moment{c.or(d.CreatedAt)},
		"computePlatform":     d.application.platform(),
		"creator":             "user",
		"revision":            d.location(),
	}.with("completeTime", c.ended(d))
}
