package main

import (
	"context"
	"io"
)

// Run is the program without its exit.
func Run(ctx context.Context, arguments []string, stdout, stderr io.Writer) int {
	return run(ctx, arguments, stdout, stderr)
}
