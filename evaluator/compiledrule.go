package evaluator

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"sync"
	"time"

	"github.com/open-policy-agent/opa/v1/ast"
	"github.com/open-policy-agent/opa/v1/metrics"
	"github.com/open-policy-agent/opa/v1/rego"
	"github.com/open-policy-agent/opa/v1/storage"
	"github.com/open-policy-agent/opa/v1/topdown"
)

// compiledRule is a rule with its prepared query, which all workers share.
type compiledRule struct {
	*Rule
	// at is the place of its deny, for messages: "rules/x.rego:14".
	at      string
	prepare func() (rego.PreparedEvalQuery, error)
}

func newCompiledRule(rule *Rule, compiler *ast.Compiler, store storage.Store) *compiledRule {
	return &compiledRule{Rule: rule, at: denyPlace(rule, compiler), prepare: sync.OnceValues(func() (rego.PreparedEvalQuery, error) {
		return rego.New(
			rego.Query("data."+rule.Package+".deny"),
			rego.Compiler(compiler),
			rego.Store(store),
			rego.StrictBuiltinErrors(true),
			rego.GenerateJSON(func(term *ast.Term, _ *rego.EvalContext) (any, error) { return term.Value, nil }),
		).PrepareForEval(context.Background())
	})}
}

func denyPlace(rule *Rule, compiler *ast.Compiler) string {
	for _, deny := range compiler.GetRules(ast.MustParseRef("data." + rule.Package + ".deny")) {
		return fmt.Sprintf("%s:%d", rule.File, deny.Location.Row)
	}
	return rule.File
}

// finding is one element of a rule's deny.
type finding struct {
	message  string
	field    string
	severity Severity
}

// decide evaluates the rule on one input. An error means that the rule could
// not look; its text says why, with the rule's file and line where OPA knows.
func (r *compiledRule) decide(ctx context.Context, input ast.Value, deadline time.Duration, options ...rego.EvalOption) ([]finding, error) {
	query, err := r.prepare()
	if err != nil {
		return nil, fmt.Errorf("prepare rule: %w", err)
	}
	// A context with a deadline would cost a goroutine for each of many thousand
	// evaluations.
	late := topdown.NewCancel()
	defer time.AfterFunc(deadline, late.Cancel).Stop()
	options = append(options, rego.EvalParsedInput(input), rego.EvalExternalCancel(late), rego.EvalMetrics(metrics.NoOp()))
	results, err := query.Eval(ctx, options...)
	if err != nil {
		return nil, r.evaluationError(err, deadline)
	}
	if len(results) == 0 || len(results[0].Expressions) == 0 {
		return nil, fmt.Errorf("%s: deny is undefined", r.at)
	}
	set, ok := results[0].Expressions[0].Value.(ast.Set)
	if !ok {
		return nil, fmt.Errorf("%s: deny is not a set", r.at)
	}
	var findings []finding
	for _, element := range set.Slice() {
		f, err := r.finding(element)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", r.at, err)
		}
		findings = append(findings, f)
	}
	return findings, nil
}

// watched decides once more, and returns what the rule looked at; silent is false
// where it had something to say or could not look.
func (r *compiledRule) watched(ctx context.Context, input ast.Value, deadline time.Duration) (paths []ast.Ref, silent bool) {
	w := &watch{}
	findings, err := r.decide(ctx, input, deadline, rego.EvalQueryTracer(w), rego.EvalRuleIndexing(false))
	return w.paths, err == nil && len(findings) == 0
}

func (r *compiledRule) evaluationError(err error, deadline time.Duration) error {
	if failed := (*topdown.Error)(nil); errors.As(err, &failed) {
		if failed.Code == topdown.CancelErr {
			return fmt.Errorf("%s: not done after %v", r.at, deadline)
		}
		if failed.Location != nil {
			return fmt.Errorf("%s:%d: %s", failed.Location.File, failed.Location.Row, failed.Message)
		}
	}
	return fmt.Errorf("%s: %w", r.at, err)
}

func (r *compiledRule) finding(element *ast.Term) (finding, error) {
	object, ok := element.Value.(ast.Object)
	if !ok {
		return finding{}, fmt.Errorf("deny holds %v, which is no object", element)
	}
	f := finding{severity: r.Severity}
	var err error
	object.Foreach(func(key, value *ast.Term) {
		text, isText := value.Value.(ast.String)
		if !isText {
			err = fmt.Errorf("deny holds %v, which is no text", value)
			return
		}
		switch key.Value {
		case ast.String("message"):
			f.message = string(text)
		case ast.String("field"):
			f.field = string(text)
		case ast.String("severity"):
			f.severity = Severity(text)
		}
	})
	switch {
	case err != nil:
		return finding{}, err
	case !f.severity.Valid() || !r.Severity.AtLeast(f.severity):
		return finding{}, fmt.Errorf("severity %q is not one that a rule of severity %s may give", f.severity, r.Severity)
	case f.message == "" || strings.Contains(f.message, "%!"):
		return finding{}, fmt.Errorf("the message %q is not well formed", f.message)
	}
	return f, nil
}
