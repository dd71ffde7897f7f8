# METADATA
# title: The cluster does not exist
# description: >-
#   No task and no service can start in a cluster that ECS does not have or that was
#   deleted. Often the Region or the account is the wrong one, or the name was left
#   out, which means the cluster "default".
# related_resources:
#   - ref: https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_DescribeClusters.html
#     description: clusters and their statuses
#   - ref: https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_RunTask.html
#     description: ClusterNotFoundException, and the default cluster
# custom:
#   id: ECS114
#   severity: error
#   operations: [RunTask, StartTask, CreateService, UpdateService, CreateTaskSet]
#   references: [revision, family, produced, absent, unresolved, invalid]
#   stored: both
#   needs: [facts.cluster]
#   remediation: >-
#     Correct the cluster, the Region or the account; or create the cluster, in this
#     change or before it.
package ecs.launch.cluster_missing

import data.ecs.lib.asleep

deny contains {"message": _message, "field": "cluster"} if not asleep.launch

deny contains {"message": _message, "field": "cluster", "severity": "warning"} if asleep.launch

_message := message if {
	lack := {
		"MISSING": "does not exist",
		"INACTIVE": "is INACTIVE: it was deleted",
	}[input.facts.cluster.status]
	message := sprintf("cluster %q %s, and ECS will refuse this (ClusterNotFoundException)", [
		input.facts.cluster.name,
		lack,
	])
}
