package main

import (
	"bytes"
	"fmt"
	"os"
	"slices"

	"github.com/ecsgate/ecsgate/evaluator"
	"github.com/ecsgate/ecsgate/evaluator/report"
)

// summaryLimit is how much GitHub shows of all that the commands of one step
// write into the summary of their job: over that it shows nothing.
const summaryLimit = 1 << 20

// leastSummary is what a summary takes that only counts. Where there is less room
// it would cost what others have written.
const leastSummary = 4 << 10

// writeJobSummary adds the report to the summary of the GitHub job that the
// program runs in, if the format for GitHub was asked for.
func (r *request) writeJobSummary(rep *evaluator.Report) error {
	name := r.getenv("GITHUB_STEP_SUMMARY")
	if name == "" || !slices.ContainsFunc(r.outputs, func(out output) bool { return out.format == "github" }) {
		return nil
	}
	options := r.reportOptions()
	options.Limit = summaryLimit
	if info, err := os.Stat(name); err == nil {
		options.Limit -= int(info.Size())
	}
	if options.Limit < leastSummary {
		r.complain("the summary of the job is full: the report is not in it")
		return nil
	}
	var text bytes.Buffer
	if err := report.Write(&text, "markdown", rep, options); err != nil {
		return err
	}
	// Others write to this file, too, so it is not replaced but added to, at once.
	file, err := os.OpenFile(name, os.O_WRONLY|os.O_APPEND|os.O_CREATE, 0o644)
	if err != nil {
		return fmt.Errorf("open job summary: %w", err)
	}
	if _, err := file.Write(text.Bytes()); err != nil {
		file.Close()
		return fmt.Errorf("write job summary: %w", err)
	}
	return file.Close()
}
