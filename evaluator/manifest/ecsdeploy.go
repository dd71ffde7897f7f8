package manifest

import (
	"github.com/ecsgate/ecsgate/evaluator"
	"github.com/ecsgate/ecsgate/evaluator/document"
	"github.com/ecsgate/ecsgate/evaluator/manifest/command"
	"github.com/ecsgate/ecsgate/evaluator/reference"
)

// ecsDeploy reads "aws ecs deploy": it registers a file, puts what it gets into
// an AppSpec, and has CodeDeploy deploy that
// (https://docs.aws.amazon.com/cli/latest/reference/ecs/deploy/).
func (c *commandLine) ecsDeploy() {
	root := c.tree(deployOptions)
	register := c.registerFile(root.Field(paramTaskDefinition))
	if len(c.said.Failures) > 0 {
		return
	}
	if name := root.Get("codedeployAppspec").Str(); name != "" && !isOpen(root.Get("codedeployAppspec")) {
		c.overwrite(name)
	}
	deploy := c.storedOperation(evaluator.CreateTaskSet, c.kind, evaluator.Stored{
		Holder: evaluator.AppSpecHolder, Name: c.commandName(), Enabled: true,
	})
	deploy.Origin, deploy.Position, deploy.Path = evaluator.FromTool, c.Position, c.commandName()
	deploy.Reference = reference.Reference{Kind: reference.Produced, Raw: register.Reference.Raw, Family: register.Reference.Family}
	deploy.Parameters = []string{paramTaskDefinition}
	clusterTarget.aim(&deploy, paramCluster, root.Get(paramCluster))
	serviceTarget.aim(&deploy, paramService, root.Get(paramService))
	c.explainScope(&deploy, paramCluster)
	c.explainScope(&deploy, paramService)
	c.said.Operations = append(c.said.Operations, register, deploy)
}

// registerFile reads the registration of a file that an option names.
func (c *commandLine) registerFile(field *document.Field) evaluator.Operation {
	op := evaluator.Operation{
		Action: evaluator.RegisterTaskDefinition, Origin: evaluator.FromTool, File: c.file.Name, Position: c.Position,
		Path: c.commandName(), Reference: reference.Reference{Kind: reference.Produced},
		Request: map[string]any{}, Fields: map[string]document.Position{},
	}
	if field == nil {
		c.gap(&op, paramFamily, "the command has no --task-definition")
		return op
	}
	op.Position, op.Path = field.Position, "--task-definition"
	w := command.Word{Text: fileScheme + field.Value.Str(), Position: field.Value.Where()}
	if unknown, ok := c.reasons[paramTaskDefinition]; ok {
		w = unknown
	}
	w = c.follow(w)
	documents, err := document.Read([]byte(w.Text))
	if !w.Known() || err != nil || len(documents) != 1 {
		c.gap(&op, paramFamily, firstText(w.Reason, quoted(field.Value.Str())+" is no document that can be read"))
		return op
	}
	c.effects.register(w.File)
	body := documents[0].Root
	reference.StandAt(body, field.Value.Where())
	inner := c.source
	inner.root, inner.syntax = body, documents[0].Syntax
	registers := request{source: inner, body: bodyOf(body), action: evaluator.RegisterTaskDefinition}.operations()[0]
	registers.Origin, registers.Position, registers.Path = op.Origin, op.Position, op.Path
	return registers
}

func firstText(texts ...string) string {
	for _, text := range texts {
		if text != "" {
			return text
		}
	}
	return ""
}
