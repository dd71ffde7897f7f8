package manifest

import (
	"github.com/ecsgate/ecsgate/evaluator"
	"github.com/ecsgate/ecsgate/evaluator/document"
	"github.com/ecsgate/ecsgate/evaluator/manifest/cloudformation"
)

// source is one document of a file, with what its reader must know; of a file
// that is text and no document, root is nil.
type source struct {
	root    *document.Node
	syntax  document.Syntax
	file    File
	options Options
	effects *effects
}

// effects are what a file does to others of the run.
type effects struct {
	// overwritten are files of which a deploy tool replaces the reference before
	// it uses them: AppSpecs.
	overwritten []string
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
	{name: "a CloudFormation template", is: cloudformation.Recognise, read: readTemplate},
	{name: "a Terraform plan", is: isTerraformPlan},
	{name: "a Terraform state", is: isTerraformState},
	{name: "a Terraform configuration", is: isTerraformConfiguration},
	{name: "a CodeDeploy AppSpec", is: isAppSpec},
	{name: "a state machine definition", is: isStateMachine},
	{name: "a list of EventBridge targets", is: isEventTargets},
	{name: "an EventBridge Scheduler schedule", is: isSchedule},
	{name: "an EventBridge pipe", is: isPipe},
	{name: "an ecschedule configuration", is: isEcschedule},
	{name: "an ecspresso configuration", is: isEcspresso},
	{name: "a GitHub Actions workflow", is: isWorkflow},
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
	for _, k := range kinds {
		switch {
		case !k.is(s.root):
		case k.read != nil:
			return k.read(s), true
		default:
			return s.unread(k), true
		}
	}
	if change, ok := readRequest(s); ok {
		return change, true
	}
	return s.unrecognised(), false
}

func readTemplate(s source) evaluator.Change {
	return cloudformation.Read(s.root, s.file.Name, s.options.templateParams())
}
