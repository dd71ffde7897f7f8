package manifest

import (
	"testing"

	"github.com/ecsgate/ecsgate/evaluator"
	"github.com/ecsgate/ecsgate/evaluator/reference"
)

// What a deploy tool overwrites is produced, whatever stands there; what else
// lies about is not.
func TestOverwrittenAppSpecs(t *testing.T) {
	const spec = "version: 0.0\nResources:\n- Web:\n    Type: AWS::ECS::Service\n    Properties: {TaskDefinition: web:1}\n"
	tests := []struct {
		overwritten, file string
		want              reference.Kind
	}{
		{"deploy/appspec.yaml", "deploy/appspec.yaml", reference.Produced},
		{"./deploy/../deploy/appspec.yaml", "deploy/appspec.yaml", reference.Produced},
		{"appspec.yaml", "shop/deploy/appspec.yaml", reference.Produced},
		{"appspec.yaml", "shop/other-appspec.yaml", reference.Revision},
		{"other/appspec.yaml", "deploy/appspec.yaml", reference.Revision},
	}
	for _, test := range tests {
		t.Run(test.overwritten+" "+test.file, func(t *testing.T) {
			change := Read(File{Name: test.file, Data: []byte(spec)}, Options{})
			s := source{effects: &effects{}}
			s.overwrite(test.overwritten)
			s.effects.apply(change.Operations)
			if got := change.Operations[0].Reference; got.Kind != test.want || got.Raw != "web:1" {
				t.Errorf("got %+v, want %s of web:1", got, test.want)
			}
		})
	}
}

// Only AppSpecs are overwritten: a request of the same name is what it is.
func TestRequestsAreNotOverwritten(t *testing.T) {
	change := Read(File{Name: "appspec.yaml", Data: []byte("service: web\ntaskDefinition: web:1\n")}, Options{})
	s := source{effects: &effects{}}
	s.overwrite("appspec.yaml")
	s.effects.apply(change.Operations)
	if op := change.Operations[0]; op.Action != evaluator.UpdateService || op.Reference.Kind != reference.Revision {
		t.Errorf("got %s %+v, want the update as it stands", op.Action, op.Reference)
	}
}
