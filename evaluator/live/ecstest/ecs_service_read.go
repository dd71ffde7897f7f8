package ecstest

import (
	"cmp"
	"strconv"
	"strings"

	"github.com/ecsgate/ecsgate/evaluator"
)

func (s scope) serviceARN(cluster, name string) string {
	return s.arn("ecs", "service/"+cluster+"/"+name)
}

// serviceName takes the name out of a service parameter: a name, an ARN, or an
// ARN of the old form that does not name the cluster.
func (s scope) serviceName(raw string) string {
	resource, ours := s.resource(raw, "ecs", "service/")
	if !ours {
		return raw
	}
	return resource[strings.LastIndexByte(resource, '/')+1:]
}

// findService finds a service of one cluster in any status.
func (r *Region) findService(cluster, name string) *evaluator.Service {
	for i := range r.Services {
		s := &r.Services[i]
		if s.Cluster == cluster && s.Name == name && s.Status != evaluator.Missing {
			return s
		}
	}
	return nil
}

// service finds the service that a request names, in any status.
func (c *call) service() (*evaluator.Service, error) {
	cluster, err := c.cluster()
	if err != nil {
		return nil, err
	}
	if s := c.findService(cluster.Name, c.serviceName(c.parameters.text("service"))); s != nil {
		return s, nil
	}
	return nil, refuse("ServiceNotFoundException", "Service not found.")
}

// listServices lists ACTIVE services: DRAINING and INACTIVE ones can "no longer
// be viewed in ListServices" (API reference, DeleteService).
func listServices(c *call) (object, error) {
	cluster, err := c.cluster()
	if err != nil {
		return nil, err
	}
	management := c.parameters.text("resourceManagementType")
	var arns []string
	for _, s := range c.Services {
		if s.Cluster == cluster.Name && s.Status == evaluator.Active &&
			(management == "" || management == managedBy(s)) {
			arns = append(arns, c.serviceARN(s.Cluster, s.Name))
		}
	}
	return listed(c, ecsPages("serviceArns", 10), arns, itself)
}

// managedBy is ECS for what an Express service owns.
func managedBy(s evaluator.Service) string { return cmp.Or(s.ManagedBy, "CUSTOMER") }

// describeServices shows services of one cluster by name, in any status.
func describeServices(c *call) (object, error) {
	names := c.parameters.list("services")
	if len(names) == 0 {
		return nil, refuse("InvalidParameterException", "Services cannot be empty.")
	}
	if err := atMost("service names", names, 10); err != nil {
		return nil, err
	}
	cluster, err := c.cluster()
	if err != nil {
		return nil, err
	}
	services, failures := []any{}, []any{}
	for _, raw := range names {
		name := c.serviceName(raw)
		found := c.findService(cluster.Name, name)
		if found == nil {
			failures = append(failures, missing(c.serviceARN(cluster.Name, name)))
			continue
		}
		services = append(services, c.describedService(*found))
	}
	return object{"services": services, "failures": failures}, nil
}

func (c *call) describedService(s evaluator.Service) object {
	o := object{
		"serviceArn":             c.serviceARN(s.Cluster, s.Name),
		"serviceName":            s.Name,
		"clusterArn":             c.clusterARN(s.Cluster),
		"status":                 string(s.Status),
		"desiredCount":           s.DesiredCount,
		"runningCount":           c.runningIn(s, evaluator.RevisionID{}),
		"pendingCount":           0,
		"launchType":             "FARGATE",
		"schedulingStrategy":     "REPLICA",
		"deployments":            c.describedDeployments(s),
		"taskSets":               c.describedTaskSets(s),
		"events":                 []any{},
		"loadBalancers":          []any{},
		"resourceManagementType": managedBy(s),
	}
	if s.DeploymentController != "" {
		o["deploymentController"] = object{"type": s.DeploymentController}
	}
	return o.with("taskDefinition", c.optionalARN(s.Revision)).
		with("currentServiceDeployment", c.ongoingDeploymentARN(s))
}

// describedDeployments are those of the ECS controller. ECS shows no INACTIVE
// ones, and a roll-out state only where there is one.
func (c *call) describedDeployments(s evaluator.Service) []any {
	deployments := []any{}
	for _, d := range s.Deployments {
		o := object{
			"id":             deploymentID(s.Cluster, s.Name, d.Revision),
			"status":         d.Status,
			"taskDefinition": c.taskDefinitionARN(d.Revision),
			"runningCount":   c.runningIn(s, d.Revision),
			"pendingCount":   0,
			"failedTasks":    0,
		}
		if d.Status == "PRIMARY" {
			o["desiredCount"] = s.DesiredCount
		}
		deployments = append(deployments, o.with("rolloutState", d.RolloutState))
	}
	return deployments
}

// deploymentID is also what tasks of the deployment have in startedBy.
func deploymentID(cluster, service string, id evaluator.RevisionID) string {
	return "ecs-svc/" + decimalID("deployment", cluster, service, id.Family, strconv.Itoa(id.Revision))
}

// runningIn counts the tasks of a service that run one revision, or any.
func (r *Region) runningIn(s evaluator.Service, id evaluator.RevisionID) int {
	running := 0
	for _, t := range r.Tasks {
		if t.Cluster == s.Cluster && t.Service == s.Name && (id.Family == "" || t.Revision == id) {
			running += t.Count
		}
	}
	return running
}
