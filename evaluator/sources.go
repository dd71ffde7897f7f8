package evaluator

import (
	"path"

	"github.com/open-policy-agent/opa/v1/ast"
)

// Source is one Rego file of the policies, without tests.
type Source struct {
	// File is its name in messages.
	File string
	// Package are the parts of its package, without data.
	Package []string
	Text    []byte
	Bundled bool
}

// Path is where the file lies when directories follow packages.
func (s Source) Path() string {
	return path.Join(path.Join(s.Package...), path.Base(s.File))
}

// Sources lists the files of all packs.
func (e *Evaluator) Sources() []Source {
	sources := make([]Source, len(e.modules))
	for i, m := range e.modules {
		sources[i] = Source{File: m.name, Text: m.text, Bundled: m.pack.Bundled}
		for _, part := range m.header.Package.Path[1:] {
			name, _ := part.Value.(ast.String)
			sources[i].Package = append(sources[i].Package, string(name))
		}
	}
	return sources
}
