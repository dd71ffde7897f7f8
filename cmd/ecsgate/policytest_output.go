package main

import (
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/ecsgate/ecsgate/cmd/ecsgate/internal/disk"
	"github.com/ecsgate/ecsgate/cmd/ecsgate/internal/usage"
	"github.com/ecsgate/ecsgate/evaluator/policykit"
)

// testOutputs reads --format, files first as those of check.
func testOutputs(arguments []string) ([]output, error) {
	if len(arguments) == 0 {
		arguments = []string{"text"}
	}
	var files, stdout []output
	for _, argument := range arguments {
		name, file, toFile := strings.Cut(argument, "=")
		switch {
		case !slices.Contains(policykit.TestFormats(), name):
			return nil, usage.Error(fmt.Sprintf("--format %s: write one of %s", argument, strings.Join(policykit.TestFormats(), ", ")))
		case toFile && file == "":
			return nil, usage.Error(fmt.Sprintf("--format %s: name the file after =", argument))
		case toFile && slices.ContainsFunc(files, func(o output) bool { return disk.Real(o.file) == disk.Real(file) }):
			return nil, usage.Error(fmt.Sprintf("--format %s: something else is written to this file; choose another", argument))
		case toFile:
			files = append(files, output{name, file})
		default:
			stdout = append(stdout, output{format: name})
		}
	}
	if len(stdout) > 1 {
		return nil, usage.Error("--format: only one format can go to standard output; give the others a file: --format junit=tests.xml")
	}
	return append(files, stdout...), nil
}

func (t *testRun) write(out output, report *policykit.TestReport) error {
	write := func(w io.Writer) error { return policykit.WriteTests(w, out.format, report, t.view) }
	if out.file == "" {
		return write(t.stdout)
	}
	if err := disk.Write(out.file, write); err != nil {
		return fmt.Errorf("write report: %w", err)
	}
	return nil
}
