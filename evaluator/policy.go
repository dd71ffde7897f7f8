package evaluator

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io/fs"
	"path"
	"strings"

	"github.com/open-policy-agent/opa/v1/ast"
)

// Pack is a directory of Rego policies.
type Pack struct {
	// Name stands before the file names in messages: the directory, or empty for
	// the bundled pack.
	Name string
	FS   fs.FS
	// Bundled marks ecsgate's own pack: only its areas that a run needs are
	// compiled. Others are always compiled as a whole, so that a broken policy is
	// refused on the first day and not on the day it would have mattered.
	Bundled bool
}

// PolicyError says why policies were refused: one Failure for each defect.
type PolicyError []Failure

// Error joins the failures, one a line.
func (e PolicyError) Error() string {
	lines := make([]string, len(e))
	for i, f := range e {
		lines[i] = f.String()
	}
	return strings.Join(lines, "\n")
}

// module is one parsed Rego file.
type module struct {
	name    string
	pack    *Pack
	text    []byte
	ast     *ast.Module
	imports []string
	// rule is nil for a library.
	rule *Rule
}

// parsePack reads the Rego files of a pack; tests stay outside.
func parsePack(pack *Pack, options ast.ParserOptions) ([]*module, PolicyError) {
	var modules []*module
	var failures PolicyError
	err := fs.WalkDir(pack.FS, ".", func(name string, entry fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case entry.IsDir() && name != "." && strings.HasPrefix(entry.Name(), "."):
			return fs.SkipDir
		case entry.IsDir() || path.Ext(name) != ".rego" || strings.HasSuffix(name, "_test.rego"):
			return nil
		}
		m, failed := parseModule(pack, name, options)
		failures = append(failures, failed...)
		if m != nil {
			modules = append(modules, m)
		}
		return nil
	})
	if err != nil {
		failures = append(failures, Failure{File: pack.Name, Message: "read policies: " + err.Error()})
	}
	return modules, failures
}

func parseModule(pack *Pack, name string, options ast.ParserOptions) (*module, PolicyError) {
	full := path.Join(pack.Name, name)
	text, err := fs.ReadFile(pack.FS, name)
	if err != nil {
		return nil, PolicyError{{File: full, Message: "read policy: " + err.Error()}}
	}
	if len(bytes.TrimSpace(text)) == 0 {
		return nil, PolicyError{{File: full, Line: 1, Column: 1, Message: "the file is empty: remove it, or begin with a package"}}
	}
	parsed, err := ast.ParseModuleWithOpts(full, string(text), options)
	if err != nil {
		return nil, policyErrors(full, err)
	}
	return &module{name: full, pack: pack, text: text, ast: parsed, imports: dataPaths(parsed)}, nil
}

// policyErrors turns OPA's errors into failures with a position.
func policyErrors(file string, err error) PolicyError {
	list, ok := err.(ast.Errors)
	if !ok {
		return PolicyError{{File: file, Message: err.Error()}}
	}
	failures := make(PolicyError, 0, len(list))
	for _, e := range list {
		f := Failure{File: file, Message: strings.ReplaceAll(e.Message, "\n", " ")}
		if e.Location != nil {
			f.File, f.Line, f.Column = e.Location.File, e.Location.Row, e.Location.Col
		}
		if e.Details != nil {
			f.Message += ": " + strings.Join(e.Details.Lines(), "; ")
		}
		failures = append(failures, f)
	}
	return failures
}

// packagePath writes a module's package without "data": "ecs.launch.x".
func (m *module) packagePath() string {
	return strings.TrimPrefix(m.ast.Package.Path.String(), "data.")
}

// area is what is compiled together: the first two parts of a bundled package.
func (m *module) area() string {
	parts := strings.SplitN(m.packagePath(), ".", 3)
	return strings.Join(parts[:min(2, len(parts))], ".")
}

// digest identifies a set of modules and the data beside them.
func digest(modules []*module, data []byte) string {
	h := sha256.New()
	for _, m := range modules {
		fmt.Fprintf(h, "%s %d\n", m.name, len(m.text))
		h.Write(m.text)
	}
	h.Write(data)
	return "sha256:" + hex.EncodeToString(h.Sum(nil))
}
