package manifest

import (
	"fmt"
	"slices"
	"strings"

	"github.com/ecsgate/ecsgate/evaluator"
	"github.com/ecsgate/ecsgate/evaluator/document"
	"github.com/ecsgate/ecsgate/evaluator/manifest/command"
	"github.com/ecsgate/ecsgate/evaluator/nearest"
	"github.com/ecsgate/ecsgate/evaluator/pattern"
)

// commandLine is one aws command line that is being read.
type commandLine struct {
	source
	*command.Invocation
	// kind is the short name of the kind of file that it stands in.
	kind string
	// reasons say of the parameters whose value is not known why.
	reasons map[string]command.Word
	// hidden is a word, or a file, that may hold any further parameters.
	hidden *command.Word
	// input is where the text or the file stands that holds all parameters, inputFile
	// the name of that file.
	input     document.Position
	inputFile string
	said      evaluator.Change
}

// ecsActions are the commands that send one request to ECS.
var ecsActions = map[string]evaluator.Action{
	"run-task":                   evaluator.RunTask,
	"start-task":                 evaluator.StartTask,
	"create-service":             evaluator.CreateService,
	"update-service":             evaluator.UpdateService,
	"delete-service":             evaluator.DeleteService,
	"create-task-set":            evaluator.CreateTaskSet,
	"register-task-definition":   evaluator.RegisterTaskDefinition,
	"deregister-task-definition": evaluator.DeregisterTaskDefinition,
	"delete-task-definitions":    evaluator.DeleteTaskDefinitions,
}

// read reads the command, if it is one that matters.
func (c *commandLine) read() bool {
	action, sends := ecsActions[c.Verb]
	switch command := c.Service + " " + c.Verb; {
	case c.Service == "ecs" && sends:
		c.ecsRequest(action)
	case command == "ecs create-cluster":
		c.createCluster()
	case command == "ecs deploy":
		c.ecsDeploy()
	case command == "events put-targets":
		c.body(targetOptions, readEventTargets, "Targets")
	case command == "events remove-targets":
		c.removeTargets()
	case command == "scheduler create-schedule":
		c.body(scheduleOptions, readSchedule, "Target")
	case command == "scheduler update-schedule":
		c.body(scheduleOptions, readScheduleUpdate, "Target")
	case command == "scheduler delete-schedule":
		c.deleteSchedule()
	case command == "pipes create-pipe":
		c.body(pipeOptions, readPipe, "TargetParameters")
	case command == "pipes update-pipe":
		c.body(pipeOptions, readPipeUpdate, "TargetParameters")
	case command == "pipes delete-pipe":
		c.deletePipe()
	case command == "stepfunctions create-state-machine", command == "stepfunctions update-state-machine":
		c.body(stateMachineOptions, readStateMachineRequest, "definition")
	case command == "stepfunctions delete-state-machine":
		c.deleteStateMachine()
	case command == "deploy create-deployment":
		c.body(deploymentOptions, readCreateDeployment, "revision")
	default:
		return false
	}
	return true
}

// invocations turns aws command lines into the operations that they cause.
// kind is the short name of the kind of file that they stand in.
func (s source) invocations(list []command.Invocation, kind string) evaluator.Change {
	var change evaluator.Change
	for i := range list {
		appendChange(&change, s.invocation(&list[i], kind))
	}
	change.Notes = onceEach(change.Notes)
	return change
}

// onceEach leaves of notes that say the same only the first: most command lines
// of a script have the same profile.
func onceEach(notes []evaluator.Note) []evaluator.Note {
	said := map[string]bool{}
	return slices.DeleteFunc(notes, func(n evaluator.Note) bool {
		again := said[n.Message]
		said[n.Message] = true
		return again && !n.Unseen
	})
}

func (s source) invocation(i *command.Invocation, kind string) evaluator.Change {
	if sendsNothing(i) {
		return evaluator.Change{}
	}
	c := &commandLine{source: s, Invocation: i, kind: kind, reasons: map[string]command.Word{}}
	c.open, c.root = map[*document.Node]bool{}, c.at()
	if !c.read() {
		return s.unreadCommand(i)
	}
	c.aimAll()
	return c.said
}

