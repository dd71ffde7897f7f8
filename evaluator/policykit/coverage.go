package policykit

import (
	"slices"
	"strings"

	"github.com/open-policy-agent/opa/v1/ast"
	"github.com/open-policy-agent/opa/v1/cover"
)

// Coverage is how much of the tested rules was run. Tests do not count, nor does
// the bundled library.
type Coverage struct {
	Percent float64        `json:"percent"`
	Lines   int            `json:"lines"`
	Covered int            `json:"covered"`
	Files   []FileCoverage `json:"files"`
}

// FileCoverage is that of one file.
type FileCoverage struct {
	File    string  `json:"file"`
	Covered []int   `json:"covered"`
	Missed  []Lines `json:"missed"`
}

// Lines are lines that stand below one another, both ends included.
type Lines struct {
	From int `json:"from"`
	To   int `json:"to"`
}

func (l Lines) count() int { return l.To - l.From + 1 }

// covered counts what the tests have run. A line that was run only in part counts
// as missed.
func (r *run) covered() Coverage {
	rules := map[string]*ast.Module{}
	for _, name := range r.tested {
		if !strings.HasSuffix(name, "_test.rego") {
			rules[name] = r.modules[name]
		}
	}
	report := r.coverage.Report(rules)
	total := Coverage{Percent: 100, Files: []FileCoverage{}}
	for _, name := range r.tested {
		file := report.Files[name]
		if rules[name] == nil || file == nil {
			continue
		}
		c := fileCoverage(name, file)
		total.Covered += len(c.Covered)
		total.Lines += len(c.Covered)
		for _, missed := range c.Missed {
			total.Lines += missed.count()
		}
		total.Files = append(total.Files, c)
	}
	if total.Lines > 0 {
		total.Percent = 100 * float64(total.Covered) / float64(total.Lines)
	}
	return total
}

func fileCoverage(name string, file *cover.FileReport) FileCoverage {
	missed := rows(file.NotCovered)
	covered := slices.DeleteFunc(rows(file.Covered), func(row int) bool {
		_, found := slices.BinarySearch(missed, row)
		return found
	})
	return FileCoverage{File: name, Covered: covered, Missed: blocks(missed)}
}

// rows lists the lines that ranges touch, in order.
func rows(ranges []cover.Range) []int {
	list := []int{}
	for _, r := range ranges {
		for row := r.Start.Row; row <= r.End.Row; row++ {
			list = append(list, row)
		}
	}
	slices.Sort(list)
	return slices.Compact(list)
}

// blocks joins lines that follow one another.
func blocks(rows []int) []Lines {
	list := []Lines{}
	for _, row := range rows {
		if n := len(list); n > 0 && list[n-1].To == row-1 {
			list[n-1].To = row
			continue
		}
		list = append(list, Lines{row, row})
	}
	return list
}
