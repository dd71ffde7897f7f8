package survey

import (
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/ecsgate/ecsgate/evaluator/document"
)

// usualStage is that of a job in GitLab which names none. Where a configuration
// lists its stages without it, such a job makes the whole pipeline invalid.
const usualStage = "test"

// findStage chooses a stage that the pipeline of the repository has, and says why.
// The first one comes before whatever deploys.
func (r *Surroundings) findStage() {
	text, err := os.ReadFile(filepath.Join(r.directory, ".gitlab-ci.yml"))
	if err != nil {
		return
	}
	stages, listed := stagesOf(text)
	switch {
	case !listed:
		r.StageNote = "or another of your stages, if this is none of them"
	case len(stages) == 0 || slices.Contains(stages, usualStage):
	default:
		r.Stage, r.StageNote = stages[0], "the first of your stages"
	}
}

// stagesOf reads the stages of a configuration of GitLab; listed is false where
// other files may say them, or nobody can tell. None at all are the usual ones.
func stagesOf(text []byte) (stages []string, listed bool) {
	documents, err := document.Read(text)
	if err != nil {
		return nil, false
	}
	root := documents[len(documents)-1].Root // what stands before it are the inputs of a component
	list := root.Get("stages")
	switch {
	case list == nil:
		return nil, !root.Has("include")
	case list.Tag != "":
		return nil, false
	}
	for _, item := range list.Items {
		name := item.Str()
		if item.Tag != "" || name == "" || strings.ContainsAny(name, "\n$") {
			return nil, false
		}
		stages = append(stages, name)
	}
	return stages, len(stages) > 0
}
