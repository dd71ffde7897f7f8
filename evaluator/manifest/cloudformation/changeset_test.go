package cloudformation_test

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/ecsgate/ecsgate/evaluator"
	"github.com/ecsgate/ecsgate/evaluator/document"
	"github.com/ecsgate/ecsgate/evaluator/manifest/cloudformation"
	"github.com/ecsgate/ecsgate/evaluator/manifest/manifesttest"
	"github.com/ecsgate/ecsgate/evaluator/reference"
)

const changeSets = "../../../fixtures/manifests/changeset"

func changeSetFiles(t testing.TB) []string {
	t.Helper()
	files, err := filepath.Glob(filepath.Join(changeSets, "*.json"))
	if err != nil || len(files) == 0 {
		t.Fatal(err, "no fixtures")
	}
	return slices.DeleteFunc(files, func(file string) bool { return strings.HasSuffix(file, ".golden.json") })
}

func TestChangeSets(t *testing.T) {
	for _, file := range changeSetFiles(t) {
		t.Run(filepath.Base(file), func(t *testing.T) {
			root := parse(t, file)
			if !cloudformation.RecogniseChangeSet(root) || cloudformation.Recognise(root) {
				t.Error("not recognised, or taken for a template")
			}
			change := cloudformation.ReadChangeSet(root, filepath.Base(file), nil)
			manifesttest.Compare(t, strings.TrimSuffix(file, ".json")+".golden.json", change, *update)
			checkChangeSet(t, change)
		})
	}
}

// checkChangeSet checks what holds of every change set.
func checkChangeSet(t *testing.T, change evaluator.Change) {
	t.Helper()
	for _, op := range change.Operations {
		switch {
		case op.Kind != "change-set" || op.Origin != evaluator.FromPlan || op.Path == "" || op.Line == 0:
			t.Errorf("kind %q, origin %q, path %q, line %d", op.Kind, op.Origin, op.Path, op.Line)
		case op.Action == evaluator.PutService:
			t.Errorf("%s: a change set knows whether it creates or updates", op.Path)
		case op.Action == evaluator.Release && op.Releases == nil:
			t.Errorf("%s: releases nothing", op.Path)
		case op.Reference.Kind == reference.Unresolved && op.Reference.Reason == "":
			t.Errorf("%s: unresolved without a reason", op.Path)
		}
	}
	checkMarks(t, change)
}

// What others print must not pass for a change set.
func TestOtherAnswersAreNoChangeSets(t *testing.T) {
	for _, text := range []string{
		`{"Summaries": [{"ChangeSetId": "a", "ChangeSetName": "b"}]}`,
		`{"Id": "arn:aws:cloudformation:eu-west-1:123456789012:changeSet/a/1", "StackId": "b"}`,
		`{"Changes": ["fixed a bug"], "Version": "1.2"}`,
		`{"ChangeInfo": {"Id": "a"}, "Changes": [{"Action": "UPSERT", "ResourceRecordSet": {}}]}`,
		`{"Changes": {}, "ChangeSetId": "a"}`,
		`[{"Type": "Resource"}]`, `[]`, `null`, `"Changes"`,
	} {
		if cloudformation.RecogniseChangeSet(manifesttest.Parse(t, text)) {
			t.Errorf("%s is taken for a change set", text)
		}
	}
}

func FuzzReadChangeSet(f *testing.F) {
	for _, file := range changeSetFiles(f) {
		data, err := os.ReadFile(file)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(data)
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		documents, err := document.Read(data)
		if err != nil {
			return
		}
		for _, d := range documents {
			if cloudformation.RecogniseChangeSet(d.Root) {
				change := cloudformation.ReadChangeSet(d.Root, "fuzz.json", shop())
				if !slices.ContainsFunc([]rune(string(data)), isMark) && !strings.Contains(string(data), `\`) {
					checkChangeSet(t, change)
				}
			}
		}
	})
}

// BenchmarkReadChangeSet reads a change set of 1 MB, more than the 500
// resources of the largest stack need.
func BenchmarkReadChangeSet(b *testing.B) {
	root := parse(b, filepath.Join(changeSets, "release.json"))
	list, size := root.Get("Changes"), 8<<10
	many := slices.Repeat(list.Items, 1<<20/size)
	list.Items = many
	b.ReportAllocs()
	for b.Loop() {
		if change := cloudformation.ReadChangeSet(root, "large.json", nil); len(change.Operations) < len(many) {
			b.Fatalf("got %d operations", len(change.Operations))
		}
	}
}
