package terraform

import (
	"github.com/ecsgate/ecsgate/evaluator"
	"github.com/ecsgate/ecsgate/evaluator/document"
	"github.com/ecsgate/ecsgate/evaluator/reference"
)

// providerField is the field of the claims that a provider's configuration
// makes.
const providerField = "provider"

// scope returns where a resource's provider sends its requests, as far as its
// configuration says so, or the ARN that the resource has already.
func (p *plan) scope(r *resource) evaluator.Scope {
	config, at := p.configOf(r)
	provider := p.provider(config)
	// Provider 6 lets a resource say its own Region, and otherwise puts the
	// provider's there.
	scope := evaluator.Scope{Region: r.region()}
	if scope.Region == "" {
		scope.Region = p.constant(expression(provider, "region"), at)
	}
	scope.Account = p.account(provider, at)
	if scope.Region != "" {
		scope.Partition = reference.PartitionOf(scope.Region)
	}
	for _, attribute := range []string{"arn", "id"} {
		if arn, ok := reference.ParseARN(r.before.text(attribute)); ok && arn.Region != "" {
			scope.Partition, scope.Region, scope.Account = arn.Partition, arn.Region, arn.Account
		}
	}
	return scope
}

// provider returns the configuration of a resource's provider. What is to be
// deleted may have no configuration any more: then it is the only one of AWS, if
// there is only one.
func (p *plan) provider(config *document.Node) *document.Node {
	providers := p.root.At("configuration", "provider_config")
	if key := config.Get("provider_config_key").Str(); key != "" {
		return providers.Get(key)
	}
	var only *document.Node
	for _, f := range fields(providers) {
		if f.Value.Get("name").Str() == "aws" {
			if only != nil {
				return nil
			}
			only = f.Value
		}
	}
	return only
}

// region is the Region that the resource itself says.
func (r *resource) region() string {
	if region := r.after.text("region"); region != "" {
		return region
	}
	return r.before.text("region")
}

// account returns the one account that the provider may work in: its role's, or
// the only one that it allows.
func (p *plan) account(provider *document.Node, at place) string {
	role := p.constant(expression(provider, "assume_role", "role_arn"), at)
	if arn, ok := reference.ParseARN(role); ok && arn.Account != "" {
		return arn.Account
	}
	allowed := items(expression(provider, "allowed_account_ids").Get("constant_value"))
	if len(allowed) != 1 {
		return ""
	}
	account, _ := allowed[0].Scalar()
	return account
}

// constant returns what an expression of a provider's configuration says: a
// constant, or a variable of the root.
func (p *plan) constant(e *document.Node, at place) string {
	if text, ok := constant(e); ok {
		return text
	}
	refs := references(e)
	if len(refs) != 1 {
		return ""
	}
	steps := traverse(refs[0])
	if len(steps) != 2 || steps[0].name != "var" {
		return ""
	}
	declared := p.root.At("configuration", "root_module", "variables", steps[1].name)
	if isTrue(declared.Get("sensitive")) {
		return ""
	}
	text, _ := p.root.At("variables", steps[1].name, "value").Scalar()
	return text
}

// claim adds what the provider's configuration says of where the request goes.
func (p *plan) claim(op *evaluator.Operation, r *resource) {
	if scope := p.scope(r); scope != (evaluator.Scope{}) {
		op.Claims = append(op.Claims, evaluator.Claim{Field: providerField, Scope: scope})
		op.Fields[providerField] = r.where
	}
}
