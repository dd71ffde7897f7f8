package live

// The actions that this room calls, as IAM spells them. There is no other, and
// none that changes anything: a test compares the list with what was requested.
const (
	stsGetCallerIdentity = "sts:GetCallerIdentity"

	ecsListTaskDefinitions        = "ecs:ListTaskDefinitions"
	ecsDescribeTaskDefinition     = "ecs:DescribeTaskDefinition"
	ecsListClusters               = "ecs:ListClusters"
	ecsDescribeClusters           = "ecs:DescribeClusters"
	ecsListServices               = "ecs:ListServices"
	ecsDescribeServices           = "ecs:DescribeServices"
	ecsDescribeTaskSets           = "ecs:DescribeTaskSets"
	ecsListTasks                  = "ecs:ListTasks"
	ecsDescribeTasks              = "ecs:DescribeTasks"
	ecsListServiceDeployments     = "ecs:ListServiceDeployments"
	ecsDescribeServiceDeployments = "ecs:DescribeServiceDeployments"
	ecsDescribeServiceRevisions   = "ecs:DescribeServiceRevisions"

	codedeployListApplications         = "codedeploy:ListApplications"
	codedeployBatchGetApplications     = "codedeploy:BatchGetApplications"
	codedeployListDeploymentGroups     = "codedeploy:ListDeploymentGroups"
	codedeployBatchGetDeploymentGroups = "codedeploy:BatchGetDeploymentGroups"
	codedeployListDeployments          = "codedeploy:ListDeployments"
	codedeployBatchGetDeployments      = "codedeploy:BatchGetDeployments"
	codedeployGetApplicationRevision   = "codedeploy:GetApplicationRevision"

	eventsListEventBuses           = "events:ListEventBuses"
	eventsListRuleNamesByTarget    = "events:ListRuleNamesByTarget"
	eventsDescribeRule             = "events:DescribeRule"
	eventsListTargetsByRule        = "events:ListTargetsByRule"
	schedulerListSchedules         = "scheduler:ListSchedules"
	schedulerGetSchedule           = "scheduler:GetSchedule"
	pipesListPipes                 = "pipes:ListPipes"
	pipesDescribePipe              = "pipes:DescribePipe"
	statesListStateMachines        = "states:ListStateMachines"
	statesDescribeStateMachine     = "states:DescribeStateMachine"
	statesListStateMachineVersions = "states:ListStateMachineVersions"
	statesListStateMachineAliases  = "states:ListStateMachineAliases"
	statesDescribeAlias            = "states:DescribeStateMachineAlias"
	statesListExecutions           = "states:ListExecutions"
	statesDescribeForExecution     = "states:DescribeStateMachineForExecution"
	stacksListStacks               = "cloudformation:ListStacks"
	stacksDescribeStacks           = "cloudformation:DescribeStacks"
	stacksDescribeStackResources   = "cloudformation:DescribeStackResources"
	stacksListStackResources       = "cloudformation:ListStackResources"
)
