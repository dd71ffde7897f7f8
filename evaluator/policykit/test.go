package policykit

import (
	"cmp"
	"context"
	"fmt"
	"maps"
	"path"
	"slices"
	"strings"
	"time"

	"github.com/open-policy-agent/opa/v1/ast"
	"github.com/open-policy-agent/opa/v1/cover"
	"github.com/open-policy-agent/opa/v1/storage"
	"github.com/open-policy-agent/opa/v1/storage/inmem"
	"github.com/open-policy-agent/opa/v1/tester"

	"github.com/ecsgate/ecsgate/evaluator"
)

// TestOptions say what is tested, and how.
type TestOptions struct {
	// Packs are what check would load: the bundled pack, and the tested ones.
	Packs []evaluator.Pack
	// Data is merged into data, as check --data does.
	Data map[string]any
	// Run is a regular expression for the names of tests; empty: all of them.
	Run string
	// Timeout is how long one test may take.
	Timeout time.Duration
}

// Test runs the tests that stand beside the rules of users' packs, compiled as
// check compiles the rules. Policies that do not load are an
// evaluator.PolicyError.
func Test(ctx context.Context, options TestOptions) (*TestReport, error) {
	if options.Data == nil {
		options.Data = map[string]any{}
	}
	modules, err := load(options)
	if err != nil {
		return nil, err
	}
	compiler, err := evaluator.NewCompiler()
	if err != nil {
		return nil, err
	}
	r := &run{
		modules: modules, tested: tested(modules, options.Packs), compiler: compiler.WithEnablePrintStatements(true),
		store: inmem.NewFromObjectWithOpts(options.Data, inmem.OptRoundTripOnWrite(false)), timeout: options.Timeout, coverage: cover.New(),
	}
	results, err := r.results(ctx, r.runner().SetModules(modules).SetCoverageQueryTracer(r.coverage).SetCoverageRuns(nil).Filter(options.Run))
	if err != nil {
		return nil, err
	}
	if err := evaluator.LintTests(r.compiler, r.tested, options.Data); err != nil {
		return nil, err
	}
	if err := r.explain(ctx, results); err != nil {
		return nil, err
	}
	return r.report(results), nil
}

// load checks the rules as check does, and parses the tests; of what is refused it
// names all places.
func load(options TestOptions) (map[string]*ast.Module, error) {
	_, rulesErr := evaluator.New(evaluator.Options{Packs: options.Packs, Data: options.Data})
	modules, err := evaluator.ReadTests(options.Packs)
	refused, isRefusal := rulesErr.(evaluator.PolicyError)
	more, isRefusalToo := err.(evaluator.PolicyError)
	switch {
	case rulesErr == nil:
		return modules, err
	case !isRefusal || !isRefusalToo:
		return nil, rulesErr
	}
	for _, failure := range more {
		if !slices.Contains(refused, failure) {
			refused = append(refused, failure)
		}
	}
	return nil, refused
}

// run is one run of the tests.
type run struct {
	modules map[string]*ast.Module
	// tested are the names of the modules that are the users' own.
	tested   []string
	compiler *ast.Compiler
	store    storage.Store
	timeout  time.Duration
	coverage *cover.Cover
}

func tested(modules map[string]*ast.Module, packs []evaluator.Pack) []string {
	isTheirs := func(name string) bool {
		return slices.ContainsFunc(packs, func(p evaluator.Pack) bool { return !p.Bundled && isBelow(name, path.Clean(p.Name)) })
	}
	return slices.DeleteFunc(slices.Sorted(maps.Keys(modules)), func(name string) bool { return !isTheirs(name) })
}

func isBelow(name, directory string) bool {
	return directory == "." || strings.HasPrefix(name, strings.TrimSuffix(directory, "/")+"/")
}

// runner makes a tester of OPA. A builtin that fails makes the test fail: in a
// check it would make the rule undecided.
func (r *run) runner() *tester.Runner {
	return tester.NewRunner().SetCompiler(r.compiler).SetStore(r.store).SetTimeout(r.timeout).
		RaiseBuiltinErrors(true).CapturePrintOutput(true)
}

// results runs tests and sorts what comes of them, by place.
func (r *run) results(ctx context.Context, runner *tester.Runner) ([]*tester.Result, error) {
	var results []*tester.Result
	err := storage.Txn(ctx, r.store, storage.TransactionParams{}, func(txn storage.Transaction) error {
		running, err := runner.RunTests(ctx, txn)
		if err != nil {
			return refusal(err)
		}
		for result := range running {
			results = append(results, result)
		}
		return ctx.Err()
	})
	slices.SortFunc(results, func(a, b *tester.Result) int {
		return cmp.Or(cmp.Compare(a.Location.File, b.Location.File), cmp.Compare(a.Location.Row, b.Location.Row), cmp.Compare(a.Name, b.Name))
	})
	return results, err
}

// refusal says in evaluator's way where tests do not compile.
func refusal(err error) error {
	if _, isList := err.(ast.Errors); isList {
		return evaluator.RefusedBy(err)
	}
	return fmt.Errorf("run tests: %w", err)
}
