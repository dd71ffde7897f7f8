package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os/exec"
	"slices"
	"time"
)

// tool is a command that judges the files of a scenario.
type tool struct {
	name    string
	command []string
}

// sample is one run: its wall time, and its peak memory in bytes, 0 where the
// system does not tell.
type sample struct {
	wall   time.Duration
	memory int64
}

// measure runs the tools in turns, and returns for each tool its runs. A first
// round, which fills the caches of the system, is not counted.
func measure(ctx context.Context, tools []tool, runs int) ([][]sample, error) {
	samples := make([][]sample, len(tools))
	for round := range runs + 1 {
		for k := range tools {
			// Each tool goes first in turn.
			i := (k + round) % len(tools)
			s, err := tools[i].run(ctx)
			if err != nil {
				return nil, err
			}
			if round > 0 {
				samples[i] = append(samples[i], s)
			}
		}
	}
	return samples, nil
}

// run takes a verdict for a success, whatever it is: both tools exit with 0
// when nothing is violated, and with 1 otherwise.
func (t tool) run(ctx context.Context) (sample, error) {
	command := exec.CommandContext(ctx, t.command[0], t.command[1:]...)
	var diagnostics bytes.Buffer
	command.Stderr = &diagnostics
	start := time.Now()
	err := command.Run()
	wall := time.Since(start)
	var exit *exec.ExitError
	if err != nil && (!errors.As(err, &exit) || exit.ExitCode() != 1) {
		return sample{}, fmt.Errorf("run %s: %w\n%s", t.name, err, diagnostics.Bytes())
	}
	if diagnostics.Len() > 0 {
		return sample{}, fmt.Errorf("run %s: it complains:\n%s", t.name, diagnostics.Bytes())
	}
	return sample{wall, peakMemory(command.ProcessState)}, nil
}

// print writes a table of medians; the ratio is the median of the ratios that
// the rounds gave.
func (s scenario) print(w io.Writer, tools []tool, samples [][]sample) {
	fmt.Fprintf(w, "\n%s\nbudget: %s\n%-10s %10s %10s %8s %8s\n", s.name, s.budget, "", "median ms", "least ms", "MB", "ratio")
	for i, t := range tools {
		walls, ratios, memory := []time.Duration{}, []float64{}, int64(0)
		for round, sample := range samples[i] {
			walls = append(walls, sample.wall)
			memory = max(memory, sample.memory)
			ratios = append(ratios, float64(samples[0][round].wall)/float64(sample.wall))
		}
		fmt.Fprintf(w, "%-10s %10.1f %10.1f %8.1f %8.3f\n",
			t.name, milliseconds(median(walls)), milliseconds(slices.Min(walls)), float64(memory)/1e6, median(ratios))
	}
	if len(tools) > 1 {
		fmt.Fprintln(w, "ratio: the time of ecsgate over the time of the tool in that line")
	}
}

// median of an even number is the lower of the two in the middle.
func median[T time.Duration | float64](values []T) T {
	sorted := slices.Sorted(slices.Values(values))
	return sorted[(len(sorted)-1)/2]
}

func milliseconds(d time.Duration) float64 { return float64(d) / float64(time.Millisecond) }
