// Command ecsgate checks ECS deployment manifests and proposed deregistrations
// against what is known of ECS.
package main

import (
	"context"
	"os"
	"runtime/debug"
	"time"
)

// Signals keep their default effect: a run changes nothing that would need
// cleaning up, and a read of a terminal or a pipe could not be cancelled.
func main() {
	// A run is short and allocates fast: collecting less often makes it a fifth
	// faster for memory that it gives back at once.
	debug.SetGCPercent(400)
	os.Exit(run(context.Background(), os.Args, processStreams()))
}

func processStreams() streams {
	return streams{stdin: os.Stdin, stdout: os.Stdout, stderr: os.Stderr, getenv: os.Getenv, now: time.Now}
}
