package live_test

import (
	"context"
	"fmt"

	"github.com/ecsgate/ecsgate/evaluator"
	"github.com/ecsgate/ecsgate/evaluator/live"
	"github.com/ecsgate/ecsgate/evaluator/manifest"
	"github.com/ecsgate/ecsgate/policies"
)

// A gate in a program of one's own: what the change needs is read, and no more.
func Example() {
	ctx := context.Background()
	core, err := evaluator.New(evaluator.Options{Packs: []evaluator.Pack{{FS: policies.FS(), Bundled: true}}})
	if err != nil {
		fmt.Println(err)
		return
	}
	session, err := live.Open(ctx, live.Options{Region: "eu-west-1"})
	if err != nil {
		fmt.Println(err)
		return
	}
	body := []byte(`{"cluster": "prod", "service": "web", "taskDefinition": "web:41"}`)
	change := manifest.Read(manifest.File{Name: "web.json", Data: body}, manifest.Options{})
	run := evaluator.Run{Default: session.Place(ctx)}
	run.State = session.Collect(ctx, core.Needs(change, run))
	report, err := core.Evaluate(ctx, change, run)
	if err != nil {
		fmt.Println(err)
		return
	}
	// Without credentials nothing could be looked at, and nothing is admitted.
	fmt.Println(report.Verdict, report.ExitCode)
	// Output: undecided 3
}
