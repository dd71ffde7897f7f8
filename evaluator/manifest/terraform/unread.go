package terraform

import (
	"strings"

	"github.com/ecsgate/ecsgate/evaluator/document"
	"github.com/ecsgate/ecsgate/evaluator/pattern"
)

// noteIncomplete says what a plan itself says it lacks.
func (p *plan) noteIncomplete() {
	if errored := p.root.Get("errored"); errored.True() {
		p.unseen(errored.Position, "Terraform could not finish this plan: what it does not hold was not looked at")
	}
	for _, deferred := range items(p.root.Get("deferred_changes")) {
		r := newResource(deferred.Get("resource_change"))
		if readerOf(r) != nil {
			p.unseen(deferred.Position, r.path()+" is deferred to a later plan: it was not looked at")
		}
	}
	for _, invocation := range items(p.root.Get("action_invocations")) {
		if strings.HasPrefix(invocation.Get("type").Str(), "aws_ecs_") {
			p.unseen(invocation.Position, quote(invocation.Get("address").Str())+" is an action that the apply runs: it was not looked at")
		}
	}
}

// sendsToECS finds command lines that change something in ECS.
var sendsToECS = pattern.Lazily(`\becs\b[^\n]{0,200}?\b(?:run-task|start-task|(?:create|update|delete)-service|create-task-set|(?:de)?register-task-definition|delete-task-definitions|deploy)\b`)

// noteProvisioners finds the commands that an apply runs on the machine where it
// runs, as far as the configuration holds them.
func (p *plan) noteProvisioners() {
	for _, r := range p.changes {
		if r.mode == "data" || !r.creates() && !r.deletes() {
			continue
		}
		config, _ := p.configOf(r)
		for _, provisioner := range items(config.Get("provisioners")) {
			command := expression(provisioner, "command")
			if text, _ := constant(command); sendsToECS().MatchString(text) || namesECS(command) {
				p.unseen(r.where, r.path()+" runs a command ("+provisioner.Get("type").Str()+") that concerns ECS: it was not looked at")
			}
		}
	}
}

func namesECS(e *document.Node) bool {
	for _, ref := range references(e) {
		if strings.Contains(ref, "aws_ecs_") {
			return true
		}
	}
	return false
}

// noteExecuted says which tasks the plan itself has run: a data source is read
// while planning unless something that it needs is not known yet.
func (p *plan) noteExecuted() {
	for _, address := range sortedKeys(p.prior) {
		data := p.prior[address]
		if data.Get("mode").Str() == "data" && data.Get("type").Str() == "aws_ecs_task_execution" {
			p.note(data.Get("address").Where(), address+": reading it runs tasks, and did so when this plan was made; the next plan runs them again")
		}
	}
}
