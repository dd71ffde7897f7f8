package report

import (
	"bufio"
	"bytes"
	"fmt"
	"strings"

	"github.com/ecsgate/ecsgate/evaluator"
	"github.com/ecsgate/ecsgate/evaluator/printable"
)

// logLimit is how many findings are listed in a log that somebody reads.
const logLimit = 1000

// plainLines lists findings in a log, as far as it is still read.
func plainLines(w *bufio.Writer, list []finding) {
	for i := range list {
		if i == logLimit {
			w.WriteString("not listed: " + counted(list[i:]) + "\n")
			return
		}
		plainLine(w, &list[i])
	}
}

// plainLine writes a finding as the text report begins it: one line, without
// colour, for the logs that list what they can not mark.
func plainLine(w *bufio.Writer, f *finding) {
	t := textReport{Writer: w}
	t.heading(f.place(), "", f.label(), f.located(f.text()), f.rules...)
}

// counted counts findings by their labels: "3 error, 1 note".
func counted(list []finding) string {
	var labels []string
	counts := map[string]int{}
	for i := range list {
		label := list[i].label()
		if counts[label]++; counts[label] == 1 {
			labels = append(labels, label)
		}
	}
	for i, label := range labels {
		labels[i] = fmt.Sprintf("%d %s", counts[label], label)
	}
	return strings.Join(labels, ", ")
}

// annotation is what stands beside the place of a finding: the message and, in a
// second line, what to do. Where there is no file to stand beside, the place comes
// first.
func annotation(f *finding, where location) string {
	text := printable.Clean(f.located(f.message))
	if at := f.place(); where.stands && at != "" {
		text = at + ": " + text
	}
	if f.remediation != "" {
		text += "\nDo: " + printable.Clean(f.remediation)
	}
	return text
}

// summaryLines are the lines that the text report ends with, without colour.
func summaryLines(report *evaluator.Report, options Options) []string {
	var b bytes.Buffer
	t := textReport{Writer: bufio.NewWriter(&b), report: report, options: Options{Now: options.Now}}
	t.summary()
	t.Flush()
	return strings.Split(strings.TrimSuffix(b.String(), "\n"), "\n")
}

// writeSummary writes them.
func writeSummary(w *bufio.Writer, report *evaluator.Report, options Options) {
	for _, line := range summaryLines(report, options) {
		w.WriteString(line + "\n")
	}
}
