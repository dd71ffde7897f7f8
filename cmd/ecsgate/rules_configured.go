package main

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/urfave/cli/v2"

	"github.com/ecsgate/ecsgate/evaluator"
)

// catalogueOf lists the rules that check would go by, and what is decided of them.
func catalogueOf(c *cli.Context, std streams) (*configuration, []evaluator.Rule, error) {
	configured, err := readConfiguration(c, std)
	if err != nil {
		return nil, nil, err
	}
	if err := configured.fill(c, "policies", "data"); err != nil {
		return nil, nil, err
	}
	r := &request{streams: std, configured: configured, policies: c.StringSlice("policy"), data: c.StringSlice("data")}
	if err := r.readBundle(c); err != nil {
		return nil, nil, err
	}
	core, err := r.loadRules()
	if err != nil {
		return nil, nil, err
	}
	return configured, core.Rules(), nil
}

// severityIn is the severity of a rule where something is decided of it.
func severityIn(settings map[string]evaluator.Setting, rule evaluator.Rule) string {
	setting := settings[rule.ID]
	if setting.Off {
		return "off"
	}
	return string(cmp.Or(setting.Severity, rule.Severity))
}

// decided is what the configuration says of a rule, and where; "": nothing.
func (r *configuration) decided(id string) string {
	setting, given := r.Settings()[id]
	if !given {
		return ""
	}
	var parts []string
	if setting.Off {
		parts = append(parts, "off")
	}
	if setting.Severity != "" {
		parts = append(parts, string(setting.Severity))
	}
	if !setting.From.IsZero() {
		parts = append(parts, "a warning until "+day(setting.From))
	}
	parameters := r.Parameters()[id]
	for _, name := range slices.Sorted(maps.Keys(parameters)) {
		parts = append(parts, name+" = "+asJSON(parameters[name]))
	}
	return fmt.Sprintf("%s (%s:%d)", strings.Join(parts, ", "), setting.File, setting.Line)
}
