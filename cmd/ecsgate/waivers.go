package main

import (
	"os"
	"path/filepath"

	"github.com/ecsgate/ecsgate/evaluator/config"
	"github.com/ecsgate/ecsgate/evaluator/manifest"
)

// readWaivers notes what is reported, and the waivers in its comments. Those of the
// configuration may explain how one is written.
func (r *request) readWaivers(files []manifest.File) {
	for _, file := range files {
		r.read = append(r.read, file.Name)
		if filepath.Base(file.Name) != config.FileName {
			r.inline = append(r.inline, config.ReadInline(file.Name, file.Data)...)
		}
	}
}

// beginWaiving says what the run looks at, and which waivers there are.
func (r *request) beginWaiving() *config.Waiving {
	look := config.Look{
		Now: r.run.Now, Rules: r.rules, Relative: r.configured.relative, Text: readSource, Exists: r.configured.exists, Files: r.read,
	}
	for _, path := range r.paths {
		if info, err := os.Stat(path); err == nil && info.IsDir() {
			look.Directories = append(look.Directories, r.configured.relative(path))
		}
	}
	r.sight = r.configured.Sight(look)
	return config.NewWaiving(r.sight, r.inline)
}
