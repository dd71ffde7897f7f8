package main

import (
	"errors"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"

	"github.com/urfave/cli/v2"
	"golang.org/x/term"

	"github.com/ecsgate/ecsgate/cmd/ecsgate/internal/disk"
	"github.com/ecsgate/ecsgate/cmd/ecsgate/internal/usage"
	"github.com/ecsgate/ecsgate/evaluator"
	"github.com/ecsgate/ecsgate/evaluator/document"
	"github.com/ecsgate/ecsgate/evaluator/nearest"
	"github.com/ecsgate/ecsgate/evaluator/report"
)

// mostOnTerminal is how many findings a terminal shows: it would forget the first
// of more.
const mostOnTerminal = 500

// output is one --format: a format, and the file it goes to unless stdout.
type output struct{ format, file string }

// readOutputs puts files first: whoever reads standard output may stop reading.
func (r *request) readOutputs(c *cli.Context) error {
	arguments := c.StringSlice("format")
	if len(arguments) == 0 {
		arguments = []string{"text"}
	}
	var toStdout []output
	for _, argument := range arguments {
		format, file, err := report.ParseTarget(argument)
		switch {
		case err != nil:
			return usage.Error("--format " + argument + ": " + err.Error())
		case file == "":
			toStdout = append(toStdout, output{format: format})
		default:
			r.outputs = append(r.outputs, output{format, file})
		}
		// People are told the facts behind a finding in any case.
		r.run.Explain = r.run.Explain || r.explain || format == "text"
	}
	if len(toStdout) > 1 {
		return usage.Error("--format: only one format can go to standard output; give the others a file: --format json=report.json")
	}
	r.outputs = append(r.outputs, toStdout...)
	return r.checkOutputs()
}

// readOutput reads the one --format of a command that writes a single text. The
// file can stand behind it, as those of check do, or be that of --output.
func readOutput(c *cli.Context, known []string) (output, error) {
	format, file, toFile := strings.Cut(c.String("format"), "=")
	switch {
	case !slices.Contains(known, format):
		return output{}, usage.Error(fmt.Sprintf("--format %q: %s", format, nearest.Hint(format, known, "write one of "+strings.Join(known, ", "))))
	case !toFile:
		return output{format, c.String("output")}, nil
	case file == "":
		return output{}, usage.Error(fmt.Sprintf("--format %s=: name the file after =", format))
	case c.String("output") != "":
		return output{}, usage.Error("--format NAME=FILE and --output name a file both: give only one of them")
	}
	return output{format, file}, nil
}

// checkOutputs refuses to write what would be overwritten at once, or what the
// run reads: the next run would judge a report.
func (r *request) checkOutputs() error {
	inputs := map[string]bool{}
	for _, name := range slices.Concat(r.paths, r.contexts, r.proposals, r.states, r.data, []string{r.bundle.file, r.configured.File}) {
		inputs[disk.Real(name)] = true
	}
	written := map[string]bool{disk.Real(r.writeBaseline): r.writeBaseline != ""}
	for _, out := range r.outputs {
		switch name := disk.Real(out.file); {
		case out.file == "":
		case inputs[name]:
			return usage.Error(fmt.Sprintf("--format %s=%s: this file is read by the same run; choose another", out.format, out.file))
		case written[name]:
			return usage.Error(fmt.Sprintf("--format %s=%s: something else is written to this file; choose another", out.format, out.file))
		default:
			written[name] = true
		}
	}
	if r.writeBaseline != "" && inputs[disk.Real(r.writeBaseline)] {
		return usage.Error(fmt.Sprintf("--write-baseline %s: this file is read by the same run; choose another", r.writeBaseline))
	}
	return nil
}

// writeReports writes the report in every format that was asked for. One that
// can not be written does not keep the others back.
func (r *request) writeReports(rep *evaluator.Report) error {
	var failed []error
	for _, out := range r.outputs {
		if err := r.writeReport(out, rep); err != nil {
			failed = append(failed, fmt.Errorf("write report: %w", err))
		}
	}
	if err := r.writeJobSummary(rep); err != nil {
		failed = append(failed, fmt.Errorf("write report: %w", err))
	}
	return errors.Join(failed...)
}

func (r *request) writeReport(out output, rep *evaluator.Report) error {
	options := r.reportOptions()
	if out.file == "" {
		if options.Color, options.Width = r.terminal(); options.Width > 0 {
			options.Most = mostOnTerminal
		}
		options.Quiet = r.loudness == tellLess
		return report.Write(r.stdout, out.format, rep, options)
	}
	if err := r.refuseOverwrite(out.file); err != nil {
		return err
	}
	return disk.Write(out.file, func(w io.Writer) error { return report.Write(w, out.format, rep, options) })
}

// reportOptions are those of all reports of the run.
func (r *request) reportOptions() report.Options {
	options := report.Options{
		Explain: r.explain, Source: readSource, Rules: r.rules, FailOn: r.run.FailOn, Strict: r.run.Strict,
		Now: r.run.Now, Version: thisBuild().version,
	}
	options.Root, options.Base = r.reportPlaces()
	return options
}

// terminal says whether stdout takes colour, and how wide it is (0: no
// terminal).
func (s streams) terminal() (color bool, width int) {
	out, ok := s.stdout.(listener)
	if !ok || !term.IsTerminal(out.descriptor()) {
		return false, 0
	}
	width, _, err := term.GetSize(out.descriptor())
	if err != nil {
		width = 0
	}
	return s.getenv("NO_COLOR") == "" && s.getenv("TERM") != "dumb", width
}

// readSource fetches a file's text for the offending line. Without it the
// report is only poorer, so an error is no failure here. What is no file can be
// read only once: to open a pipe again would block for ever.
func readSource(name string) []byte {
	if info, err := os.Stat(name); err != nil || !info.Mode().IsRegular() || name == "-" {
		return nil
	}
	text, err := os.ReadFile(name)
	if err != nil {
		return nil
	}
	decoded, err := document.Decode(text)
	if err != nil {
		return nil
	}
	return decoded
}
