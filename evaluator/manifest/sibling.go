package manifest

import (
	"errors"
	"path"
	"path/filepath"
	"strings"

	"github.com/ecsgate/ecsgate/evaluator"
	"github.com/ecsgate/ecsgate/evaluator/reference"
)

// errOutside is why a file is not followed.
var errOutside = errors.New("it lies outside the directory that is checked")

// sibling reads another file that this one names, relative to the working
// directory or to this file's own. It does not leave the working directory.
func (s source) sibling(name string) (File, error) {
	if s.options.Open == nil {
		return File{}, errors.New("no other file can be read")
	}
	name = filepath.ToSlash(strings.TrimPrefix(name, "file://"))
	var failed error
	for _, candidate := range s.candidates(name) {
		if !filepath.IsLocal(filepath.FromSlash(candidate)) {
			failed = errOutside
			continue
		}
		data, err := s.options.Open(candidate)
		if err == nil {
			return File{Name: candidate, Data: data}, nil
		}
		failed = err
	}
	return File{}, failed
}

// candidates are the paths that a name may mean.
func (s source) candidates(name string) []string {
	var list []string
	for _, directory := range append(s.directories, ".", path.Dir(s.file.Name)) {
		list = append(list, path.Join(directory, name))
	}
	return list
}

// overwrite notes that a deploy tool replaces the reference of an AppSpec before
// it uses it: whatever stands there is harmless.
func (s source) overwrite(name string) {
	s.effects.overwritten = append(s.effects.overwritten, path.Clean(filepath.ToSlash(name)))
}

// apply makes the references of overwritten AppSpecs produced. The name that a
// tool is given is relative to wherever it runs, so that the end of a path will
// do.
func (e *effects) apply(operations []evaluator.Operation) {
	for _, name := range e.overwritten {
		for i := range operations {
			op := &operations[i]
			if op.Stored == nil || op.Stored.Holder != evaluator.AppSpecHolder || op.Reference.Kind == reference.Produced {
				continue
			}
			if op.File == name || strings.HasSuffix(op.File, "/"+name) {
				op.Reference = reference.Reference{Kind: reference.Produced, Raw: op.Reference.Raw}
			}
		}
	}
}
