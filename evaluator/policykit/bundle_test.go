package policykit_test

import (
	"archive/tar"
	"bytes"
	"compress/gzip"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/ecsgate/ecsgate/evaluator"
	"github.com/ecsgate/ecsgate/evaluator/policykit"
	"github.com/ecsgate/ecsgate/policies"
)

const metadata = `# METADATA
# scope: package
# title: A frozen service is touched
# description: Nothing changes in December.
# custom:
#   id: %s
#   severity: error
#   operations: [UpdateService]
#   remediation: Wait for January.
package %s

`

const frozen = `deny contains {"message": "frozen", "field": "service"} if input.operation.service == "web"
`

// own is a pack of one rule.
func own(id, pkg string) evaluator.Pack {
	text := fmt.Sprintf(metadata, id, pkg) + frozen
	return evaluator.Pack{Name: "own/" + id, FS: fstest.MapFS{"deep/rule.rego": {Data: []byte(text)}, "deep/rule_test.rego": {Data: []byte("package x_test\n")}}}
}

func archive(t *testing.T, packs []evaluator.Pack, data map[string]any) []byte {
	t.Helper()
	bundle, err := policykit.MakeBundle(packs, data)
	if err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	if err := bundle.Write(&b, nil); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// unpack lists what is in an archive, by name.
func unpack(t *testing.T, archive []byte) []*tar.Header {
	t.Helper()
	unzipped, err := gzip.NewReader(bytes.NewReader(archive))
	if err != nil {
		t.Fatal(err)
	}
	var headers []*tar.Header
	for reader := tar.NewReader(unzipped); ; {
		header, err := reader.Next()
		if errors.Is(err, io.EOF) {
			return headers
		}
		if err != nil {
			t.Fatal(err)
		}
		headers = append(headers, header)
	}
}

// pack makes an archive of anything.
func pack(t *testing.T, files ...[2]string) []byte {
	t.Helper()
	var b bytes.Buffer
	zipped, err := gzip.NewWriterLevel(&b, gzip.BestSpeed)
	if err != nil {
		t.Fatal(err)
	}
	writer := tar.NewWriter(zipped)
	for _, file := range files {
		if err := writer.WriteHeader(&tar.Header{Name: file[0], Mode: 0o600, Size: int64(len(file[1]))}); err != nil {
			t.Fatal(err)
		}
		if _, err := io.WriteString(writer, file[1]); err != nil {
			t.Fatal(err)
		}
	}
	if err := errors.Join(writer.Close(), zipped.Close()); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func TestBundleHoldsRulesOnly(t *testing.T) {
	t.Parallel()
	packs := []evaluator.Pack{bundledPack(), own("ACME1", "acme.frozen"), own("ACME2", "acme.cold.frozen")}
	first := archive(t, packs, map[string]any{"owners": map[string]any{"web": "shop"}})
	if !bytes.Equal(first, archive(t, packs, map[string]any{"owners": map[string]any{"web": "shop"}})) {
		t.Error("two bundles of the same rules differ")
	}
	var names []string
	for _, header := range unpack(t, first) {
		names = append(names, header.Name)
		if strings.HasSuffix(header.Name, "_test.rego") {
			t.Errorf("the test %s is in the bundle", header.Name)
		}
		if header.ModTime.Unix() != 0 {
			t.Errorf("%s has the time %v", header.Name, header.ModTime)
		}
	}
	for _, want := range []string{"/.manifest", "/data.json", "/acme/frozen/rule.rego", "/acme/cold/frozen/rule.rego", "/ecs/launch/run_task_inactive/run_task_inactive.rego"} {
		if !slices.Contains(names, want) {
			t.Errorf("%s is not in the bundle", want)
		}
	}
}

func TestReadBundleGivesWhatWasMade(t *testing.T) {
	t.Parallel()
	made, err := policykit.MakeBundle([]evaluator.Pack{bundledPack(), own("ACME1", "acme.frozen")}, map[string]any{"limit": 3})
	if err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	if err := made.Write(&b, nil); err != nil {
		t.Fatal(err)
	}
	read, err := policykit.ReadBundle(b.Bytes(), nil)
	if err != nil {
		t.Fatal(err)
	}
	core, err := evaluator.New(evaluator.Options{Packs: read.Packs("bundle.tar.gz"), Data: read.Data()})
	if err != nil {
		t.Fatal(err)
	}
	if core.Digest() != made.Revision || read.Revision != made.Revision || len(core.Rules()) != len(made.Rules) {
		t.Errorf("got %s and %d rules, want %s and %d", core.Digest(), len(core.Rules()), made.Revision, len(made.Rules))
	}
	if !read.Same(policies.FS()) {
		t.Error("ecsgate's own rules are not the same any more")
	}
	if read.Same(fstest.MapFS{"ecs/x.rego": {Data: []byte("package ecs.x\n")}}) {
		t.Error("other rules are taken for the same")
	}
}

func TestMakeBundleRefuses(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name  string
		packs []evaluator.Pack
		data  map[string]any
		want  string
	}{
		{"a part that is a path", []evaluator.Pack{own("ACME1", `acme["x/y"]`)}, nil, "can not be the name of a directory"},
		{"a way out", []evaluator.Pack{own("ACME1", `acme["../../x"]`)}, nil, "own/ACME1/deep/rule.rego:10:9: "},
		{"one place for two files", []evaluator.Pack{own("ACME1", "acme.frozen"), {Name: "lib", FS: fstest.MapFS{
			"rule.rego": {Data: []byte("package acme.frozen\n\nx := 1\n")}, "other.rego": {Data: []byte(fmt.Sprintf(metadata, "ACME2", "acme.other") + frozen)},
		}}}, nil, "another file of this name has the same package"},
		{"data in a package", []evaluator.Pack{own("ACME1", "acme.frozen")}, map[string]any{"acme": 1}, "data.acme is a package of the rules, too"},
		{"a taken id", []evaluator.Pack{own("ECS101", "acme.frozen")}, nil, "the id ECS101 is taken"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			_, err := policykit.MakeBundle(append([]evaluator.Pack{bundledPack()}, test.packs...), test.data)
			if err == nil || !strings.Contains(err.Error(), test.want) {
				t.Errorf("got %v, want %q", err, test.want)
			}
		})
	}
}

