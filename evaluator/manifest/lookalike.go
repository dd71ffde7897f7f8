package manifest

import (
	"slices"

	"github.com/ecsgate/ecsgate/evaluator/document"
)

// The predicates of the kinds that are known and not read. Each asks for marks
// that the kind has and no other: docker-compose has "services", kubeconfig has
// "clusters", Travis has a list of services.

func isTerraformState(root *document.Node) bool {
	return root.Has("terraform_version") && (root.Has("values") || root.Has("lineage"))
}

func isWorkflow(root *document.Node) bool {
	return root.Has("on") && slices.ContainsFunc(fields(root.Get("jobs")), func(job document.Field) bool {
		return job.Value.Has("steps") || job.Value.Has("uses")
	})
}

// isDockerrun knows what looks like a task definition and is none: Elastic
// Beanstalk registers one of its own from it.
func isDockerrun(root *document.Node) bool { return root.Has("AWSEBDockerrunVersion") }

// isServiceDescription knows the answers of DescribeServices, CreateService and
// UpdateService, and one service cut out of them.
func isServiceDescription(root *document.Node) bool {
	isService := func(item *document.Node) bool {
		return item.Has("serviceArn") || item.Has("serviceName") && (item.Has("clusterArn") || item.Has("taskDefinition"))
	}
	return slices.ContainsFunc(items(root.Get("services")), isService) ||
		isList(root.Get("services")) && root.Has("failures") ||
		isService(root.Get("service")) ||
		root.Has("serviceArn") && root.Has("clusterArn")
}

// isDefinitionDescription knows the answers of DescribeTaskDefinition and
// RegisterTaskDefinition. Cut out of them, the task definition itself is what
// people register: it is read.
func isDefinitionDescription(root *document.Node) bool {
	definition := root.Get("taskDefinition")
	return definition.Has("containerDefinitions") || definition.Has("taskDefinitionArn") ||
		slices.ContainsFunc(items(root.Get("taskDefinitions")), func(item *document.Node) bool { return item.Has("taskDefinitionArn") })
}

// isOtherDescription knows the answers of RunTask, DescribeTasks,
// DescribeClusters and DescribeTaskSets, and one task cut out of them.
func isOtherDescription(root *document.Node) bool {
	isDescribed := func(item *document.Node) bool {
		return item.Has("taskArn") || item.Has("clusterArn") || item.Has("taskSetArn")
	}
	for _, name := range []string{"tasks", "clusters", "taskSets"} {
		list := root.Get(name)
		if slices.ContainsFunc(items(list), isDescribed) || isList(list) && root.Has("failures") {
			return true
		}
	}
	return isDescribed(root.Get("taskSet")) || root.Has("taskArn") && root.Has("lastStatus")
}

// isStoredDescription knows the answers of GetSchedule, DescribePipe and
// DescribeStateMachine.
func isStoredDescription(root *document.Node) bool {
	return root.Has("Arn") && (root.Has("Target") && root.Has("CreationDate") || root.Has("CurrentState") && root.Has("CreationTime")) ||
		root.Has("stateMachineArn") && root.Has("creationDate")
}

func isDefinitionList(root *document.Node) bool { return isList(root.Get("taskDefinitionArns")) }

func isARNList(root *document.Node) bool {
	return isList(root.Get("serviceArns")) || isList(root.Get("taskArns")) || isList(root.Get("clusterArns"))
}

func isList(node *document.Node) bool   { return node != nil && node.Kind == document.Sequence }
func isObject(node *document.Node) bool { return node != nil && node.Kind == document.Mapping }

func items(node *document.Node) []*document.Node {
	if node == nil {
		return nil
	}
	return node.Items
}

func fields(node *document.Node) []document.Field {
	if node == nil {
		return nil
	}
	return node.Fields
}
