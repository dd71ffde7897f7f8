// Command bench measures whole runs of ecsgate, and where conftest is on the
// PATH, runs of conftest on the same rules and the same facts beside them.
//
//	go run ./.github/bench [-runs 5] [-only "one manifest"]
//
// Speeds of one machine drift from minute to minute, so the tools take turns
// within each round, and only ratios within a round are compared.
package main

import (
	"context"
	"errors"
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
	runs := flag.Int("runs", 5, "how often each command is measured")
	only := flag.String("only", "", "measure only scenarios whose name contains this")
	flag.Parse()
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	if err := run(ctx, os.Stdout, *runs, selected(*only)); err != nil {
		log.Fatalf("bench: %v", err)
	}
}

// run builds ecsgate from the directory that it is started in, the root of the
// repository, and measures the scenarios.
func run(ctx context.Context, w io.Writer, runs int, scenarios []scenario) error {
	if runs < 1 || len(scenarios) == 0 {
		return errors.New("nothing to measure: -runs is below 1, or -only names no scenario")
	}
	dir, err := os.MkdirTemp("", "ecsgate-bench-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	ecsgate, err := build(ctx, dir)
	if err != nil {
		return err
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
		tools, err := contenders(ctx, ecsgate, conftest, in)
		if err != nil {
			return fmt.Errorf("prepare %q: %w", s.name, err)
		}
		samples, err := measure(ctx, tools, runs)
		if err != nil {
			return err
		}
		s.print(w, tools, samples)
	}
	return nil
}

func build(ctx context.Context, dir string) (string, error) {
	binary := filepath.Join(dir, "ecsgate")
	if runtime.GOOS == "windows" {
		binary += ".exe"
	}
	if out, err := exec.CommandContext(ctx, "go", "build", "-o", binary, "./cmd/ecsgate").CombinedOutput(); err != nil {
		return "", fmt.Errorf("build ecsgate: %w\n%s", err, out)
	}
	return binary, nil
}

// contenders are the commands that judge the same files. The report goes to
// standard output, which nobody reads.
func contenders(ctx context.Context, ecsgate string, peer *conftest, in inputs) ([]tool, error) {
	if err := in.verify(ctx, ecsgate); err != nil {
		return nil, err
	}
	tools := []tool{{"ecsgate", append([]string{ecsgate}, in.check("--format", "json")...)}}
	if peer == nil {
		return tools, nil
	}
	t, err := peer.on(ctx, ecsgate, in)
	return append(tools, t), err
}
