package main

import (
	"cmp"
	"fmt"

	"github.com/ecsgate/ecsgate/evaluator"
	"github.com/ecsgate/ecsgate/evaluator/config"
	"github.com/ecsgate/ecsgate/evaluator/manifest"
)

// loadRules loads the rules as the configuration wants them.
func (r *request) loadRules() (*evaluator.Evaluator, error) {
	if r.bundle.file != "" {
		return r.loadBundle()
	}
	return loadConfigured(r.policies, r.data, r.configured.Config)
}

// addParameters gives rules the parameters of the configuration. What a data file
// sets wins.
func addParameters(data map[string]any, c *config.Config) {
	parameters := c.Parameters()
	if len(parameters) == 0 {
		return
	}
	if data["config"] == nil {
		data["config"] = map[string]any{}
	}
	rules, ok := data["config"].(map[string]any)
	if !ok {
		return // refused with the data
	}
	for id, values := range parameters {
		if rules[id] == nil {
			rules[id] = map[string]any{}
		}
		set, ok := rules[id].(map[string]any)
		for name, value := range values {
			if _, taken := set[name]; ok && !taken {
				set[name] = value
			}
		}
	}
}

// target is where the requests of a file go that do not say so: what a target of
// the configuration says of it, and else of all files, as far as no flag does.
func (r *configuration) target(file string) manifest.Target {
	found := r.everywhere()
	t, ok := r.Target(r.relative(file))
	if !ok {
		return found
	}
	unless := func(flag, text string) string {
		if r.flagged[flag] {
			return ""
		}
		return text
	}
	found.Account = cmp.Or(unless("account", t.Account), found.Account)
	found.Region = cmp.Or(unless("region", t.Region), found.Region)
	found.Cluster = cmp.Or(unless("cluster", t.Cluster), found.Cluster)
	found.Service = unless("service", t.Service)
	found.Operation = evaluator.Action(unless("operation", string(t.Operation)))
	if found.Account == t.Account && found.Region == t.Region {
		found.Field = fmt.Sprintf("%s:%d", r.File, t.Line) // all of it is said there
	}
	return found
}

// everywhere is what the configuration says of all requests, proposals too, as far
// as no flag does. Of several Regions nobody knows which is meant.
func (r *configuration) everywhere() manifest.Target {
	found := manifest.Target{Claim: evaluator.Claim{Field: r.File}}
	if !r.flagged["account"] {
		found.Account = r.Account
	}
	if !r.flagged["cluster"] {
		found.Cluster = r.Cluster
	}
	if !r.flagged["region"] && len(r.Regions) == 1 {
		found.Region = r.Regions[0]
	}
	return found
}

// aimFiles gives files their targets.
func (r *request) aimFiles(files []manifest.File) {
	for i := range files {
		files[i].Target = r.configured.target(files[i].Name)
	}
}

// aimProposals gives proposals, which are of no file, what is said of all requests.
func (r *request) aimProposals(operations []evaluator.Operation) {
	everywhere := r.configured.everywhere()
	if everywhere.Scope == (evaluator.Scope{}) {
		return
	}
	for i := range operations {
		operations[i].Target = everywhere.Claim
	}
}
