package evaluator_test

import (
	"context"
	"fmt"
	"time"

	"github.com/ecsgate/ecsgate/evaluator"
	"github.com/ecsgate/ecsgate/evaluator/manifest"
	"github.com/ecsgate/ecsgate/evaluator/snapshot"
	"github.com/ecsgate/ecsgate/policies"
)

func Example() {
	core, err := evaluator.New(evaluator.Options{Packs: []evaluator.Pack{{FS: policies.FS(), Bundled: true}}})
	if err != nil {
		fmt.Println(err)
		return
	}
	account := []byte(`{"ecsgate": "state/v1", "takenAt": "2026-11-23T10:00:00Z", "regions": [
		{"partition": "aws", "account": "123456789012", "region": "eu-west-1",
		 "coverage": {"families": {"complete": true}, "clusters": {"complete": true}},
		 "families": [{"name": "web", "active": "40,42", "inactive": "41"}],
		 "clusters": [{"name": "prod", "status": "ACTIVE"}]}]}`)
	state, err := snapshot.Read(account, "account.json")
	if err != nil {
		fmt.Println(err)
		return
	}
	body := []byte(`{"cluster": "prod", "count": 1, "taskDefinition": "web:41"}`)
	change := manifest.Read(manifest.File{Name: "run.json", Data: body}, manifest.Options{Operation: evaluator.RunTask})
	report, err := core.Evaluate(context.Background(), change, evaluator.Run{State: state, Now: time.Now()})
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(report.Verdict)
	for _, v := range report.Operations[0].Violations {
		fmt.Println(v.Rule, v.Message)
	}
	// Output:
	// violation
	// ECS101 "web:41" is INACTIVE: ECS will refuse to run it (InvalidParameterException: TaskDefinition is inactive)
}
