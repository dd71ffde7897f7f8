package ecstest

func ecsActions() map[string]operation {
	return map[string]operation{
		"ListTaskDefinitions":        listTaskDefinitions,
		"ListTaskDefinitionFamilies": listTaskDefinitionFamilies,
		"DescribeTaskDefinition":     describeTaskDefinition,
		"RegisterTaskDefinition":     registerTaskDefinition,
		"DeregisterTaskDefinition":   deregisterTaskDefinition,
		"DeleteTaskDefinitions":      deleteTaskDefinitions,

		"ListClusters":     listClusters,
		"DescribeClusters": describeClusters,

		"ListServices":     listServices,
		"DescribeServices": describeServices,
		"CreateService":    createService,
		"UpdateService":    updateService,
		"DeleteService":    deleteService,

		"DescribeTaskSets": describeTaskSets,
		"CreateTaskSet":    createTaskSet,

		"ListServiceDeployments":     listServiceDeployments,
		"DescribeServiceDeployments": describeServiceDeployments,
		"DescribeServiceRevisions":   describeServiceRevisions,

		"ListTasks":     listTasks,
		"DescribeTasks": describeTasks,
		"RunTask":       runTask,
		"StartTask":     startTask,
	}
}

// ecsPages is how ECS lists; its greatest page is 100 everywhere.
func ecsPages(member string, usual int) paging {
	return paging{member: member, limit: "maxResults", token: "nextToken", usual: usual, most: 100}
}

// failure is an entry of failures[]: ECS answers 200 to a Describe call about
// things that are not there.
func failure(arn, reason string) object {
	return object{"arn": arn, "reason": reason}
}

func missing(arn string) object { return failure(arn, "MISSING") }

// atMost refuses a batch that is too large, in the words in which ECS does it
// for services.
func atMost(what string, given []string, most int) error {
	if len(given) > most {
		return refuse("InvalidParameterException", "%s can have at most %d items.", what, most)
	}
	return nil
}
