package ecstest

import (
	"cmp"

	"github.com/ecsgate/ecsgate/evaluator"
)

// clusterName reads a cluster parameter: a name or an ARN, "default" if none. An
// ARN of another place stays as it is, and is the name of no cluster.
func (c *call) clusterName(raw string) string {
	name, _ := c.resource(raw, "ecs", "cluster/")
	return cmp.Or(name, "default")
}

func (s scope) clusterARN(name string) string { return s.arn("ecs", "cluster/"+name) }

// cluster finds the cluster that a request names, in any status.
func (c *call) cluster() (*evaluator.Cluster, error) {
	if found := c.findCluster(c.clusterName(c.parameters.text("cluster"))); found != nil {
		return found, nil
	}
	return nil, refuse("ClusterNotFoundException", "Cluster not found.")
}

// activeCluster is for what starts something: a deleted cluster can still be
// described, but nothing can be started in it.
func (c *call) activeCluster() (*evaluator.Cluster, error) {
	found, err := c.cluster()
	if err != nil {
		return nil, err
	}
	if found.Status == evaluator.Inactive {
		return nil, refuse("ClusterNotFoundException", "The referenced cluster was inactive.")
	}
	return found, nil
}

func (r *Region) findCluster(name string) *evaluator.Cluster {
	for i := range r.Clusters {
		if r.Clusters[i].Name == name && r.Clusters[i].Status != evaluator.Missing {
			return &r.Clusters[i]
		}
	}
	return nil
}

// listClusters leaves out deleted clusters, which only DescribeClusters shows
// for a while (API reference, DeleteCluster).
func listClusters(c *call) (object, error) {
	var arns []string
	for _, cluster := range c.Clusters {
		if cluster.Status != evaluator.Inactive && cluster.Status != evaluator.Missing {
			arns = append(arns, c.clusterARN(cluster.Name))
		}
	}
	return listed(c, ecsPages("clusterArns", 100), arns, itself)
}

func describeClusters(c *call) (object, error) {
	names := c.parameters.list("clusters")
	if err := atMost("clusters", names, 100); err != nil {
		return nil, err
	}
	if len(names) == 0 {
		names = []string{"default"}
	}
	clusters, failures := []any{}, []any{}
	for _, raw := range names {
		name := c.clusterName(raw)
		found := c.findCluster(name)
		if found == nil {
			failures = append(failures, missing(c.clusterARN(name)))
			continue
		}
		clusters = append(clusters, c.describedCluster(*found))
	}
	return object{"clusters": clusters, "failures": failures}, nil
}

func (c *call) describedCluster(cluster evaluator.Cluster) object {
	services, running := 0, 0
	for _, s := range c.Services {
		if s.Cluster == cluster.Name && s.Status == evaluator.Active {
			services++
		}
	}
	for _, t := range c.Tasks {
		if t.Cluster == cluster.Name {
			running += t.Count
		}
	}
	return object{
		"clusterArn":          c.clusterARN(cluster.Name),
		"clusterName":         cluster.Name,
		"status":              string(cluster.Status),
		"activeServicesCount": services,
		"runningTasksCount":   running,
		"pendingTasksCount":   0,
	}
}