func TestReadBundleRefuses(t *testing.T) {
	t.Parallel()
	whole := archive(t, []evaluator.Pack{bundledPack()}, nil)
	flipped := bytes.Clone(whole)
	flipped[len(flipped)/2] ^= 1
	rule := fmt.Sprintf(metadata, "ECS900", "ecs.x") + frozen
	tests := []struct {
		name    string
		archive []byte
		want    string
	}{
		{"nothing", nil, "is no archive of tar and gzip"},
		{"a half", whole[:len(whole)/2], "is damaged"},
		{"all but the checksum", whole[:len(whole)-8], "is damaged"},
		{"a flipped bit", flipped, "is damaged"},
		{"too much", pack(t, [2]string{"x.rego", strings.Repeat(" ", 65<<20)}), "is larger than 64 MB"},
		{"an empty archive", pack(t), "holds none of ecsgate's own rules"},
		{"rules of others alone", pack(t, [2]string{"acme/rule.rego", fmt.Sprintf(metadata, "ACME1", "acme") + frozen}), "holds none of ecsgate's own rules"},
		{"a file twice", pack(t, [2]string{"ecs/x.rego", rule}, [2]string{"/ecs/./x.rego", rule}), "holds ecs/x.rego twice"},
		{"a way out", pack(t, [2]string{"../ecs/x.rego", rule}), "lies outside of it or is hidden"},
		{"a hidden rule", pack(t, [2]string{"ecs/.x/x.rego", rule}), "lies outside of it or is hidden"},
		{"bad syntax", pack(t, [2]string{"ecs/x.rego", "package ecs.x\n}"}), "ecs/x.rego:2"},
		{"rules outside the roots", pack(t, [2]string{"ecs/x.rego", rule}, [2]string{".manifest", `{"roots": ["acme"]}`}), "manifest roots"},
		{"a patch", pack(t, [2]string{"patch.json", `{"data": []}`}), "holds none of ecsgate's own rules"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			_, err := policykit.ReadBundle(test.archive, nil)
			if err == nil || !strings.Contains(err.Error(), test.want) || strings.Contains(err.Error(), "\n") {
				t.Errorf("got %v, want %q in one line", err, test.want)
			}
		})
	}
}
