package main

import (
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"

	"github.com/ecsgate/ecsgate/cmd/ecsgate/internal/disk"
	"github.com/ecsgate/ecsgate/evaluator"
	"github.com/ecsgate/ecsgate/evaluator/manifest"
)

// readChange reads all manifests and proposals of the run.
func (r *request) readChange() (evaluator.Change, error) {
	r.aimProposals(r.proposed)
	change := evaluator.Change{Operations: r.proposed, Failures: r.misnamed}
	files, failures := r.findReported()
	change.Failures = append(change.Failures, failures...)
	context, failures := r.findContext(files)
	change.Failures = append(change.Failures, failures...)
	files = append(files, r.words.files()...)
	r.readWaivers(files)
	files = append(files, context...)
	r.noteFiles(files)
	r.aimFiles(files)
	read := manifest.ReadAll(files, r.reading)
	r.tellFiles(files, read)
	change.Append(read)
	for _, name := range r.proposals {
		text, err := r.readInput(name)
		if err != nil {
			return change, fmt.Errorf("read proposals: %w", err)
		}
		proposed := manifest.ReadProposals(manifest.File{Name: name, Data: text})
		r.aimProposals(proposed.Operations)
		change.Append(proposed)
	}
	r.checkOperation(&change)
	return change, nil
}

// readInput reads a file, or standard input for "-".
func (r *request) readInput(name string) ([]byte, error) {
	if name == "-" {
		return io.ReadAll(r.stdin)
	}
	r.noteRead(name)
	return os.ReadFile(name)
}

// findContext finds what counts for the change as a whole and is not reported. A
// file that is reported is no context of itself.
func (r *request) findContext(reported []manifest.File) ([]manifest.File, []evaluator.Failure) {
	files, failures := manifest.Find(r.contexts, r.stdin)
	files = r.passOver(files)
	seen := map[string]bool{}
	for _, file := range reported {
		seen[disk.Real(file.Name)] = true
	}
	files = slices.DeleteFunc(files, func(file manifest.File) bool { return seen[disk.Real(file.Name)] })
	for i := range files {
		files[i].Context = true
	}
	return files, failures
}

// checkOperation makes an --operation that settled nothing a failure: whoever
// gives it expects the body of a request to be there.
func (r *request) checkOperation(change *evaluator.Change) {
	isRequest := func(op evaluator.Operation) bool { return op.Origin == evaluator.FromRequest }
	if r.reading.Operation == "" || r.reading.AnyFiles || len(change.Failures) > 0 || slices.ContainsFunc(change.Operations, isRequest) {
		return
	}
	change.Failures = append(change.Failures, evaluator.Failure{
		File: "--operation", Message: fmt.Sprintf("no file is the body of an AWS CLI request, so that none is %s: leave the flag out, or pass the body", r.reading.Operation),
	})
}

// openHere reads a file of the working directory, and nothing outside it,
// whatever symbolic links say.
func openHere(name string) ([]byte, error) {
	root, err := os.OpenRoot(".")
	if err != nil {
		return nil, err
	}
	defer root.Close()
	return root.ReadFile(filepath.FromSlash(name))
}
