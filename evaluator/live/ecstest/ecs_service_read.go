package ecstest

import (
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
