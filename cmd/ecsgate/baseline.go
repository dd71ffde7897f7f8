package main

import (
	"bytes"
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
	var baseline *config.Baseline
	var err error
	switch {
	case r.writeBaseline != "":
		if baseline, err = r.renewBaseline(rep); err != nil {
			return fmt.Errorf("write baseline: %w", err)
		}
	case r.baseline != "":
		if baseline, err = readBaseline(r.baseline); err != nil {
			return fmt.Errorf("read baseline: %w", err)
		}
		r.noteRead(r.baseline)
	default:
		return nil
	}
	baseline.Apply(rep, r.sight, func(rep *evaluator.Report) { rep.Conclude(r.run.FailOn, r.run.Strict) })
	return nil
}

func readBaseline(name string) (*config.Baseline, error) {
	text, err := os.ReadFile(name)
	if err != nil {
		return nil, err
	}
	return config.ReadBaseline(text, name)
}

// renewBaseline writes today's findings, and keeps of the file what the run has not
// looked for.
func (r *request) renewBaseline(rep *evaluator.Report) (*config.Baseline, error) {
	name := r.writeBaseline
	if err := r.refuseOverwrite(name); err != nil {
		return nil, err
	}
	old, err := formerBaseline(name)
	if err != nil {
		return nil, err
	}
	renewed, renewal := old.Renew(rep, r.sight)
	if err := disk.Write(name, func(w io.Writer) error { return renewed.Write(w) }); err != nil {
		return nil, err
	}
	if r.loudness != tellLess {
		r.complain(renewalText(name, renewal))
	}
	return &renewed, nil
}

// formerBaseline reads the baseline that is to be written anew; where there is
// none, it is empty. Another file is not written over.
func formerBaseline(name string) (*config.Baseline, error) {
	info, err := os.Stat(name)
	if err != nil || !info.Mode().IsRegular() {
		return &config.Baseline{File: name}, nil // to write it will say what is wrong
	}
	text, err := os.ReadFile(name)
	if err != nil {
		return nil, err
	}
	if len(bytes.TrimSpace(text)) == 0 {
		return &config.Baseline{File: name}, nil
	}
	return config.ReadBaseline(text, name)
}

func renewalText(name string, renewal config.Renewal) string {
	kept := fmt.Sprintf("%s kept", numbered(renewal.Found+renewal.Unseen, "finding"))
	if renewal.Unseen > 0 {
		kept += fmt.Sprintf(" (%d that this run did not look for)", renewal.Unseen)
	}
	return fmt.Sprintf("wrote the baseline %s: %s, %d added, %d dropped", name, kept, renewal.Added, renewal.Dropped)
}