// sendsNothing reports whether a command line only shows something.
func sendsNothing(i *command.Invocation) bool {
	skeleton, asked := i.Option("generate-cli-skeleton")
	return asked && skeleton.Value().Text != "none" || slices.ContainsFunc(i.Words, func(w command.Word) bool { return w.Text == "help" })
}

// unreadCommand says so of a command that may change what ECS runs. Those that
// look, wait or set up something else are none of ours.
func (s source) unreadCommand(i *command.Invocation) evaluator.Change {
	at := i.Position
	switch {
	case !isCommandName(i.Service):
		if strings.Contains(i.Verb, "task") || strings.Contains(i.Verb, "service") {
			return s.unseen(at, "the service of \"aws %s %s\" is not known: not checked", printed(i.Service), printed(i.Verb))
		}
	case i.Service != "ecs":
	case !isCommandName(i.Verb):
		return s.unseen(at, "the command of \"aws ecs %s\" is not known: not checked", printed(i.Verb))
	case strings.Contains(i.Verb, "express-gateway") && !strings.HasPrefix(i.Verb, "describe"):
		return s.unseen(at, "aws ecs %s registers and runs a task definition that ECS makes: not checked", i.Verb)
	case !harmlessVerb().MatchString(i.Verb):
		return s.unseen(at, "ecsgate does not know the command \"aws ecs %s\"%s: not checked", i.Verb, meantCommand(i.Verb))
	case i.Verb == "stop-service-deployment":
		return s.unseen(at, "aws ecs stop-service-deployment may return a service to its last revision: not checked")
	}
	return evaluator.Change{}
}

// harmlessVerb are the commands of ECS that only look, or set up something that
// names no task definition (AWS CLI command reference, ecs).
var harmlessVerb = pattern.Lazily(`^(?:(?:describe|list|discover|wait|tag|untag|submit)(?:-|$).*|stop-(?:task|service-deployment)|execute-command|get-task-protection|` +
	`continue-service-deployment|(?:put|delete)-(?:account-setting.*|attributes)|put-cluster-capacity-providers|(?:register|deregister)-container-instance|` +
	`(?:create|update|delete)-(?:cluster|capacity-provider)|update-cluster-settings|update-container-(?:agent|instances-state)|` +
	`update-(?:service-primary-task-set|task-set|task-protection)|delete-task-set|(?:register|delete)-daemon-task-definition|(?:create|update|delete)-daemon)$`)

// isCommandName reports whether a text is the name of a service or a command,
// and no variable.
func isCommandName(text string) bool {
	return strings.Trim(text, "abcdefghijklmnopqrstuvwxyz0123456789-") == ""
}

// meantCommand asks whether a command of ECS was meant that is nearly written so; "":
// none is.
func meantCommand(verb string) string {
	known := keys(ecsActions)
	slices.Sort(known)
	if nearly := nearest.Name(verb, known); nearly != "" {
		return fmt.Sprintf(" (did you mean %s?)", nearly)
	}
	return ""
}

func printed(text string) string { return strings.Trim(quoted(text), `"`) }

// commandName is how messages call the command.
func (c *commandLine) commandName() string { return fmt.Sprintf("aws %s %s", c.Service, c.Verb) }

func (c *commandLine) at() *document.Node { return &document.Node{Position: c.Position} }

// say adds a failure or a note.
func (c *commandLine) say(change evaluator.Change) { appendChange(&c.said, change) }

// problems turns what was not understood of a text into notes that say so.
func (s source) problems(list []command.Problem) evaluator.Change {
	var change evaluator.Change
	for _, p := range list {
		change.Notes = append(change.Notes, evaluator.Note{File: s.file.Name, Line: p.Line, Message: p.Message, Unseen: p.Unseen})
	}
	return change
}
