package manifest

import (
	"path"
	"slices"
	"strconv"
	"strings"

	"github.com/ecsgate/ecsgate/evaluator"
	"github.com/ecsgate/ecsgate/evaluator/document"
	"github.com/ecsgate/ecsgate/evaluator/pattern"
	"github.com/ecsgate/ecsgate/evaluator/reference"
)

// actionStep is a step that uses an action.
type actionStep struct {
	node, uses *document.Node
	where      string
	job        *workflowJob
	env        environment
	maybe      bool
}

// input returns what the step gives the action, with the variables filled in.
func (a actionStep) input(name string) setting {
	node := a.node.At("with", name)
	text, _ := node.Scalar()
	s := setting{text: strings.TrimSpace(a.env.expand(text)), at: node.Where()}
	if left := expressions().FindString(s.text); left != "" {
		_, s.reason = a.env.expression(left)
	}
	return s
}

func (a actionStep) path(name string) string {
	return strings.TrimPrefix(a.where+".with."+name, ".")
}

// action reads a step that uses an action: those that deploy to ECS, and those
// that say where.
func (w *workflowReader) action(a actionStep) {
	name, _, _ := strings.Cut(strings.ToLower(a.uses.Str()), "@")
	switch base := path.Base(name); {
	case strings.Contains(base, "ecs-deploy-task-definition"):
		w.deployAction(a)
	case strings.Contains(base, "ecs-render-task-definition"):
	case base == "configure-aws-credentials":
		a.job.configure(a)
	case name == "silinternational/ecs-deploy":
		w.siltool(a)
	case strings.HasPrefix(name, "./"):
		w.localAction(a)
	case strings.HasPrefix(name, "docker://") && concernsECS(a.input("args").text):
		w.note(a.uses.Position, true, "a container is run with %s: not checked", quoted(a.input("args").text))
	case namesECS().MatchString(name):
		w.note(a.uses.Position, true, "the action %s may send requests to ECS: not checked", quoted(a.uses.Str()))
	}
}

var namesECS = pattern.Lazily(`(?:^|[^a-z])ecs(?:[^a-z]|$)`)

// configure takes what aws-actions/configure-aws-credentials says of where the
// steps after it go.
func (j *workflowJob) configure(a actionStep) {
	j.account = ""
	for _, name := range []string{"AWS_REGION", "AWS_DEFAULT_REGION"} {
		switch region := a.input("aws-region"); {
		case decides(a.node.Get("if")):
			j.env.forget(name, strconv.Quote("$"+name)+" is set by a step that may not run")
		case region.given():
			j.env.set(name, region.text)
		}
	}
	if arn, ok := reference.ParseARN(a.input("role-to-assume").text); ok && !decides(a.node.Get("if")) && isAccount(arn.Account) {
		j.account = arn.Account
	}
}

func isAccount(text string) bool {
	return len(text) == 12 && strings.Trim(text, "0123456789") == ""
}

// fillPlace says of operations that do not where the credentials of the job
// lead.
func (j workflowJob) fillPlace(operations []evaluator.Operation, region string) {
	for i := range operations {
		op := &operations[i]
		has := func(part func(evaluator.Scope) string) bool {
			return slices.ContainsFunc(op.Claims, func(c evaluator.Claim) bool { return part(c.Scope) != "" })
		}
		if region != "" && op.Reference.Region == "" && !has(func(s evaluator.Scope) string { return s.Region }) {
			op.Claims = append(op.Claims, evaluator.Claim{Field: "aws-region", Scope: evaluator.Scope{Region: region}})
		}
		if j.account != "" && op.Reference.Account == "" && !has(func(s evaluator.Scope) string { return s.Account }) {
			op.Claims = append(op.Claims, evaluator.Claim{Field: "role-to-assume", Scope: evaluator.Scope{Account: j.account}})
		}
	}
}

