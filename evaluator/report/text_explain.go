package report

import (
	"maps"
	"slices"
	"strings"

	"github.com/ecsgate/ecsgate/evaluator"
	"github.com/ecsgate/ecsgate/evaluator/printable"
)

// explain writes the outcome of an operation and the facts that decided it.
func (t *textReport) explain(op *evaluator.OperationReport) {
	t.heading(site(op, op.Line, op.Column), verdictPaint(op.Outcome), string(op.Outcome), requestOf(op))
	x := op.Explanation
	if x == nil {
		t.gap(1)
		return
	}
	t.paragraph("goes to: ", printable.Clean(destination(op)))
	if x.Facts != nil {
		for _, f := range factsOf(x.Facts) {
			t.paragraph(padded(f.name), printable.Clean(f.text+f.more))
		}
	}
	for _, path := range slices.Sorted(maps.Keys(x.Unknown)) {
		t.paragraph(padded("unknown"), printable.Clean(path+": "+x.Unknown[path]))
	}
	if len(x.Rules) > 0 {
		t.paragraph(padded("rules"), printable.Clean(strings.Join(t.titled(op, x.Rules), "; ")))
	}
	t.paragraph(padded("facts"), t.origin(x))
	t.gap(1)
}

// titled names the rules that applied to an operation. Those that did not speak
// are not written out at the end, so that what they look for stands here.
func (t *textReport) titled(op *evaluator.OperationReport, ids []string) []string {
	names := slices.Clone(ids)
	for n, id := range ids {
		spoke := slices.ContainsFunc(op.Violations, func(v evaluator.Violation) bool { return v.Rule == id })
		i := slices.IndexFunc(t.options.Rules, func(r evaluator.Rule) bool { return r.ID == id })
		if i >= 0 && !spoke {
			names[n] += " (" + t.options.Rules[i].Title + ")"
		}
	}
	return names
}

// padded makes the names of facts one column.
func padded(name string) string { return name + ":" + strings.Repeat(" ", len("revision")-len(name)) }

// destination names the account and Region that the request is sent to.
func destination(op *evaluator.OperationReport) string {
	account, region := op.Account, op.Region
	if account == "" {
		account = "an account that is not known"
	}
	if region == "" {
		region = "a Region that is not known"
	}
	return account + ", " + region
}
