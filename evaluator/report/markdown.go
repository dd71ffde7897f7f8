package report

import (
	"bufio"
	"cmp"
	"strings"

	"github.com/ecsgate/ecsgate/evaluator"
)

const (
	// markdownLimit is how many bytes a comment may take: GitHub refuses 65,536
	// characters.
	markdownLimit = 65_000
	// markdownMark is the first line: who posts a report as a comment finds by it the
	// one to replace.
	markdownMark = "<!-- ecsgate -->"
)

// writeMarkdown writes a comment for a pull request, or the summary of a job: the
// verdict, the counts, and a table of all that was found, the gravest first, as
// far as there is room.
func writeMarkdown(w *bufio.Writer, report *evaluator.Report, options Options) error {
	links := ruleLinks(options.Rules)
	w.WriteString(markdownMark + "\n### ecsgate: " + string(report.Verdict) + "\n\n")
	room := cmp.Or(options.Limit, markdownLimit) - len(markdownMark) - len("\n### ecsgate: \n\n") - len(report.Verdict)
	for _, line := range summaryLines(report, options) {
		line = escapeMarkdown(line) + "  \n"
		room -= len(line)
		w.WriteString(line)
	}
	list := findings(report, options)
	if len(list) == 0 {
		return nil
	}
	gravestFirst(list)
	const head = "\n| finding | rule | where | what |\n|---|---|---|---|\n"
	w.WriteString(head)
	room -= len(head) + maxCutLine
	for i := range list {
		row := markdownRow(&list[i], links)
		if room -= len(row); room < 0 {
			w.WriteString("\nNot shown for want of room: " + counted(list[i:]) + "\n")
			return nil
		}
		w.WriteString(row)
	}
	return nil
}

// maxCutLine is the room that is kept for the line about what is left out.
const maxCutLine = 300

// markdownRow is one finding in one row: a table knows no line breaks but these.
func markdownRow(f *finding, links map[string]string) string {
	var rules []string
	for _, id := range f.rules {
		rules = append(rules, markdownLink(id, links[id]))
	}
	what := escapeMarkdown(f.located(f.text()))
	if f.remediation != "" && f.accepted == "" {
		what += "<br>do: " + escapeMarkdown(f.remediation)
	}
	label := f.label()
	if f.accepted == "" && f.level == evaluator.Error {
		label = "**" + label + "**"
	}
	cells := []string{label, strings.Join(rules, ", "), escapeMarkdown(f.place()), what}
	return "| " + strings.Join(cells, " | ") + " |\n"
}

// ruleLinks are the pages that explain the rules, by id.
func ruleLinks(rules []evaluator.Rule) map[string]string {
	links := map[string]string{}
	for _, rule := range rules {
		for _, link := range rule.Links {
			if links[rule.ID] == "" && isWebAddress(link.Ref) {
				links[rule.ID] = link.Ref
			}
		}
	}
	return links
}
