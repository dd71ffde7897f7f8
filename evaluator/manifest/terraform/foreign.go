package terraform

import (
	"slices"
	"strings"

	"github.com/hashicorp/hcl/v2/hclsyntax"

	"github.com/ecsgate/ecsgate/evaluator/document"
)

// isForeign reports whether a resource is of a provider of somebody else, or of
// Terraform itself: what it does is not known here.
func isForeign(typ string) bool {
	return !strings.HasPrefix(typ, "aws_") && !strings.HasPrefix(typ, "awscc_")
}

// namesTask reports whether one of the attributes is a task definition.
func namesTask(attributes []string) bool {
	return slices.ContainsFunc(attributes, func(name string) bool {
		return name == "task_definition" || name == "task_definition_arn"
	})
}

// provisioner is the block of commands in that of a resource of any type.
const provisioner = "provisioner"

func isProvisioner(block *hclsyntax.Block) bool { return block.Type == provisioner }

// noteCommands finds the commands that an apply runs on the machine where it runs,
// as far as the configuration holds them.
func (c *configuration) noteCommands(d *declared) {
	if d.section == "resource" && concernsCommand(d.body.Get(provisioner)) {
		c.unseen(d.where, "%s runs a command that concerns ECS: it was not looked at", d.address())
	}
}

// concernsCommand reports whether a text of a value sends something to ECS, or
// names something of it.
func concernsCommand(n *document.Node) bool {
	if n == nil {
		return false
	}
	if sendsToECS().MatchString(n.Text) || n.Tag != "" && strings.Contains(n.Text, "aws_ecs_") {
		return true
	}
	return slices.ContainsFunc(n.Items, concernsCommand) ||
		slices.ContainsFunc(n.Fields, func(f document.Field) bool { return concernsCommand(f.Value) })
}
