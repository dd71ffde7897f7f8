package manifest_test

import (
	"testing"

	"github.com/ecsgate/ecsgate/evaluator/manifest"
)

func TestReadAllRefusesUnknownParams(t *testing.T) {
	t.Parallel()
	template := manifest.File{Name: "web.yaml", Data: []byte("AWSTemplateFormatVersion: 2010-09-09\nParameters: {Image: {Type: String}}\nResources: {}\n")}
	body := manifest.File{Name: "run.json", Data: []byte(`{"taskDefinition": "web:1", "cluster": "prod", "count": 1}`)}
	tests := []struct {
		name   string
		params map[string]string
		want   int
	}{
		{"none", nil, 0},
		{"a parameter of a template", map[string]string{"Image": "x"}, 0},
		{"a pseudo parameter", map[string]string{"AWS::Region": "eu-west-1"}, 0},
		{"a misspelt one", map[string]string{"image": "x", "Image": "y"}, 1},
	}
	for _, test := range tests {
		change := manifest.ReadAll([]manifest.File{template, body}, manifest.Options{Params: test.params})
		if got := len(change.Failures); got != test.want {
			t.Errorf("%s: got failures %v, want %d", test.name, change.Failures, test.want)
		}
	}
}
