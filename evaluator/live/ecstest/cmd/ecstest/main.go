// Command ecstest serves a fake AWS account on loopback, for trying things with
// the AWS CLI, or ecsgate, where nothing can break:
//
//	$ go run ./evaluator/live/ecstest/cmd/ecstest --state fixtures/state/shop.json
//	export AWS_ENDPOINT_URL=http://127.0.0.1:4519
//	export AWS_ACCESS_KEY_ID=AKIAIOSFODNN7EXAMPLE
//	…
//
// and, in another shell that these lines were pasted into:
//
//	$ aws ecs update-service --cluster prod --service web --task-definition web:41
//
//	An error occurred (ClientException) when calling the UpdateService operation: TaskDefinition is inactive
//
// It can fail like AWS, too: --deny scheduler:ListSchedules, --throttle-every 3,
// --delay 2s, --page 1. What changes is forgotten when it ends.
package main

import (
	"context"
	"os"
	"os/signal"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	os.Exit(run(ctx, os.Args[1:], os.Stdout, os.Stderr))
}
