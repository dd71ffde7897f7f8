package manifest

import (
	"slices"

	"github.com/ecsgate/ecsgate/evaluator"
	"github.com/ecsgate/ecsgate/evaluator/manifest/command"
)

// aimAll gives every operation of the command line what holds for all of it: the
// Region, and whether it is run at all.
func (c *commandLine) aimAll() {
	field, region, given := c.setting("region", "AWS_REGION", "AWS_DEFAULT_REGION")
	for i := range c.said.Operations {
		op := &c.said.Operations[i]
		op.Kind, op.Maybe = c.kind, op.Maybe || c.Maybe
		switch {
		case !given:
		case !region.Known():
			op.Gaps = append(op.Gaps, evaluator.Gap{Field: "region", Reason: region.Reason})
		case region.Text != "":
			op.Claims = append(op.Claims, evaluator.Claim{Field: field, Scope: evaluator.Scope{Region: region.Text}})
		}
	}
	if _, profile, given := c.setting("profile", "AWS_PROFILE", "AWS_DEFAULT_PROFILE"); given && len(c.said.Operations) > 0 && profile.Text != "default" {
		c.say(c.note(c.at(), "the AWS CLI runs with the profile %s: which account that is can not be told from here", quoted(profile.Text)))
	}
}

// setting returns what an option of the AWS CLI is set to: on the command line,
// or by one of its variables.
func (c *commandLine) setting(option string, variables ...string) (string, command.Word, bool) {
	for _, a := range slices.Backward(c.Arguments) {
		if a.Name == option && len(a.Values) > 0 {
			return "--" + option, a.Value(), true
		}
	}
	for _, name := range variables {
		if w, ok := c.Environment[name]; ok {
			return name, w, true
		}
	}
	return "", command.Word{}, false
}

// createCluster notes a cluster that is there for what follows.
func (c *commandLine) createCluster() {
	name := c.tree(clusterOptions).Get("clusterName").Str()
	if name == "" {
		name = "default"
	}
	scope := evaluator.Scope{Cluster: name}
	if _, region, given := c.setting("region", "AWS_REGION", "AWS_DEFAULT_REGION"); given {
		scope.Region = region.Text
		if !region.Known() {
			return
		}
	}
	switch _, unknown := c.reasons["clusterName"]; {
	case unknown || c.hidden != nil:
	case c.Maybe:
		c.said.MaybeClusters = append(c.said.MaybeClusters, scope)
	default:
		c.said.Clusters = append(c.said.Clusters, scope)
	}
}
