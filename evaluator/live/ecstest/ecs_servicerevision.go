package ecstest

import (
	"slices"

	"github.com/ecsgate/ecsgate/evaluator"
)

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
	found, failures := []any{}, []any{}
	for _, arn := range arns {
		revision := c.serviceRevision(arn)
		if revision == nil {
			failures = append(failures, missing(arn))
			continue
		}
		found = append(found, revision)
	}
	return object{"serviceRevisions": found, "failures": failures}, nil
}

// serviceRevision shows one service revision, or nil. It is as old as the first
// deployment that names it.
func (c *call) serviceRevision(arn string) object {
	for _, d := range slices.Backward(c.historyOf(arn, "service-revision/")) {
		for _, id := range append([]evaluator.RevisionID{d.Target}, d.Sources...) {
			if c.serviceRevisionARN(d.Cluster, d.Service, id) != arn {
				continue
			}
			return object{
				"serviceRevisionArn": arn,
				"serviceArn":         c.serviceARN(d.Cluster, d.Service),
				"clusterArn":         c.clusterARN(d.Cluster),
				"taskDefinition":     c.taskDefinitionARN(id),
				"launchType":         "FARGATE",
			}.with("createdAt", moment{d.CreatedAt})
		}
	}
	return nil
}
