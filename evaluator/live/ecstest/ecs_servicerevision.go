package ecstest

import "github.com/ecsgate/ecsgate/evaluator"

// serviceRevisionARN names the service revision in which a service ran a task
// definition revision. There is one for each: "rollback creates no new service
// revision" (Developer Guide, "Service revisions").
func (s scope) serviceRevisionARN(cluster, service string, id evaluator.RevisionID) string {
	name := cluster + "/" + service + "/"
	return s.arn("ecs", "service-revision/"+name+decimalID("service revision", name, s.taskDefinitionARN(id)))
}

// describeServiceRevisions shows the service revisions that the histories name.
func describeServiceRevisions(c *call) (object, error) {
	arns := c.parameters.list("serviceRevisionArns")
	if err := atMost("serviceRevisionArns", arns, 20); err != nil {
		return nil, err
	}
	known := c.serviceRevisions()
	found, failures := []any{}, []any{}
	for _, arn := range arns {
		if revision, ok := known[arn]; ok {
			found = append(found, revision)
			continue
		}
		failures = append(failures, missing(arn))
	}
	return object{"serviceRevisions": found, "failures": failures}, nil
}

func (c *call) serviceRevisions() map[string]object {
	known := map[string]object{}
	for _, d := range c.ServiceDeployments {
		for _, id := range append([]evaluator.RevisionID{d.Target}, d.Sources...) {
			arn := c.serviceRevisionARN(d.Cluster, d.Service, id)
			known[arn] = object{
				"serviceRevisionArn": arn,
				"serviceArn":         c.serviceARN(d.Cluster, d.Service),
				"clusterArn":         c.clusterARN(d.Cluster),
				"taskDefinition":     c.taskDefinitionARN(id),
				"launchType":         "FARGATE",
			}.with("createdAt", moment{d.CreatedAt})
		}
	}
	return known
}
