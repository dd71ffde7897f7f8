package main

import (
	"fmt"

	"github.com/ecsgate/ecsgate/cmd/ecsgate/internal/disk"
	"github.com/ecsgate/ecsgate/evaluator/manifest"
)

// noteFiles remembers what the run has read, so that nothing is written over it:
// the next run would find a report where a manifest was, and pass it over.
func (r *request) noteFiles(files []manifest.File) {
	for _, file := range files {
		r.noteRead(file.Name)
	}
}

func (r *request) noteRead(names ...string) {
	if r.inputs == nil {
		r.inputs = map[string]bool{}
	}
	for _, name := range names {
		r.inputs[disk.Real(name)] = true
	}
}

// refuseOverwrite refuses to write what the run has read, under whatever name.
func (r *request) refuseOverwrite(name string) error {
	if r.inputs[disk.Real(name)] {
		return fmt.Errorf("%s is read by the same run: choose another file", name)
	}
	return nil
}
