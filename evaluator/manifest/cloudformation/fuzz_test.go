package cloudformation_test

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"

	"github.com/ecsgate/ecsgate/evaluator/document"
	"github.com/ecsgate/ecsgate/evaluator/manifest/cloudformation"
)

// FuzzRead: any document that can be read gives a change, without a panic, and
// what is in it holds together. That a resource of a type that sends a request
// is never dropped in silence is checked, too.
func FuzzRead(f *testing.F) {
	files, err := filepath.Glob(filepath.Join(fixtures, "*"))
	if err != nil {
		f.Fatal(err)
	}
	for _, file := range files {
		data, err := os.ReadFile(file)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(data)
	}
	f.Add([]byte(`{"Resources": {"A": {"Type": "AWS::ECS::Service", "Condition": "C"}},
		"Conditions": {"C": {"Fn::And": [{"Condition": "C"}, {"Fn::Not": [{"Condition": "D"}]}]}}}`))
	f.Fuzz(func(t *testing.T, data []byte) {
		documents, err := document.Read(data)
		if err != nil {
			return
		}
		for _, d := range documents {
			cloudformation.Recognise(d.Root)
			cloudformation.Parameters(d.Root)
			change := cloudformation.Read(d.Root, "fuzz", map[string]string{"AWS::Region": "eu-west-1"})
			checkInvariants(t, change)
			if !bytes.ContainsFunc(data, isMark) && !bytes.ContainsRune(data, '\\') {
				checkMarks(t, change)
			}
			if unconditionalService(d.Root) && len(change.Operations)+len(change.Failures) == 0 {
				t.Error("a service was dropped in silence")
			}
		}
	})
}

// unconditionalService reports whether a template declares a service that no
// condition can take away.
func unconditionalService(root *document.Node) bool {
	resources := root.Get("Resources")
	if resources == nil {
		return false
	}
	for _, f := range resources.Fields {
		if f.Value.Get("Type").Str() == "AWS::ECS::Service" && !f.Value.Has("Condition") {
			return true
		}
	}
	return false
}
