package policykit

import (
	"bytes"
	"compress/gzip"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"path"
	"strings"
	"testing/fstest"

	"github.com/open-policy-agent/opa/v1/ast"
	"github.com/open-policy-agent/opa/v1/bundle"
)

// maxBundle is how large a bundle may be when it is unpacked.
const maxBundle = 64 << 20

// ReadBundle reads an archive. With a key, one that is not signed with it is
// refused; without, only the archive's own checksum is looked at. Whether the
// rules in it load, whoever loads its Packs will find out.
func ReadBundle(archive []byte, key *VerificationKey) (*Bundle, error) {
	if err := checkArchive(archive); err != nil {
		return nil, err
	}
	loader := bundle.NewTarballLoaderWithBaseURL(bytes.NewReader(archive), "")
	reader := bundle.NewCustomReader(loader).WithRegoVersion(ast.RegoV1).WithLazyLoadingMode(false)
	if key != nil {
		reader = reader.WithBundleVerificationConfig(key.config())
	} else {
		reader = reader.WithSkipBundleVerification(true)
	}
	read, err := reader.Read()
	if err != nil {
		return nil, errors.New(strings.ReplaceAll(err.Error(), "\n", " "))
	}
	b := &Bundle{Revision: read.Manifest.Revision, own: fstest.MapFS{}, theirs: fstest.MapFS{}, data: read.Data}
	if read.Manifest.Roots != nil {
		b.Roots = *read.Manifest.Roots
	}
	for _, module := range read.Modules {
		if err := b.take(module); err != nil {
			return nil, err
		}
	}
	if len(b.own) == 0 {
		return nil, errors.New("holds none of ecsgate's own rules, without which next to nothing would be looked at: make it with ecsgate bundle")
	}
	return b, nil
}

// checkArchive unpacks the archive to its end, where its checksum is: a reader of
// tar stops before it. And it knows how large it is before anybody keeps it.
func checkArchive(archive []byte) error {
	unpacked, err := gzip.NewReader(bytes.NewReader(archive))
	if err != nil {
		return fmt.Errorf("is no archive of tar and gzip: %w", err)
	}
	size, err := io.Copy(io.Discard, io.LimitReader(unpacked, maxBundle+1))
	switch {
	case err != nil:
		return fmt.Errorf("is damaged: %w", err)
	case size > maxBundle:
		return fmt.Errorf("is larger than %d MB when it is unpacked", maxBundle>>20)
	}
	return nil
}

// take adds a file of the archive. ecsgate's own are known by their package.
func (b *Bundle) take(module bundle.ModuleFile) error {
	name := path.Clean(strings.TrimPrefix(module.Path, "/"))
	switch {
	case !fs.ValidPath(name) || strings.HasPrefix(name, ".") || strings.Contains(name, "/."):
		return fmt.Errorf("holds %s, which lies outside of it or is hidden", module.Path)
	case b.own[name] != nil || b.theirs[name] != nil:
		return fmt.Errorf("holds %s twice", name)
	}
	files := b.theirs
	if parts := module.Parsed.Package.Path; len(parts) > 1 && parts[1].Value.Compare(ast.String("ecs")) == 0 {
		files = b.own
	}
	files[name] = &fstest.MapFile{Data: module.Raw}
	return nil
}

// Same reports whether ecsgate's own rules are in the bundle exactly as in another
// pack of them, under the same names.
func (b *Bundle) Same(own fs.FS) bool {
	found, same := 0, true
	err := fs.WalkDir(own, "ecs", func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() || path.Ext(name) != ".rego" || strings.HasSuffix(name, "_test.rego") {
			return err
		}
		text, err := fs.ReadFile(own, name)
		file := b.own[name]
		same = same && file != nil && bytes.Equal(file.Data, text)
		found++
		return err
	})
	return err == nil && same && found == len(b.own)
}
