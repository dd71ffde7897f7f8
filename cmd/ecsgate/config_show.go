package main

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/urfave/cli/v2"

	"github.com/ecsgate/ecsgate/evaluator/config"
)

// shown is a line of YAML, with where it is from.
type shown struct{ text, from string }

// show writes what holds for check: the values of flags and of the configuration,
// and those that hold by themselves.
func (r *configuration) show(c *cli.Context, now time.Time) string {
	lines := r.showPaths()
	for _, v := range r.flagValues() {
		lines = append(lines, r.showFlag(c, v)...)
	}
	lines = append(lines, r.showTargets()...)
	lines = append(lines, r.showRules()...)
	lines = append(lines, r.showWaivers(now)...)
	width := 0
	for _, line := range lines {
		if n := len([]rune(line.text)); n < 60 {
			width = max(width, n)
		}
	}
	var b strings.Builder
	if r.File == "" {
		fmt.Fprintf(&b, "# there is no %s here or above\n", config.FileName)
	}
	fmt.Fprintf(&b, "version: %d\n", config.Version)
	for _, line := range lines {
		fmt.Fprintf(&b, "%-*s  # %s\n", width, line.text, line.from)
	}
	return b.String()
}

// showFlag shows the value of a flag, wherever it is from, if it has one.
func (r *configuration) showFlag(c *cli.Context, v flagValue) []shown {
	from, _ := r.Place(v.key)
	switch {
	case r.flagged[v.flag] && v.adds && len(v.values) > 0:
		from += " and --" + v.flag
	case r.flagged[v.flag]:
		from = "--" + v.flag
	case len(v.values) == 0 || r.wins(v):
		from = "by default"
	}
	var value string
	switch v.key {
	case "live", "offline", "strict":
		if !c.Bool(v.flag) && v.key != "strict" {
			return nil
		}
		value = fmt.Sprint(c.Bool(v.flag))
	case "account", "cluster", "fail-on", "baseline":
		value = quoted(c.String(v.flag))
	case "max-state-age":
		if c.Duration(v.flag) != 0 {
			value = c.Duration(v.flag).String()
		}
	default:
		value = flow(c.StringSlice(v.flag))
	}
	if v.key == "formats" && value == "" {
		value = flow([]string{"text"})
	}
	if value == "" {
		return nil
	}
	return []shown{{v.key + ": " + value, from}}
}

// showPaths shows what check judges where nobody names anything.
func (r *configuration) showPaths() []shown {
	from, given := r.Place("paths")
	if !given || len(r.Paths) == 0 {
		return nil
	}
	return []shown{{"paths: " + flow(r.paths(r.Paths)), from}}
}

func (r *configuration) showTargets() []shown {
	var lines []shown
	for _, t := range r.Targets {
		lines = append(lines, shown{"  - " + object(
			"files", flow(t.Files), "account", quoted(t.Account), "region", quoted(t.Region),
			"cluster", quoted(t.Cluster), "service", quoted(t.Service), "operation", quoted(string(t.Operation)),
		), r.at(t.Line)})
	}
	return r.under("targets", lines)
}

func (r *configuration) showRules() []shown {
	var lines []shown
	for _, rule := range r.Rules {
		lines = append(lines, shown{"  " + rule.ID + ": " + object(
			"severity", quoted(string(rule.Severity)), "off", strings.Join(yes(rule.Off), ""),
			"from", day(rule.From), "parameters", asJSON(rule.Parameters),
		), r.at(rule.Line)})
	}
	return r.under("rules", lines)
}

func (r *configuration) showWaivers(now time.Time) []shown {
	var lines []shown
	for _, w := range r.Waivers {
		from := r.at(w.Line)
		if w.Expired(now) {
			from += ", expired"
		}
		lines = append(lines, shown{"  - " + object(
			"rule", quoted(w.Rule), "file", quoted(w.File), "revision", quoted(w.Revision),
			"until", day(w.Until), "owner", quoted(w.Owner), "reason", quoted(w.Reason),
		), from})
	}
	from, given := r.Place("max-waiver-life")
	if !given {
		from = "by default"
	}
	life := shown{fmt.Sprintf("max-waiver-life: %dd", r.WaiverLife()/(24*time.Hour)), from}
	return append([]shown{life}, r.under("waivers", lines)...)
}

// under puts lines under a key, if there are any.
func (r *configuration) under(key string, lines []shown) []shown {
	if len(lines) == 0 {
		return nil
	}
	from, _ := r.Place(key)
	return slices.Concat([]shown{{key + ":", from}}, lines)
}

func (r *configuration) at(line int) string { return fmt.Sprintf("%s:%d", r.File, line) }
