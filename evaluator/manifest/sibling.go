package manifest

import (
	"errors"
	"path"
	"path/filepath"
	"slices"
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

// register notes that a file is registered by this one: what it says for itself is
// the same registration.
func (e *effects) register(name string) {
	if name != "" {
		e.registered = append(e.registered, path.Clean(name))
	}
}

// registerOnce takes back the registrations of files that another file registers. A
// file to report is not registered by one that only counts for the change: nobody
// would read what is said of it.
func registerOnce(done []*effects, files []File, changes []evaluator.Change) {
	reported, registered := map[string]bool{}, map[string]bool{}
	for i, effects := range done {
		for _, name := range effects.registered {
			registered[name] = true
			reported[name] = reported[name] || !files[i].Context
		}
	}
	for i, file := range files {
		if name := path.Clean(file.Name); registered[name] && (file.Context || reported[name]) {
			changes[i].Operations = slices.DeleteFunc(changes[i].Operations, func(op evaluator.Operation) bool {
				return op.Action == evaluator.RegisterTaskDefinition && op.Origin == evaluator.FromRequest && path.Clean(op.File) == name
			})
		}
	}
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
