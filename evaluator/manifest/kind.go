package manifest

import (
	"github.com/ecsgate/ecsgate/evaluator"
	"github.com/ecsgate/ecsgate/evaluator/document"
	"github.com/ecsgate/ecsgate/evaluator/manifest/cloudformation"
	"github.com/ecsgate/ecsgate/evaluator/manifest/terraform"
)

// source is one document of a file, with what its reader must know; of a file
// that is text and no document, root is nil.
type source struct {
	root    *document.Node
	syntax  document.Syntax
	file    File
	options Options
	effects *effects
	// open are values that hold an expression of a template that is not rendered
	// yet, and so have any type.
	open map[*document.Node]bool
	// directories are where the scripts of this file run, where it says so: what
	// they name is looked for there first.
	directories []string
}

// effects are what a file does to others of the run.
type effects struct {
	// overwritten are files of which a deploy tool replaces the reference before
	// it uses them: AppSpecs.
	overwritten []string
	// deployed is how many templates and change sets it holds that --stack may mean.
	deployed int
	// composed are files of which a deploy tool makes its requests: by themselves
	// they are none.
	composed []string
	// registered are files whose task definition this one registers.
	registered []string
}

// kind is a kind of file that its content gives away.
type kind struct {
	// name says what such a file is, with its article: "a Terraform plan"; by, what
	// gives it away.
	name, by string
	is       func(root *document.Node) bool
	// read is nil for a kind that is known and not read.
	read func(source) evaluator.Change
	// inert marks what sends ECS no request of its own, such as an answer of AWS
	// that somebody kept.
	inert bool
	// advice says what to pass instead.
	advice string
}

// kinds are tried in this order. The bodies of requests come after all of
// them, because they have no mark of their own: see readRequest.
var kinds = []kind{
	{name: "a CloudFormation template", by: "Resources with Type (also of SAM and CDK)", is: cloudformation.Recognise, read: readTemplate},
	{name: "a CloudFormation change set", by: "Changes with ChangeSetId (aws cloudformation describe-change-set --include-property-values)", is: cloudformation.RecogniseChangeSet, read: readChangeSet},
	{name: "a Terraform plan", by: "resource_changes (terraform show -json)", is: terraform.RecognisePlan, read: readTerraformPlan},
	{name: "a Terraform state", by: "terraform_version with values or lineage", is: isTerraformState, advice: advicePlan},
	{name: "a Terraform configuration in JSON", by: "resources or data sources whose type begins with aws_", is: terraform.RecogniseConfiguration, read: readTerraformConfiguration},
	{name: "a CodeDeploy AppSpec", by: "a list of Resources with Type and Properties (either case)", is: isAppSpec, read: readAppSpec},
	{name: "a CodeDeploy deployment", by: "a revision with revisionType", is: isCreateDeployment, read: readCreateDeployment},
	{name: "the description of a schedule, a pipe or a state machine", is: isStoredDescription, inert: true, advice: adviceRequest},
	{name: "a state machine definition", by: "StartAt and States", is: isStateMachine, read: readStateMachine},
	{name: "a request with a state machine definition", by: "definition beside roleArn or stateMachineArn", is: isStateMachineRequest, read: readStateMachineRequest},
	{name: "a list of EventBridge targets", by: "Targets, or a bare list, with Id and Arn", is: isEventTargets, read: readEventTargets},
	{name: "an EventBridge Scheduler schedule", by: "ScheduleExpression and Target, or a bare target with Arn and RoleArn", is: isSchedule, read: readScheduleFile},
	{name: "an EventBridge pipe", by: "TargetParameters, or Source, Target and RoleArn", is: isPipe, read: readPipeFile},
	{name: "an ecschedule configuration", by: "rules with a taskDefinition", is: isEcschedule, read: readEcschedule},
	{name: "an ecspresso configuration", by: "service_definition or task_definition, which name files", is: isEcspresso, read: readEcspresso},
	{name: "a Copilot manifest", by: "a name and a type that Copilot runs on ECS", is: isCopilot, read: readOwn(copilotManifest)},
	{name: "a Compose file for ECS", by: "services and an extension x-aws-…", is: isComposeForECS, read: readOwn(composeForECS)},
	{name: "the parameters of ecs-cli compose", by: "version with task_definition or run_params as objects (ecs-params.yml)", is: isECSParams, read: readOwn(ecsParams)},
	{name: "a hako definition", by: "a scheduler of type ecs", is: isHako, read: readOwn(hakoDefinition)},
	{name: "a GitHub Actions workflow", by: "on, and jobs with steps or uses", is: isWorkflow, read: readWorkflow},
	{name: "a composite action", by: "runs.using: composite with steps", is: isCompositeAction, read: readCompositeAction},
	{name: "the steps of a workflow", by: "a list whose items have run or uses", is: isStepList, read: readStepList},
	{name: "a GitLab CI configuration", by: "jobs at the top that have a script", is: isGitlab, read: readGitlab},
	{name: "a CircleCI configuration", by: "version beside jobs with steps, orbs or workflows", is: isCircleCI, read: readCircleCI},
	{name: "a CodeBuild buildspec", by: "phases with commands", is: isBuildspec, read: readBuildspec},
	{name: "a Bitbucket Pipelines configuration", by: "pipelines", is: isBitbucket, read: readBitbucket},
	{name: "an Azure Pipelines configuration", by: "stages, jobs or steps with tasks or scripts", is: isAzurePipeline, read: readAzurePipeline},
	{name: "a Dockerrun file of Elastic Beanstalk", is: isDockerrun, inert: true},
	{name: "the description of a service", is: isServiceDescription, inert: true, advice: adviceRequest},
	{name: "the description of a task definition", is: isDefinitionDescription, inert: true, advice: adviceRequest},
	{name: "the description of tasks or clusters", is: isOtherDescription, inert: true, advice: adviceRequest},
	{name: "a list of task definitions", is: isDefinitionList, inert: true, advice: "to propose their retirement pass it with --proposals"},
	{name: "a list of ARNs", is: isARNList, inert: true, advice: adviceRequest},
}

const adviceRequest = "pass the request that is to be sent"

// readDocument reads one document by its kind, and reports whether it has one.
func readDocument(s source) (evaluator.Change, bool) {
	if k := kindOf(s.root); k != nil && k.read != nil {
		return k.read(s), true
	} else if k != nil {
		return s.unread(*k), true
	}
	if change, ok := readRequest(s); ok {
		return change, true
	}
	return s.unrecognised(), false
}

// kindOf returns the kind of a document; nil: it has no mark of its own.
func kindOf(root *document.Node) *kind {
	for i := range kinds {
		if kinds[i].is(root) {
			return &kinds[i]
		}
	}
	return nil
}

func readTemplate(s source) evaluator.Change {
	return cloudformation.Read(s.root, s.file.Name, s.options.templateParams(), s.stack())
}

func readChangeSet(s source) evaluator.Change {
	return cloudformation.ReadChangeSet(s.root, s.file.Name, s.stack())
}
