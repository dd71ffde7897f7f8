package main

import (
	"fmt"
	"io"
	"os"

	"github.com/ecsgate/ecsgate/cmd/ecsgate/internal/disk"
	"github.com/ecsgate/ecsgate/evaluator"
	"github.com/ecsgate/ecsgate/evaluator/config"
)

// applyBaseline marks known findings, and writes a new baseline if asked to:
// then today's findings are the known ones.
func (r *request) applyBaseline(rep *evaluator.Report) error {
	conclude := func(rep *evaluator.Report) { rep.Conclude(r.run.FailOn, r.run.Strict) }
	if r.writeBaseline != "" {
		baseline := config.BaselineOf(rep)
		if err := r.refuseOverwrite(r.writeBaseline); err != nil {
			return fmt.Errorf("write baseline: %w", err)
		}
		err := disk.Write(r.writeBaseline, func(w io.Writer) error { return baseline.Write(w) })
		if err != nil {
			return fmt.Errorf("write baseline: %w", err)
		}
		r.baseline = r.writeBaseline
	}
	if r.baseline == "" {
		return nil
	}
	text, err := os.ReadFile(r.baseline)
	if err != nil {
		return fmt.Errorf("read baseline: %w", err)
	}
	baseline, err := config.ReadBaseline(text, r.baseline)
	if err != nil {
		return fmt.Errorf("read baseline: %w", err)
	}
	baseline.Apply(rep, conclude)
	return nil
}
