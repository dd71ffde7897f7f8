package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os/exec"
)

// verify has the files judged once and looks at the report: a run that decided
// less than it should is fast for the wrong reason.
func (in inputs) verify(ctx context.Context, ecsgate string) error {
	out, err := exec.CommandContext(ctx, ecsgate, in.check("--format", "json")...).Output()
	var exit *exec.ExitError
	if err != nil && !errors.As(err, &exit) {
		return err
	}
	var report struct {
		Summary struct{ Operations, Decided, Failures int }
	}
	if err := json.Unmarshal(out, &report); err != nil {
		return fmt.Errorf("read report: %w", err)
	}
	if s := report.Summary; s.Operations != in.operations || s.Decided != in.operations || s.Failures != 0 {
		return fmt.Errorf("got %d operations, %d decided, %d failures, want %d operations, all decided", s.Operations, s.Decided, s.Failures, in.operations)
	}
	return nil
}
