package manifest

import (
	"github.com/ecsgate/ecsgate/evaluator"
	"github.com/ecsgate/ecsgate/evaluator/document"
	"github.com/ecsgate/ecsgate/evaluator/reference"
)

const pipe = "pipe"

// keptByPipe is why an update leaves something open.
const keptByPipe = "not in the file: the pipe keeps what it has, or the command line gives it"

// isPipe knows the body of CreatePipe and UpdatePipe, and the parameters of a
// target alone, as --target-parameters file:// takes them.
func isPipe(root *document.Node) bool {
	return root.Has("TargetParameters") || root.Has("EcsTaskParameters") ||
		root.Has("Source") && root.Has("Target") && root.Has("RoleArn")
}

// readPipe reads what a pipe sends to a cluster
// (https://docs.aws.amazon.com/eventbridge/latest/pipes-reference/API_PipeTargetEcsTaskParameters.html).
func readPipe(s source) evaluator.Change {
	change := s.misspelt(s.root, "Target", "TargetParameters", "EcsTaskParameters")
	task := storedTask{
		kind: pipe, to: s.root, arn: "Target", parameters: "EcsTaskParameters",
		elsewhere: keptByPipe,
		stored:    evaluator.Stored{Holder: evaluator.PipeHolder, Name: s.root.Get("Name").Str(), Enabled: s.root.Get("DesiredState").Str() != "STOPPED"},
	}
	if task.stored.Name == "" {
		task.stored.Name = s.unnamed()
	}
	parameters := s.root
	if field := s.root.Field("TargetParameters"); field != nil {
		parameters = field.Value
		appendChange(&change, s.misspelt(parameters, "EcsTaskParameters"))
		if parameters.IsSet() && parameters.Kind != document.Mapping {
			appendChange(&change, s.unseen(field.Position, "the target's parameters of pipe %s are not in this file: not checked", quoted(task.stored.Name)))
		}
		task.path = "TargetParameters"
	}
	if len(change.Failures) > 0 || !carries(parameters.Get("EcsTaskParameters")) && !isCluster(s.root.Get("Target").Str()) {
		return change
	}
	task.to = withTarget(parameters, s.root)
	read := s.readTask(task)
	for i := range read.Operations {
		if !parameters.Has("EcsTaskParameters") {
			read.Operations[i].Reference = reference.Reference{Kind: reference.Unresolved, Reason: keptByPipe}
		}
	}
	appendChange(&change, read)
	return change
}

// readPipeFile takes the request from the file's name, as for a schedule.
func readPipeFile(s source) evaluator.Change {
	if s.nameHas("updatepipe") {
		return readPipeUpdate(s)
	}
	return readPipe(s)
}

// readPipeUpdate reads the body of UpdatePipe, which replaces the parameters of a
// target as a whole (https://docs.aws.amazon.com/eventbridge/latest/pipes-reference/API_UpdatePipe.html).
func readPipeUpdate(s source) evaluator.Change {
	change := readPipe(s)
	if s.named(s.root.Get("Name")) {
		replacing(change.Operations)
	}
	return change
}

// withTarget returns the parameters of the target beside the target itself.
func withTarget(parameters, root *document.Node) *document.Node {
	target := root.Field("Target")
	if target == nil || parameters == root {
		return parameters
	}
	both := &document.Node{Kind: document.Mapping, Position: root.Position}
	if parameters != nil {
		both.Fields = append(both.Fields, parameters.Fields...)
	}
	both.Fields = append(both.Fields, *target)
	return both
}
