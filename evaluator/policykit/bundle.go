package policykit

import (
	"errors"
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"
	"testing/fstest"

	"github.com/open-policy-agent/opa/v1/ast"
	"github.com/open-policy-agent/opa/v1/bundle"

	"github.com/ecsgate/ecsgate/evaluator"
)

// Bundle is a set of rules, ecsgate's own among them, as OPA distributes them:
// one archive with a manifest. Directories in it follow packages.
type Bundle struct {
	// Revision is the digest that reports give for these policies.
	Revision string
	// Rules are those in it, Roots the packages and documents that it owns.
	Rules []evaluator.Rule
	Roots []string

	own, theirs fstest.MapFS
	data        map[string]any
}

// MakeBundle packs the rules of the packs, and data beside them; tests stay
// outside. Policies that do not load are an evaluator.PolicyError.
func MakeBundle(packs []evaluator.Pack, data map[string]any) (*Bundle, error) {
	core, err := evaluator.New(evaluator.Options{Packs: packs, Data: data})
	if err != nil {
		return nil, err
	}
	b := &Bundle{own: fstest.MapFS{}, theirs: fstest.MapFS{}, data: data}
	roots := map[string]bool{}
	for _, source := range core.Sources() {
		if err := b.place(source); err != nil {
			return nil, err
		}
		roots[source.Package[0]] = true
	}
	for root := range data {
		if roots[root] {
			return nil, fmt.Errorf("data.%s is a package of the rules, too: choose another name for the document", root)
		}
		roots[root] = true
	}
	b.Roots = slices.Sorted(maps.Keys(roots))
	return b, b.identify()
}

// place puts a file where its package says.
func (b *Bundle) place(source evaluator.Source) error {
	for _, part := range source.Package {
		if part == "" || strings.HasPrefix(part, ".") || strings.ContainsAny(part, `/\`) {
			return fmt.Errorf("%s: the package's part %q can not be the name of a directory in a bundle", source.File, part)
		}
	}
	files, name := b.theirs, source.Path()
	if source.Bundled {
		files = b.own
	}
	if files[name] != nil {
		return fmt.Errorf("%s: another file of this name has the same package: rename one of them", source.File)
	}
	files[name] = &fstest.MapFile{Data: source.Text}
	return nil
}

// identify loads the bundle as whoever reads it will, to know what its policies
// are called in reports.
func (b *Bundle) identify() error {
	core, err := evaluator.New(evaluator.Options{Packs: b.Packs(""), Data: b.data})
	if err != nil {
		return err
	}
	b.Revision, b.Rules = core.Digest(), core.Rules()
	return nil
}

// Unaltered refuses a bundle whose files are not those that its revision names. It
// finds accidents; who means harm alters the revision, too, and is found by a
// signature alone. A revision that ecsgate did not give says nothing.
func (b *Bundle) Unaltered() error {
	if !strings.HasPrefix(b.Revision, "sha256:") {
		return nil
	}
	core, err := evaluator.New(evaluator.Options{Packs: b.Packs(""), Data: b.data})
	if err != nil {
		return err
	}
	if core.Digest() != b.Revision {
		return errors.New("was altered after it was made: its files are not those of its revision")
	}
	return nil
}

// Packs are what an Evaluator loads of the bundle, under that name in messages.
func (b *Bundle) Packs(name string) []evaluator.Pack {
	packs := []evaluator.Pack{{Name: name, FS: b.own, Bundled: true}}
	if len(b.theirs) > 0 {
		packs = append(packs, evaluator.Pack{Name: name, FS: b.theirs})
	}
	return packs
}

// Data is a copy of the documents of the bundle.
func (b *Bundle) Data() map[string]any {
	return maps.Clone(b.data)
}

// Write writes the archive, signed if there is a key. Without a signature, or with
// one of RSA in PKCS #1 or of a secret, the same rules give the same bytes.
func (b *Bundle) Write(w io.Writer, key *SigningKey) error {
	manifest := bundle.Manifest{Revision: b.Revision, Roots: &b.Roots}
	manifest.SetRegoVersion(ast.RegoV1)
	archive := bundle.Bundle{Manifest: manifest, Data: b.data}
	if archive.Data == nil {
		archive.Data = map[string]any{}
	}
	files := fstest.MapFS{}
	maps.Copy(files, b.own)
	maps.Copy(files, b.theirs)
	for _, name := range slices.Sorted(maps.Keys(files)) {
		archive.Modules = append(archive.Modules, bundle.ModuleFile{URL: name, Path: name, RelativePath: name, Raw: files[name].Data})
	}
	if key != nil {
		if err := archive.GenerateSignature(key.config(), keyID, true); err != nil {
			return fmt.Errorf("sign bundle with %s: %w", key.Algorithm, err)
		}
	}
	return bundle.NewWriter(w).UseModulePath(true).DisableFormat(true).Write(archive)
}
