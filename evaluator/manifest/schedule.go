package manifest

import (
	"strconv"
	"strings"
	"time"

	"github.com/ecsgate/ecsgate/evaluator"
	"github.com/ecsgate/ecsgate/evaluator/document"
	"github.com/ecsgate/ecsgate/evaluator/reference"
)

const schedule = "schedule"

// isSchedule knows the body of CreateSchedule and UpdateSchedule, and the target
// alone, as --target file:// takes it.
func isSchedule(root *document.Node) bool {
	if root.Has("Target") {
		return root.Has("ScheduleExpression") || isScheduleTarget(root.Get("Target")) && !root.Has("Source")
	}
	return isScheduleTarget(root)
}

var scheduleTargetParameters = namesOf(`Arn RoleArn Input RetryPolicy DeadLetterConfig EcsParameters EventBridgeParameters
	KinesisParameters SageMakerPipelineParameters SqsParameters`)

func isScheduleTarget(target *document.Node) bool {
	for _, name := range target.Names() {
		if !scheduleTargetParameters[name] {
			return false
		}
	}
	_, universal := reference.UniversalTarget(target.Get("Arn").Str())
	return target.Has("Arn") && (target.Has("RoleArn") || target.Has("EcsParameters") || universal)
}

// readSchedule reads what a schedule sends
// (https://docs.aws.amazon.com/scheduler/latest/APIReference/API_CreateSchedule.html).
func readSchedule(s source) evaluator.Change {
	stored := evaluator.Stored{
		Holder:  evaluator.ScheduleHolder,
		Name:    s.scheduleName(),
		Enabled: s.root.Get("State").Str() != "DISABLED",
		EndsAt: reference.ScheduleEnd(s.root.Get("ScheduleExpression").Str(),
			s.root.Get("ScheduleExpressionTimezone").Str(), date(s.root.Get("EndDate"))),
	}
	if !s.root.Has("Target") {
		return s.scheduleTarget(s.root, "", stored)
	}
	return s.scheduleTarget(s.root.Get("Target"), "Target", stored)
}

// readScheduleFile takes the request from the file's name: the bodies of
// CreateSchedule, which replaces nothing, and of UpdateSchedule are the same.
func readScheduleFile(s source) evaluator.Change {
	if s.nameHas("updateschedule") {
		return readScheduleUpdate(s)
	}
	return readSchedule(s)
}

// readScheduleUpdate reads the body of UpdateSchedule, which replaces all that the
// schedule had (https://docs.aws.amazon.com/scheduler/latest/APIReference/API_UpdateSchedule.html).
func readScheduleUpdate(s source) evaluator.Change {
	change := readSchedule(s)
	if s.scheduleNamed() {
		replacing(change.Operations)
	}
	return change
}

// scheduleNamed reports whether the request says which schedule it is about.
func (s source) scheduleNamed() bool {
	group := s.root.Get("GroupName")
	return s.named(s.root.Get("Name")) && (!group.IsSet() || s.named(group))
}

// scheduleName returns group/name, or the file's name where the name stands on
// the command line.
func (s source) scheduleName() string {
	name, group := s.root.Get("Name").Str(), s.root.Get("GroupName").Str()
	switch {
	case name == "":
		return s.unnamed()
	case group == "":
		group = "default"
	}
	return group + "/" + name
}

// date returns a time as RFC 3339 has it. The AWS CLI also takes seconds since
// 1970.
func date(n *document.Node) string {
	if n == nil || n.Kind != document.Number {
		return n.Str()
	}
	seconds, err := strconv.ParseFloat(n.Text, 64)
	if err != nil {
		return ""
	}
	return time.Unix(int64(seconds), 0).UTC().Format(time.RFC3339)
}

// scheduleTarget reads a templated target, which runs tasks, or a universal one,
// which calls any API.
func (s source) scheduleTarget(to *document.Node, path string, stored evaluator.Stored) evaluator.Change {
	if to.Kind != document.Mapping {
		return s.unseen(to.Position, "the target of schedule %s is not in this file: not checked", quoted(stored.Name))
	}
	change := s.misspelt(to, "Arn", "EcsParameters", "Input")
	arn := to.Get("Arn").Str()
	service, api, _ := reference.SDKCall(arn)
	_, universal := reference.UniversalTarget(arn)
	switch {
	case len(change.Failures) > 0:
	case universal:
		appendChange(&change, s.universalTarget(to, path, stored))
	case runsTasks(to):
		appendChange(&change, s.readTask(storedTask{
			kind: schedule, stored: stored, to: to, path: path, arn: "Arn", parameters: "EcsParameters", elsewhere: onCommandLine,
		}))
	case storesRequests(service, api):
		appendChange(&change, s.unseen(fieldPosition(to, "Arn"), "schedule %s calls %s of %s, which may store an ECS request: not checked",
			quoted(stored.Name), api, service))
	case isOpen(to.Get("Arn")) && strings.Contains(arn, "aws-sdk") || isOpen(to.Get("Arn")) && to.Has("Input"):
		appendChange(&change, s.unseen(fieldPosition(to, "Arn"), "the target of schedule %s is %s: not checked",
			quoted(stored.Name), quoted(arn)))
	}
	return change
}

// universalTarget reads the request to ECS that a universal target sends: its
// input (https://docs.aws.amazon.com/scheduler/latest/UserGuide/managing-targets-universal.html).
func (s source) universalTarget(to *document.Node, path string, stored evaluator.Stored) evaluator.Change {
	api, _ := reference.UniversalTarget(to.Get("Arn").Str())
	call := reference.Embedded{API: api, Integration: "aws-sdk:ecs", Position: fieldPosition(to, "Arn")}
	input := to.Get("Input")
	unreadable := ""
	switch {
	case !input.IsSet():
		call.Parameters = &document.Node{Kind: document.Mapping, Position: call.Position}
	case input.Kind == document.Mapping && input.Tag == "":
		call.Parameters = input
	default:
		call.Position = fieldPosition(to, "Input")
		var err error
		if call.Parameters, err = reference.ReadText(input.Str(), call.Position); err != nil {
			unreadable = "the Input can not be read: " + parseFailure("", err).Message
		}
	}
	return s.embedded(embeddedRequest{Embedded: call, kind: schedule, path: join(path, "Input"), stored: stored, unreadable: unreadable})
}

// storingAPIs are those that take a target, a definition or an AppSpec, in which
// there may be a request to ECS.
var storingAPIs = map[string]string{
	"eventbridge":    "putTargets",
	"scheduler":      "createSchedule updateSchedule",
	"pipes":          "createPipe updatePipe",
	"sfn":            "createStateMachine updateStateMachine",
	"codedeploy":     "createDeployment",
	"cloudformation": "createStack updateStack createChangeSet executeChangeSet",
}

// storesRequests reports whether an API of the AWS SDK is one of them.
func storesRequests(service, api string) bool {
	return api != "" && namesOf(storingAPIs[strings.ToLower(service)])[api]
}
