package ecstest

import "slices"

func noGroupName() *apiError {
	return refuse("DeploymentGroupNameRequiredException", "The deployment group name was not specified.")
}

// group finds a deployment group of an application.
func (a Application) group(name string) (DeploymentGroup, error) {
	i := slices.IndexFunc(a.Groups, func(g DeploymentGroup) bool { return g.Name == name })
	if i < 0 {
		return DeploymentGroup{}, refuse("DeploymentGroupDoesNotExistException", "No Deployment Group found for name: %s", name)
	}
	return a.Groups[i], nil
}

func listDeploymentGroups(c *call) (object, error) {
	a, err := c.application(c.parameters.text("applicationName"))
	if err != nil {
		return nil, err
	}
	o, err := listed(c, codedeployPages("deploymentGroups"), a.Groups, func(g DeploymentGroup) any { return g.Name })
	if err != nil {
		return nil, err
	}
	return o.with("applicationName", a.Name), nil
}

// batchGetDeploymentGroups shows deployment groups. That one does not exist is
// not among its errors, and what errorMessage may say is not documented (API
// reference, BatchGetDeploymentGroups): here it says which was left out.
func batchGetDeploymentGroups(c *call) (object, error) {
	a, err := c.application(c.parameters.text("applicationName"))
	if err != nil {
		return nil, err
	}
	names, err := c.batch("deploymentGroupNames", 100, noGroupName())
	if err != nil {
		return nil, err
	}
	infos, lacking := []any{}, ""
	for _, name := range names {
		g, err := a.group(name)
		if err != nil {
			lacking = asAPIError(err).text
			continue
		}
		infos = append(infos, c.describedGroup(a, g))
	}
	return object{"deploymentGroupsInfo": infos}.with("errorMessage", lacking), nil
}

func (c *call) describedGroup(a Application, g DeploymentGroup) object {
	o := object{
		"applicationName":     a.Name,
		"deploymentGroupName": g.Name,
		"deploymentGroupId":   uuid("deployment group", c.region, a.Name, g.Name),
		"computePlatform":     a.platform(),
		"serviceRoleArn":      "arn:" + c.partition + ":iam::" + c.account + ":role/codedeploy",
	}
	if g.Service != "" {
		o["ecsServices"] = []any{object{"clusterName": g.Cluster, "serviceName": g.Service}}
	}
	attempted := c.deploymentsOf(a, g)
	succeeded := slices.DeleteFunc(slices.Clone(attempted), func(d rollout) bool { return d.status() != "Succeeded" })
	for member, deployments := range map[string][]rollout{"lastAttemptedDeployment": attempted, "lastSuccessfulDeployment": succeeded} {
		if len(deployments) > 0 {
			o[member] = c.lastDeployment(deployments)
		}
	}
	return o
}

// lastDeployment is the newest of some deployments, in short.
func (c *call) lastDeployment(deployments []rollout) object {
	d := slices.MaxFunc(deployments, func(a, b rollout) int { return c.or(a.CreatedAt).Compare(c.or(b.CreatedAt)) })
	return object{"deploymentId": d.id, "status": d.status(), "createTime": moment{c.or(d.CreatedAt)}}.with("endTime", c.ended(d))
}
