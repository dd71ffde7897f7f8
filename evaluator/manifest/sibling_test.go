package manifest

import (
	"io/fs"
	"slices"
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

// A task definition that another file of the run registers is registered once:
// by that file, if it is reported where the task definition is.
func TestRegisteredOnce(t *testing.T) {
	const definition = `{"family": "web", "containerDefinitions": [{"name": "web", "image": "web"}]}`
	const script = "aws ecs register-task-definition --cli-input-json file://taskdef.json\n"
	const workflow = "on: push\njobs: {a: {steps: [{uses: aws-actions/amazon-ecs-deploy-task-definition@v2, with: {task-definition: taskdef.json}}]}}\n"
	file := func(name, data string) File { return File{Name: name, Data: []byte(data)} }
	context := func(file File) File { file.Context = true; return file }
	tests := []struct {
		name  string
		files []File
		want  []string
	}{
		{"by a script", []File{file("deploy.sh", script), file("taskdef.json", definition)}, []string{"deploy.sh"}},
		{"by aws ecs deploy", []File{file("deploy.sh", "aws ecs deploy --task-definition taskdef.json\n"), file("taskdef.json", definition)}, []string{"deploy.sh"}},
		{"by an action", []File{file("taskdef.json", definition), file("deploy.yml", workflow)}, []string{"deploy.yml"}},
		{"by a deploy tool", []File{file("deploy.sh", "ecs-deploy -c prod --task-definition-file taskdef.json\n"), file("taskdef.json", definition)}, []string{"deploy.sh"}},
		{"by two workflows", []File{file("a.yml", workflow), file("b.yml", workflow), file("taskdef.json", definition)}, []string{"a.yml", "b.yml"}},
		{"by nobody", []File{file("deploy.sh", script), file("other.json", definition)}, []string{"deploy.sh", "other.json"}},
		{"of several documents", []File{file("deploy.yml", workflow), file("taskdef.json", definition+"\n---\n"+definition)}, []string{"deploy.yml", "taskdef.json", "taskdef.json"}},
		{"read as another request", []File{file("deploy.sh", "aws ecs run-task --cli-input-json file://taskdef.json\n"), file("taskdef.json", definition)}, []string{"taskdef.json"}},
		{"by what only counts", []File{context(file("deploy.sh", script)), file("taskdef.json", definition)}, []string{"deploy.sh", "taskdef.json"}},
		{"both only count", []File{context(file("deploy.sh", script)), context(file("taskdef.json", definition))}, []string{"deploy.sh"}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			open := func(name string) ([]byte, error) {
				for _, f := range test.files {
					if f.Name == name {
						return f.Data, nil
					}
				}
				return nil, fs.ErrNotExist
			}
			var got []string
			for _, op := range ReadAll(test.files, Options{Open: open}).Operations {
				if op.Action == evaluator.RegisterTaskDefinition {
					got = append(got, op.File)
				}
			}
			if !slices.Equal(got, test.want) {
				t.Errorf("registered by %v, want %v", got, test.want)
			}
		})
	}
}
