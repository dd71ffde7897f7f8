package manifest

import (
	"maps"
	"slices"

	"github.com/ecsgate/ecsgate/evaluator"
	"github.com/ecsgate/ecsgate/evaluator/document"
	"github.com/ecsgate/ecsgate/evaluator/pattern"
)

// maxCells is how many jobs of a matrix are read one by one, maxCellSteps how many
// steps of such jobs in a workflow.
const maxCells, maxCellSteps = 50, 2000

var matrixVariable = pattern.Lazily(`\bmatrix\.([A-Za-z_][\w-]*)`)

// eachCell reads a job once for each of the jobs that its matrix makes, as far as
// their steps differ. A matrix that is computed, that lists its jobs (include), or
// that leaves some out (exclude) says nothing of what a variable holds.
func (w *workflowReader) eachCell(node *document.Node, read func(*workflowReader, map[string]string)) {
	cells := cellsOf(node)
	steps := len(cells) * len(items(node.Get("steps")))
	switch {
	case len(cells) == 1:
		read(w, cells[0])
		return
	case w.cellSteps+steps > maxCellSteps:
		read(w, nil)
		return
	}
	w.cellSteps += steps
	inner := *w
	inner.change = evaluator.Change{}
	for _, cell := range cells {
		read(&inner, cell)
	}
	w.lines = inner.lines
	appendChange(&w.change, distinctOperations(inner.change))
}

// cellsOf returns the values that the variables of a matrix have together, of those
// that the job uses; always at least one cell, which may know nothing.
func cellsOf(job *document.Node) []map[string]string {
	unknown := []map[string]string{nil}
	matrix := job.At("strategy", "matrix")
	if !isObject(matrix) || matrix.Has("include") || matrix.Has("exclude") {
		return unknown
	}
	cells := unknown
	for _, name := range usedVariables(job) {
		values, literal := literals(matrix.Get(name))
		if !literal {
			continue
		}
		if len(cells)*len(values) > maxCells {
			return unknown
		}
		var product []map[string]string
		for _, cell := range cells {
			for _, value := range values {
				one := maps.Clone(cell)
				if one == nil {
					one = map[string]string{}
				}
				one[name] = value
				product = append(product, one)
			}
		}
		cells = product
	}
	return cells
}

// usedVariables lists the variables of the matrix that a job speaks of, sorted.
func usedVariables(job *document.Node) []string {
	used := names{}
	eachText(job, func(text string, _ *document.Node) bool {
		for _, m := range matrixVariable().FindAllStringSubmatch(text, -1) {
			used[m[1]] = true
		}
		return true
	})
	return slices.Sorted(maps.Keys(used))
}

// literals returns the texts of a list in which nothing is computed.
func literals(list *document.Node) ([]string, bool) {
	var values []string
	for _, item := range items(list) {
		text, ok := item.Scalar()
		if !ok || unexpanded(text) != "" {
			return nil, false
		}
		values = append(values, text)
	}
	return values, len(values) > 0
}
