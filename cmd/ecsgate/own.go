package main

import (
	"fmt"
	"path/filepath"
	"slices"
	"strings"

	"github.com/ecsgate/ecsgate/cmd/ecsgate/internal/disk"
	"github.com/ecsgate/ecsgate/evaluator"
	"github.com/ecsgate/ecsgate/evaluator/config"
	"github.com/ecsgate/ecsgate/evaluator/document"
	"github.com/ecsgate/ecsgate/evaluator/manifest"
)

// ownFiles are those that the run has for other purposes than to judge them: what it
// judges by, what it has written before, and the configuration, which names them.
func (r *request) ownFiles() []string {
	own := slices.Concat(r.states, r.data, r.proposals, r.configured.paths(r.configured.State), r.configured.paths(r.configured.Data),
		r.configured.paths(given(r.configured.Baseline)), []string{r.configured.File, r.baseline, r.writeBaseline, r.bundle.file})
	for _, format := range r.configured.formats() {
		_, file, _ := strings.Cut(format, "=")
		own = append(own, file)
	}
	for _, out := range r.outputs {
		own = append(own, out.file)
	}
	return slices.DeleteFunc(own, func(name string) bool { return name == "" || name == "-" })
}

// passOver leaves such files out of what the walk through a directory found. One
// that somebody names is judged whatever else it is for, and so is one that is or
// may be a manifest: a report must not be written over it.
func (r *request) passOver(files []manifest.File) []manifest.File {
	places, names := map[string]bool{}, map[string]bool{}
	for _, name := range r.ownFiles() {
		places[disk.Real(name)] = true
		names[filepath.Base(name)] = true
	}
	return slices.DeleteFunc(files, func(file manifest.File) bool {
		base := filepath.Base(file.Name)
		own := base == config.FileName || names[base] && places[disk.Real(file.Name)]
		if !file.Walked || !own || mayBeManifest(file) {
			return false
		}
		r.tell("passed over %s, which is ecsgate's own", file.Name)
		return true
	})
}

// mayBeManifest reports whether a file is of a known kind, or can not be read.
func mayBeManifest(file manifest.File) bool {
	_, err := document.Read(file.Data)
	return err != nil || manifest.KindOf(file) != ""
}

// findReported finds what is to be judged. Where nothing but the run's own files is
// found nothing was looked at.
func (r *request) findReported() ([]manifest.File, []evaluator.Failure) {
	found, failures := manifest.Find(r.paths, r.stdin)
	files := r.passOver(slices.Clone(found))
	if len(files) == 0 && len(found) > 0 && !r.reading.AnyFiles {
		failures = append(failures, evaluator.Failure{File: filepath.ToSlash(filepath.Clean(r.paths[0])), Message: fmt.Sprintf(
			"no manifest in this directory, only files of ecsgate's own such as %s; ecsgate kinds lists what is read", found[0].Name)})
	}
	return files, failures
}
