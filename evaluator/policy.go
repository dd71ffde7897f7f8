package evaluator

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io/fs"
	"path"
	"regexp"
	"strings"

	"github.com/open-policy-agent/opa/v1/ast"
)

// Pack is a directory of Rego policies.
type Pack struct {
	// Name stands before the file names in messages: the directory, or empty for
	// the bundled pack.
	Name string
	FS   fs.FS
	// Bundled marks ecsgate's own pack, which its tests compile as a whole: a run
	// parses and compiles only the rules that it needs. Others are always compiled
	// completely, so that a broken policy is refused on the first day and not on
	// the day it would have mattered.
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

// module is one Rego file.
type module struct {
	name string
	pack *Pack
	text []byte
	// header is the file up to its package, with the METADATA above it.
	header *ast.Module
	// pkg is the package without "data": "ecs.launch.run_task_inactive".
	pkg string
	// rule is nil for a library.
	rule *Rule
	// ast is the whole file, nil until it is needed; imports are the packages and
	// documents that it speaks of.
	ast     *ast.Module
	imports []string
}

// readPack reads the Rego files of a pack that are wanted.
func readPack(pack *Pack, wanted func(name string) bool) ([]*module, PolicyError) {
	var modules []*module
	var failures PolicyError
	err := fs.WalkDir(pack.FS, ".", func(name string, entry fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case entry.IsDir() && name != "." && strings.HasPrefix(entry.Name(), "."):
			return fs.SkipDir
		case entry.IsDir() || path.Ext(name) != ".rego" || !wanted(name):
			return nil
		}
		m, failed := readModule(pack, name)
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

// isRule reports whether a file is loaded to judge: tests stay outside.
func isRule(name string) bool { return !strings.HasSuffix(name, "_test.rego") }

func readModule(pack *Pack, name string) (*module, PolicyError) {
	m := &module{name: path.Join(pack.Name, name), pack: pack}
	var err error
	if m.text, err = fs.ReadFile(pack.FS, name); err != nil {
		return nil, PolicyError{{File: m.name, Message: "read policy: " + err.Error()}}
	}
	if len(bytes.TrimSpace(m.text)) == 0 {
		return nil, PolicyError{{File: m.name, Line: 1, Column: 1, Message: "the file is empty: remove it, or begin with a package"}}
	}
	if m.header, err = ast.ParseModuleWithOpts(m.name, header(m.text), parserOptions(true)); err != nil {
		return nil, policyErrors(m.name, err)
	}
	m.pkg = strings.TrimPrefix(m.header.Package.Path.String(), "data.")
	if pack.Bundled {
		return m, nil
	}
	return m, m.parse()
}

// packageLine finds the statement that ends a file's header.
var packageLine = regexp.MustCompile(`(?m)^\s*package\s.*$`)

// header is the text up to its package: comments, METADATA among them, and the
// package itself. It is all that a rule's identity needs.
func header(text []byte) string {
	if end := packageLine.FindIndex(text); end != nil {
		return string(text[:end[1]])
	}
	return string(text)
}

// body is the text from the package on: what the rule says, without METADATA.
func (m *module) body() string {
	if at := packageLine.FindIndex(m.text); at != nil {
		return strings.TrimSpace(string(m.text[at[0]:]))
	}
	return ""
}

// parse reads the rest of the file, once.
func (m *module) parse() PolicyError {
	if m.ast != nil {
		return nil
	}
	parsed, err := ast.ParseModuleWithOpts(m.name, string(m.text), parserOptions(!m.pack.Bundled))
	if err != nil {
		return policyErrors(m.name, err)
	}
	m.ast, m.imports = parsed, dataPaths(parsed)
	return nil
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
		f.Message += hint(e.Details)
		failures = append(failures, f)
	}
	return failures
}

// hint says in one line what OPA would accept instead; its drawing of the place
// is left out, the failure has a position.
func hint(details ast.ErrorDetails) string {
	var parts []string
	if details != nil {
		for _, line := range details.Lines() {
			line = strings.TrimSpace(line)
			if strings.HasPrefix(line, "have") || strings.HasPrefix(line, "want") {
				parts = append(parts, line)
			}
		}
	}
	if len(parts) == 0 {
		return ""
	}
	return ": " + strings.Join(parts, ", ")
}

// digest identifies a set of modules and the data beside them, wherever the packs
// lie.
func digest(modules []*module, data []byte) string {
	h := sha256.New()
	for _, m := range modules {
		fmt.Fprintf(h, "%s %d\n", strings.TrimPrefix(m.name, path.Clean(m.pack.Name)+"/"), len(m.text))
		h.Write(m.text)
	}
	h.Write(data)
	return "sha256:" + hex.EncodeToString(h.Sum(nil))
}
