package policykit

import (
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/ecsgate/ecsgate/evaluator/printable"
)

// writeLCOV writes the coverage in the format of lcov's geninfo, which editors
// and coverage services read.
func writeLCOV(w io.Writer, report *TestReport) error {
	var b strings.Builder
	for _, file := range report.Coverage.Files {
		hits := map[int]int{}
		for _, line := range file.Covered {
			hits[line] = 1
		}
		lines := slices.Clone(file.Covered)
		for _, missed := range file.Missed {
			for line := missed.From; line <= missed.To; line++ {
				lines = append(lines, line)
			}
		}
		slices.Sort(lines)
		fmt.Fprintf(&b, "TN:\nSF:%s\n", printable.Clean(file.File))
		for _, line := range lines {
			fmt.Fprintf(&b, "DA:%d,%d\n", line, hits[line])
		}
		fmt.Fprintf(&b, "LF:%d\nLH:%d\nend_of_record\n", len(lines), len(file.Covered))
	}
	_, err := io.WriteString(w, b.String())
	return err
}