// deployAction reads aws-actions/amazon-ecs-deploy-task-definition, which
// registers a file and gives it to a service, to a task, or to CodeDeploy
// (https://github.com/aws-actions/amazon-ecs-deploy-task-definition).
func (w *workflowReader) deployAction(a actionStep) {
	definition := a.input("task-definition")
	if !definition.given() {
		definition.at = a.uses.Position
	}
	var operations []evaluator.Operation
	ref := definition.parse()
	if !strings.HasPrefix(definition.text, "arn:") {
		what := w.registers(a, definition.text, 0)
		operations = append(operations, w.register(what, w.kind, definition.at, a.path("task-definition")))
		ref = what.reference()
		ref.Raw = definition.text
		if ref.Family != "" {
			ref.Raw = ref.Family
		}
	}
	launch := func(action evaluator.Action) evaluator.Operation {
		op := w.composed(action, w.kind, definition.at, a.path("task-definition"))
		composeReference(&op, ref, definition.at)
		clusterTarget.compose(&op, paramCluster, a.input("cluster"))
		return op
	}
	if a.input("run-task").isTrue() {
		op := launch(evaluator.RunTask)
		for input, parameter := range runTaskInputs {
			compose(&op, parameter, a.input(input))
		}
		operations = append(operations, op)
	}
	switch service := a.input("service"); {
	case !service.given():
	case a.usesCodeDeploy():
		op := launch(evaluator.CreateTaskSet)
		serviceTarget.compose(&op, paramService, service)
		op.Stored = w.throughCodeDeploy(a)
		operations = append(operations, op)
	default:
		op := launch(evaluator.UpdateService)
		serviceTarget.compose(&op, paramService, service)
		a.fillUpdate(&op)
		op.CodeDeploy = appSpecOf(defaultAppSpec)
		operations = append(operations, op)
	}
	for i := range operations {
		operations[i].Maybe = a.maybe
	}
	a.job.fillPlace(operations, a.env.known["AWS_REGION"])
	w.change.Operations = append(w.change.Operations, operations...)
}

// runTaskInputs are the inputs that become parameters of RunTask.
var runTaskInputs = map[string]string{
	"run-task-launch-type":                "launchType",
	"run-task-started-by":                 "startedBy",
	"run-task-container-overrides":        "overrides",
	"run-task-subnets":                    "networkConfiguration",
	"run-task-capacity-provider-strategy": "capacityProviderStrategy",
	"run-task-tags":                       "tags",
	"enable-ecs-managed-tags":             "enableECSManagedTags",
	"propagate-tags":                      "propagateTags",
}

// fillUpdate adds what else the action passes to UpdateService.
func (a actionStep) fillUpdate(op *evaluator.Operation) {
	count := a.input("desired-count")
	compose(op, paramDesiredCount, count)
	if n, err := strconv.Atoi(count.text); err == nil {
		op.DesiredCount = &n
	}
	if force := a.input("force-new-deployment"); force.isTrue() || force.reason != "" {
		compose(op, paramForceNewDeployment, force)
		op.ForceNewDeployment = force.isTrue()
	}
	compose(op, "enableECSManagedTags", a.input("enable-ecs-managed-tags"))
	compose(op, "propagateTags", a.input("propagate-tags"))
	compose(op, "volumeConfigurations", a.input("service-managed-ebs-volume"))
}

// usesCodeDeploy reports whether the step is made for a service that CodeDeploy
// deploys: its inputs say what the action will find when it asks the service.
// Without them only the state can tell.
func (a actionStep) usesCodeDeploy() bool {
	return slices.ContainsFunc(fields(a.node.Get("with")), func(input document.Field) bool {
		return strings.HasPrefix(input.Name, "codedeploy-") && a.input(input.Name).given()
	})
}

// throughCodeDeploy says that CodeDeploy sends the request, with an AppSpec into
// which the action writes the new revision.
func (w *workflowReader) throughCodeDeploy(a actionStep) *evaluator.Stored {
	file := a.input("codedeploy-appspec")
	if !file.given() {
		file.text = defaultAppSpec
	}
	if file.reason == "" {
		w.overwrite(file.text)
	}
	return appSpecOf(file.text)
}

// defaultAppSpec is the AppSpec that the action takes when none is given.
const defaultAppSpec = "appspec.yaml"

func appSpecOf(file string) *evaluator.Stored {
	return &evaluator.Stored{Holder: evaluator.AppSpecHolder, Name: path.Base(file), Enabled: true}
}

// localAction says what an action of the repository may hide. It is read when
// it is among the files, with nothing of what this step passes.
func (w *workflowReader) localAction(a actionStep) {
	inner := w.source
	inner.directories = []string{w.root}
	for _, name := range []string{"action.yml", "action.yaml"} {
		file, err := inner.sibling(path.Join(a.uses.Str(), name))
		if err != nil {
			continue
		}
		if concernsECS(string(file.Data)) {
			w.note(a.uses.Position, false, "%s is used: it is read by itself, and what this step passes to it is not filled in", quoted(a.uses.Str()))
		}
		return
	}
	if namesECS().MatchString(strings.ToLower(a.uses.Str())) || mentionsECS(a.node) {
		w.note(a.uses.Position, true, "%s is used and can not be read: not checked", quoted(a.uses.Str()))
	}
}
