package policykit

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strings"

	"github.com/open-policy-agent/opa/v1/ast"
	"github.com/open-policy-agent/opa/v1/tester"
	"github.com/open-policy-agent/opa/v1/topdown"
)

// maxExplained bounds how many failing tests are run once more with a trace: it
// keeps every step.
const maxExplained = 50

// explain runs failing tests once more and keeps their traces. Coverage and
// traces can not be had in one run.
func (r *run) explain(ctx context.Context, results []*tester.Result) error {
	var names []string
	failing := map[string]*tester.Result{}
	for _, result := range results {
		if name := result.Package + "." + result.Name; outcomeOf(result) == Failed && len(names) < maxExplained {
			names = append(names, regexp.QuoteMeta(name))
			failing[name] = result
		}
	}
	if len(names) == 0 {
		return nil
	}
	// What is compiled already is not compiled again.
	traced, err := r.results(ctx, r.runner().EnableTracing(true).Filter("^("+strings.Join(names, "|")+")$"))
	for _, result := range traced {
		if first := failing[result.Package+"."+result.Name]; first != nil {
			first.Trace = result.Trace
		}
	}
	return err
}

// lastStep finds the expression that a test could not get past, and shows it
// with the values that its names had.
func lastStep(trace []*topdown.Event) (at string, shown []string) {
	for _, event := range slices.Backward(trace) {
		expr, isExpr := event.Node.(*ast.Expr)
		if event.Op != topdown.FailOp || !isExpr || event.Location == nil || event.QueryID == 0 {
			continue
		}
		// What fails is an expression inside of it.
		if _, isEvery := expr.Terms.(*ast.Every); isEvery {
			continue
		}
		var b bytes.Buffer
		if err := topdown.PrettyEvent(&b, event, topdown.PrettyEventOpts{PrettyVars: true}); err != nil {
			return "", nil
		}
		for line := range strings.Lines(b.String()) {
			shown = append(shown, strings.ReplaceAll(strings.TrimRight(line, "\n"), "\t", "    "))
		}
		return fmt.Sprintf("%s:%d", event.Location.File, event.Location.Row), shown
	}
	return "", nil
}

// reason says in one line why a test is broken.
func (r *run) reason(err error) string {
	return strings.Join(strings.Fields(r.explanation(err)), " ")
}

func (r *run) explanation(err error) string {
	failed := (*topdown.Error)(nil)
	switch {
	case !errors.As(err, &failed):
		return err.Error()
	case failed.Code == topdown.CancelErr:
		return fmt.Sprintf("not done after %v", r.timeout)
	case failed.Location != nil:
		return fmt.Sprintf("%s:%d: %s", failed.Location.File, failed.Location.Row, failed.Message)
	}
	return failed.Message
}
