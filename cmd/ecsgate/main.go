// Command ecsgate checks ECS deployment manifests and proposed deregistrations
// against what is known of ECS.
package main

import (
	"context"
	"os"
	"time"

	_ "github.com/ecsgate/ecsgate/cmd/ecsgate/internal/early"
)

// Signals keep their default effect: a run changes nothing that would need
// cleaning up, and a read of a terminal or a pipe could not be cancelled.
func main() {
	os.Exit(run(context.Background(), os.Args, processStreams()))
}

func processStreams() streams {
	return streams{stdin: os.Stdin, stdout: listen(os.Stdout), stderr: listen(os.Stderr), getenv: os.Getenv, now: time.Now}
}
