// Package policies holds the bundled Rego rules, one directory for each:
// ecs/<area>/<rule>/. It has no logic of its own; evaluator loads and checks
// the rules.
package policies

import (
	"embed"
	"io/fs"
)

// The whole tree is embedded, tests too, so that the program carries exactly
// the bundle that is in the repository. all: keeps a file whose name begins
// with a dot or an underscore from being left out silently.
//
//go:embed all:ecs .manifest
var tree embed.FS

// FS returns the bundled policies as an OPA bundle: .manifest, whose only root
// is "ecs", and the tree below ecs/. It can not be written to.
func FS() fs.FS { return tree }
