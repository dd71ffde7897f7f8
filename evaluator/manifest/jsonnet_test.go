package manifest_test

import (
	"errors"
	"io/fs"
	"strings"
	"testing"

	"github.com/ecsgate/ecsgate/evaluator"
	"github.com/ecsgate/ecsgate/evaluator/manifest"
)

const scheduledJob = `{ cluster: 'batch', rules: [{ name: 'job', taskDefinition: %s }] }`

func readJob(program, value string, options manifest.Options) evaluator.Change {
	data := []byte(program + strings.Replace(scheduledJob, "%s", value, 1))
	return manifest.Read(manifest.File{Name: "deploy/ecschedule.jsonnet", Data: data}, options)
}

func TestJsonnet(t *testing.T) {
	options := manifest.Options{
		Env: map[string]string{"FAMILY": "web"},
		Open: func(name string) ([]byte, error) {
			if name == "deploy/lib/names.libsonnet" {
				return []byte(`{ report: 'report:3', broken: error 'no such job' }`), nil
			}
			return nil, fs.ErrNotExist
		},
	}
	for _, test := range []struct {
		name, program, value string
		raw                  string
		maybe                bool
	}{
		{"text", "", "'web:' + std.toString(40 + 1)", "web:41", false},
		{"given", "", "std.extVar('FAMILY')", "web", false},
		{"not given", "", "std.extVar('NONE') + ':1'", "<std.extVar('NONE')>:1", false},
		{"native", "", "std.native('must_env')('FAMILY')", "web", false},
		{"native, not given", "", "std.native('tfstate')('a.b')", "<tfstate('a.b')>", false},
		{"native with a prefix", "", "std.native('prod_cfn_output')('a', 'b')", "<prod_cfn_output('a')>", false},
		{"native default", "", "std.native('env')('NONE', 'api')", "api", true},
		{"decided by what is not given", "", "if std.extVar('NONE') == 'prod' then 'web:1' else 'web:2'", "web:2", true},
		{"decided by what is given", "", "if std.extVar('FAMILY') == 'web' then 'web:1' else 'web:2'", "web:1", false},
		{"imported", "local names = import 'lib/names.libsonnet'; ", "names.report", "report:3", false},
		{"one part fails", "local names = import 'lib/names.libsonnet'; ", "names.broken", "<it can not be evaluated>", false},
		{"outside of the tree", "", "(import '../../names.libsonnet').report", "<it can not be evaluated>", false},
		{"an absolute path", "", "importstr '/etc/hostname'", "<it can not be evaluated>", false},
		{"a template in it", "", "'{{ env `NONE` `api` }}'", "api", true},
	} {
		t.Run(test.name, func(t *testing.T) {
			change := readJob(test.program, test.value, options)
			if len(change.Operations) != 1 || len(change.Failures) != 0 {
				t.Fatalf("got %+v, want one operation", change)
			}
			op := change.Operations[0]
			if op.Reference.Raw != test.raw || op.Maybe != test.maybe || op.Line != 1 {
				t.Errorf("got %+v in line %d, maybe %t, want %q", op.Reference, op.Line, op.Maybe, test.raw)
			}
		})
	}
}

// What is no manifest of ours, or none at all, says where it is broken, if
// somebody asked for it.
func TestJsonnetThatFails(t *testing.T) {
	for _, test := range []struct {
		data, want string
		walked     string
	}{
		{"{ a: 1\n  b: 2 }", "a.jsonnet:2:3: can not be evaluated as Jsonnet: ", ""},
		{"{ dashboard: 1 }", "a.jsonnet:1:1: not a manifest that this version reads", ""},
		{"function(x) { a: x }", "can not be evaluated as Jsonnet: ", ""},
		{"error 'schedulingStrategy'", "can not be evaluated as Jsonnet: schedulingStrategy", "not checked"},
		{"local f(x) = f(x) + 1; f(0)", "max stack frames exceeded", ""},
	} {
		t.Run(test.data, func(t *testing.T) {
			file := manifest.File{Name: "a.jsonnet", Data: []byte(test.data)}
			change := manifest.Read(file, manifest.Options{})
			if len(change.Operations) != 0 || len(change.Failures) != 1 || !strings.Contains(change.Failures[0].String(), test.want) {
				t.Errorf("got %+v, want one failure with %q", change, test.want)
			}
			file.Walked = true
			change = manifest.Read(file, manifest.Options{})
			var said []string
			for _, note := range change.Notes {
				said = append(said, note.Message)
			}
			if len(change.Failures) != 0 || (test.walked == "") != (len(said) == 0) || !strings.Contains(strings.Join(said, ""), test.walked) {
				t.Errorf("in a walk: got %+v, want a note with %q", change, test.walked)
			}
		})
	}
}

// Nothing outside of the tree is opened.
func TestJsonnetOpensOnlyTheTree(t *testing.T) {
	options := manifest.Options{Open: func(name string) ([]byte, error) {
		if strings.HasPrefix(name, "..") || strings.HasPrefix(name, "/") {
			t.Errorf("%s is opened", name)
		}
		return nil, errors.New("nothing here")
	}}
	readJob("", "import '../../../a.libsonnet'", options)
	readJob("", "import '/etc/a.libsonnet'", options)
}
