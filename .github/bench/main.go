// Command bench measures whole runs of ecsgate, and where conftest is on the
// PATH, runs of conftest on the same rules and the same facts beside them.
//
//	go run ./.github/bench [-runs 11]
//
// Speeds of one machine drift from minute to minute, so the tools take turns
// within each round, and only ratios within a round are compared.
package main

import (
	"context"
	"flag"
	"fmt"
	"io"
	"log"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"runtime"
)

func main() {
	runs := flag.Int("runs", 11, "how often each command is measured")
	flag.Parse()
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	if err := run(ctx, os.Stdout, *runs); err != nil {
		log.Fatalf("bench: %v", err)
	}
}

// run builds ecsgate from the directory that it is started in, the root of the
// repository, and measures every scenario.
func run(ctx context.Context, w io.Writer, runs int) error {
	if runs < 1 {
		return fmt.Errorf("-runs %d: at least one is needed", runs)
	}
	dir, err := os.MkdirTemp("", "ecsgate-bench-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	ecsgate := filepath.Join(dir, "ecsgate")
	if runtime.GOOS == "windows" {
		ecsgate += ".exe"
	}
	if out, err := exec.CommandContext(ctx, "go", "build", "-o", ecsgate, "./cmd/ecsgate").CombinedOutput(); err != nil {
		return fmt.Errorf("build ecsgate: %w\n%s", err, out)
	}
	conftest, err := findConftest(filepath.Join(dir, "policies"))
	if err != nil {
		return err
	}
	if conftest == nil {
		fmt.Fprintln(w, "conftest is not on the PATH: only ecsgate is measured")
	}
	for i, s := range scenarios {
		in, err := s.generate(filepath.Join(dir, fmt.Sprintf("scenario-%d", i)))
		if err != nil {
			return fmt.Errorf("generate %q: %w", s.name, err)
		}
		if err := in.verify(ctx, ecsgate); err != nil {
			return fmt.Errorf("verify %q: %w", s.name, err)
		}
		tools := []tool{{"ecsgate", append([]string{ecsgate}, in.check("--format", "json")...)}}
		if conftest != nil {
			peer, err := conftest.on(ctx, ecsgate, in)
			if err != nil {
				return fmt.Errorf("prepare conftest for %q: %w", s.name, err)
			}
			tools = append(tools, peer)
		}
		samples, err := measure(ctx, tools, runs)
		if err != nil {
			return err
		}
		s.print(w, tools, samples)
	}
	return nil
}
