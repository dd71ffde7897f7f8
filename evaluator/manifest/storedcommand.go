package manifest

import (
	"slices"
	"strings"

	"github.com/ecsgate/ecsgate/evaluator"
	"github.com/ecsgate/ecsgate/evaluator/document"
	"github.com/ecsgate/ecsgate/evaluator/manifest/command"
	"github.com/ecsgate/ecsgate/evaluator/reference"
)

// body reads the parameters of a request to another service as a document that
// holds them is read. Needed is the parameter that may hold a request to ECS.
func (c *commandLine) body(takes options, read func(source) evaluator.Change, needed string) {
	inner := c.request(takes)
	root := inner.root
	if len(c.said.Failures) > 0 {
		return
	}
	w, unknown := c.reasons[needed]
	if !unknown && c.hidden != nil && !root.Has(needed) {
		w, unknown = *c.hidden, true
	}
	isOpen := func(n *document.Node) bool { return c.open[n] }
	if node := root.Get(needed); unknown && (node == nil || isOpen(node) || slices.ContainsFunc(node.Items, isOpen)) {
		c.say(c.unseen(c.Position, "what %s stores or starts is not known (%s): not checked", c.commandName(), w.Reason))
		return
	}
	change := read(inner)
	for i := range change.Operations {
		op := &change.Operations[i]
		c.explainStored(op)
		if c.hidden != nil { // which may as well hold another name
			op.Releases = nil
		}
		op.Path = strings.TrimSuffix(c.commandName()+": "+op.Path, ": ")
	}
	c.say(change)
}

// explainStored finds that a stored reference is what the script itself
// registers: the output of a command, in a word that comes from one registration.
func (c *commandLine) explainStored(op *evaluator.Operation) {
	if op.Reference.Kind != reference.Unresolved || !strings.Contains(op.Reference.Raw, "$(") {
		return
	}
	var outputs []command.Output
	for _, w := range c.reasons {
		outputs = append(outputs, w.Outputs...)
	}
	if isRegistered(outputs) {
		op.Reference = c.registered(op.Reference.Raw, outputs)
	}
}

// request returns the parameters of a request as a document that holds them.
func (c *commandLine) request(takes options) source {
	inner := c.source
	inner.root, inner.syntax = c.tree(takes), document.JSON
	return inner
}

// removeTargets reads "aws events remove-targets": the targets let go of what
// they named. A rule itself can only be deleted when it has no targets any more.
func (c *commandLine) removeTargets() {
	inner := c.request(targetOptions)
	rule := inner.eventRule()
	for _, id := range items(inner.root.Get("Ids")) {
		c.release(evaluator.RuleHolder, rule.name+"/"+id.Str(), rule.known && inner.named(id))
	}
}

// deleteSchedule reads "aws scheduler delete-schedule".
func (c *commandLine) deleteSchedule() {
	inner := c.request(scheduleOptions)
	c.release(evaluator.ScheduleHolder, inner.scheduleName(), inner.scheduleNamed())
}

// deletePipe reads "aws pipes delete-pipe".
func (c *commandLine) deletePipe() {
	inner := c.request(pipeOptions)
	c.release(evaluator.PipeHolder, inner.root.Get("Name").Str(), inner.named(inner.root.Get("Name")))
}

// deleteStateMachine reads "aws stepfunctions delete-state-machine".
func (c *commandLine) deleteStateMachine() {
	inner := c.request(stateMachineOptions)
	node := inner.root.Get("stateMachineArn")
	arn, ok := reference.ParseARN(node.Str())
	c.release(evaluator.StateMachineHolder, machineName(arn), ok && inner.named(node), machineClaim(arn))
}

// release adds the release of a holder. One whose name is not known lets go
// nobody knows what.
func (c *commandLine) release(kind evaluator.HolderKind, name string, known bool, claims ...evaluator.Claim) {
	if !known || c.hidden != nil {
		c.say(c.note(c.at(), "what %s removes is not known: nothing counts as removed", c.commandName()))
		return
	}
	c.said.Operations = append(c.said.Operations, evaluator.Operation{
		Action: evaluator.Release, Origin: evaluator.FromRequest, File: c.file.Name, Position: c.Position, Path: c.commandName(),
		Reference: reference.Reference{Kind: reference.Absent}, Releases: &evaluator.HolderID{Kind: kind, Name: name},
		Claims: claims, Request: map[string]any{}, Fields: map[string]document.Position{},
	})
}
