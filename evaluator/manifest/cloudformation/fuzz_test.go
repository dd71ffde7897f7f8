package cloudformation_test

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"

	"github.com/ecsgate/ecsgate/evaluator/document"
	"github.com/ecsgate/ecsgate/evaluator/manifest/cloudformation"
)

// FuzzRead: any document that can be read gives a change, without a panic;
// what is in it holds together, and nothing that sends a request is dropped.
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
			change := cloudformation.Read(d.Root, "fuzz", map[string]string{"AWS::Region": "eu-west-1"}, shop())
			checkInvariants(t, change)
			if !bytes.ContainsFunc(data, isMark) && !bytes.ContainsRune(data, '\\') {
				checkMarks(t, change)
				checkNothingDropped(t, d.Root, change)
			}
		}
	})
}
