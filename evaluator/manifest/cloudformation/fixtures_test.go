package cloudformation_test

import (
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/ecsgate/ecsgate/evaluator/document"
	"github.com/ecsgate/ecsgate/evaluator/manifest/cloudformation"
	"github.com/ecsgate/ecsgate/evaluator/manifest/manifesttest"
)

var update = flag.Bool("update", false, "rewrite the golden files")

const fixtures = "../../../fixtures/manifests/cloudformation"

func TestFixtures(t *testing.T) {
	files, err := filepath.Glob(filepath.Join(fixtures, "*"))
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range files {
		if strings.HasSuffix(file, ".golden.json") {
			continue
		}
		t.Run(filepath.Base(file), func(t *testing.T) {
			root := parse(t, file)
			if !cloudformation.Recognise(root) {
				t.Error("not recognised")
			}
			change := cloudformation.Read(root, filepath.Base(file), nil, nil)
			manifesttest.Compare(t, strings.TrimSuffix(file, filepath.Ext(file))+".golden.json", change, *update)
			checkInvariants(t, change)
			checkMarks(t, change)
		})
	}
}

func parse(t testing.TB, file string) *document.Node {
	t.Helper()
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	return manifesttest.Parse(t, string(data))
}
