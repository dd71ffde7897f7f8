package command_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/ecsgate/ecsgate/evaluator/manifest/command"
)

// BenchmarkShell reads a script of a megabyte.
func BenchmarkShell(b *testing.B) {
	var script strings.Builder
	for n := 0; script.Len() < 1<<20; n++ {
		fmt.Fprintf(&script, "if [ -n \"$X\" ]; then\n  CLUSTER_%d=prod\n  aws ecs update-service --cluster \"$CLUSTER_%d\" --service web-%d --task-definition web:%d\nfi\n", n, n, n, n)
	}
	b.SetBytes(int64(script.Len()))
	for b.Loop() {
		command.Shell(script.String(), command.Options{})
	}
}

// BenchmarkShellOfOtherThings reads one without a command of interest.
func BenchmarkShellOfOtherThings(b *testing.B) {
	script := strings.Repeat("for f in *.go; do echo \"deploy $f to $ENV\" >> log; done\n", 1<<20/56)
	b.SetBytes(int64(len(script)))
	for b.Loop() {
		command.Mentions(script)
	}
}
