package report

import (
	"fmt"
	"slices"
	"strings"

	"github.com/ecsgate/ecsgate/evaluator"
	"github.com/ecsgate/ecsgate/evaluator/printable"
)

// ruleTexts writes what the rules that spoke, or could not look, say for
// themselves: why they are there, what they rest on, and their Rego. Each is
// written once, after the findings.
func (t *textReport) ruleTexts() {
	if !t.options.Explain {
		return
	}
	spoke := map[string]bool{}
	for _, v := range t.report.Change.Violations {
		spoke[v.Rule] = true
	}
	for _, op := range t.report.Operations {
		for _, v := range op.Violations {
			spoke[v.Rule] = true
		}
		for _, u := range op.Undecided {
			spoke[u.Rule] = true
		}
	}
	for i := range t.options.Rules {
		if rule := &t.options.Rules[i]; spoke[rule.ID] {
			t.ruleText(rule)
		}
	}
}

func (t *textReport) ruleText(rule *evaluator.Rule) {
	t.heading(place(rule.File, rule.Line, 0), bold, "rule", rule.Title, rule.ID)
	t.paragraph("why: ", printable.Clean(strings.Join(strings.Fields(rule.Description), " ")))
	for _, link := range rule.Links {
		t.paragraph("read:", printable.Clean(strings.TrimSpace(link.Ref+"  "+link.Description)))
	}
	if len(rule.Parameters) > 0 {
		names := []string{}
		for name, meaning := range rule.Parameters {
			names = append(names, fmt.Sprintf("%s: %s", name, meaning))
		}
		slices.Sort(names)
		t.paragraph("data:", printable.Clean(strings.Join(names, "; ")))
	}
	for line := range strings.Lines(rule.Text) {
		t.WriteString("  " + t.in(dim, "|") + " " + printable.Clean(strings.ReplaceAll(strings.TrimRight(line, "\n"), "\t", "    ")) + "\n")
	}
	t.gap(1)
}
