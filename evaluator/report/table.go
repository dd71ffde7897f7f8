package report

import (
	"bufio"
	"cmp"
	"fmt"
	"strings"

	"github.com/ecsgate/ecsgate/evaluator"
	"github.com/ecsgate/ecsgate/evaluator/printable"
)

const (
	// minTable is the narrowest table. Below stackedTable a row takes two lines.
	minTable     = 20
	stackedTable = 80
	columnGap    = "  "
)

// table writes one row for each finding, cut to the width, and the summary.
type table struct {
	*textReport
	rows   []tableRow
	widths [3]int // of the label, the rules and the place
}

// tableRow is a finding in clean cells.
type tableRow struct {
	paint                     paint
	label, rules, place, what string
}

func writeTable(w *bufio.Writer, report *evaluator.Report, options Options) error {
	t := table{textReport: &textReport{
		Writer: w, report: report, options: options, width: max(minTable, cmp.Or(options.Width, defaultWidth)),
		listing: newListing(report, options),
	}}
	for _, f := range findings(report, options) {
		if options.Quiet && f.kind == kindUndecided && f.operation == nil && f.whole == "" {
			continue // what nobody wanted to look at
		}
		if t.listing.takes(f.label()) {
			t.add(&f)
		}
	}
	t.fit()
	for _, row := range t.rows {
		t.row(row)
	}
	t.gap(len(t.rows))
	if options.Quiet {
		t.quietSummary()
		return nil
	}
	t.cutOff()
	for _, line := range summaryLines(report, options) {
		for _, part := range printable.Wrap(line, t.width) {
			t.WriteString(shorten(part, t.width) + "\n")
		}
	}
	return nil
}

func (t *table) add(f *finding) {
	row := tableRow{paint: findingPaint(f), label: f.label(), place: tablePlace(f), what: printable.Clean(cmp.Or(f.brief, f.text()))}
	if len(f.rules) > 0 {
		row.rules = printable.Clean(f.rules[0])
	}
	if more := len(f.rules) - 1; more > 0 {
		row.rules += fmt.Sprintf(" +%d", more)
	}
	t.rows = append(t.rows, row)
	for i, cell := range []string{row.label, row.rules, row.place} {
		t.widths[i] = max(t.widths[i], printable.Columns(cell))
	}
}

// tablePlace ends with what tells most: the end of a place is never cut. Where there
// is no line, that is what the request refers to.
func tablePlace(f *finding) string {
	op := f.operation
	if op == nil || op.File == "" || f.line > 0 && f.address == "" {
		return f.place()
	}
	return strings.TrimSpace(f.place() + " " + printable.Clean(cmp.Or(f.address, op.Reference.Name())))
}

// fit gives the message what the other columns leave, and at least half of the
// width that it shares with the place.
func (t *table) fit() {
	const most = 16
	t.widths[1] = min(t.widths[1], most)
	free := t.width - t.widths[0] - t.widths[1] - 3*len(columnGap)
	t.widths[2] = min(t.widths[2], free/2)
}

func (t *table) row(row tableRow) {
	if t.width < stackedTable {
		t.stacked(row)
		return
	}
	label, rules, where := pad(row.label, t.widths[0]), pad(row.rules, t.widths[1]), pad(shortenLeft(row.place, t.widths[2]), t.widths[2])
	used := printable.Columns(label) + printable.Columns(rules) + printable.Columns(where) + 3*len(columnGap)
	t.WriteString(t.in(row.paint, label) + columnGap + rules + columnGap + where + columnGap + shorten(row.what, t.width-used) + "\n")
}

// stacked writes a row in two lines: what it is and where, then the message.
func (t *table) stacked(row tableRow) {
	label := shorten(row.label, t.width)
	head := shorten(strings.TrimSpace(label+" "+row.rules), t.width)
	line := t.in(row.paint, label) + strings.TrimPrefix(head, label)
	if room := t.width - printable.Columns(head) - 1; row.place != "" && room > minPlace {
		line += " " + shortenLeft(row.place, room)
	}
	t.WriteString(line + "\n  " + shorten(row.what, t.width-2) + "\n")
}

// minPlace is the least that tells anything of a place.
const minPlace = 5

func findingPaint(f *finding) paint {
	switch {
	case f.accepted != "" || f.kind == kindNote:
		return dim
	case f.kind == kindViolation:
		return severityPaint(f.level)
	case f.kind == kindFailure:
		return bold
	default:
		return magenta
	}
}

// pad fills clean text up to a number of columns.
func pad(text string, width int) string {
	return shorten(text, width) + strings.Repeat(" ", max(0, width-printable.Columns(text)))
}

// shorten cuts clean text to a number of columns.
func shorten(text string, width int) string {
	switch {
	case printable.Columns(text) <= width:
		return text
	case width < 1:
		return ""
	}
	return printable.Cut(text, width-1) + ellipsis
}

// shortenLeft does so at the beginning: the end of a place tells more.
func shortenLeft(text string, width int) string {
	switch {
	case printable.Columns(text) <= width:
		return text
	case width < 1:
		return ""
	}
	return ellipsis + cutLeft(text, width-1)
}
