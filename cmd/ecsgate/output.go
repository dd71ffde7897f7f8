package main

import (
	"fmt"
	"io"
	"os"

	"github.com/urfave/cli/v2"
	"golang.org/x/term"

	"github.com/ecsgate/ecsgate/evaluator"
	"github.com/ecsgate/ecsgate/evaluator/report"
)

// output is one --format: a format, and the file it goes to unless stdout.
type output struct{ format, file string }

func (r *request) readOutputs(c *cli.Context) error {
	arguments := c.StringSlice("format")
	if len(arguments) == 0 {
		arguments = []string{"text"}
	}
	toStdout := 0
	for _, argument := range arguments {
		format, file, err := report.ParseTarget(argument)
		if err != nil {
			return usageError("--format " + argument + ": " + err.Error())
		}
		if file == "" {
			toStdout++
		}
		r.outputs = append(r.outputs, output{format, file})
		// People are told the facts behind a finding in any case.
		r.run.Explain = r.run.Explain || r.explain || format == "text"
	}
	if toStdout > 1 {
		return usageError("--format: only one format can go to standard output; give the others a file: --format json=report.json")
	}
	return nil
}

// writeReports writes the report in every format that was asked for.
func (r *request) writeReports(rep *evaluator.Report) error {
	for _, out := range r.outputs {
		options := report.Options{Explain: r.explain, Source: readSource}
		if out.file == "" {
			options.Color, options.Width = r.terminal()
			if err := report.Write(r.stdout, out.format, rep, options); err != nil {
				return fmt.Errorf("write report: %w", err)
			}
			continue
		}
		err := writeFile(out.file, func(w io.Writer) error { return report.Write(w, out.format, rep, options) })
		if err != nil {
			return fmt.Errorf("write report: %w", err)
		}
	}
	return nil
}

// terminal says whether stdout takes colour, and how wide it is (0: no
// terminal).
func (s streams) terminal() (color bool, width int) {
	file, ok := s.stdout.(*os.File)
	if !ok || !term.IsTerminal(int(file.Fd())) {
		return false, 0
	}
	width, _, err := term.GetSize(int(file.Fd()))
	if err != nil {
		width = 0
	}
	return s.getenv("NO_COLOR") == "" && s.getenv("TERM") != "dumb", width
}

// readSource fetches a file's text for the offending line. Without it the
// report is only poorer, so an error is no failure here.
func readSource(name string) []byte {
	if name == "-" {
		return nil
	}
	text, err := os.ReadFile(name)
	if err != nil {
		return nil
	}
	return text
}
