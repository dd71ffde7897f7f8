package report

import (
	"path/filepath"
	"testing"

	"github.com/ecsgate/ecsgate/evaluator"
)

func TestLocation(t *testing.T) {
	root := t.TempDir()
	retires := &evaluator.Report{Operations: []evaluator.OperationReport{
		{Action: evaluator.RunTask, File: "run.json"},
		{Action: evaluator.DeregisterTaskDefinition, File: "old.proposals", Line: 4},
	}}
	for _, test := range []struct {
		name   string
		report *evaluator.Report
		find   finding
		uri    string
		line   int
		stands bool
	}{
		{"a file", retires, finding{file: "deploy/web.json", line: 3}, "deploy/web.json", 3, false},
		{"no line", retires, finding{file: "deploy/web.json"}, "deploy/web.json", 1, false},
		{"a negative line", retires, finding{file: "deploy/web.json", line: -1}, "deploy/web.json", 1, false},
		{"a dot", retires, finding{file: "./web.json"}, "web.json", 1, false},
		{"below the root", retires, finding{file: filepath.Join(root, "deploy", "web.json")}, "deploy/web.json", 1, false},
		{"outside of the root", retires, finding{file: "/etc/web.json"}, "file:///etc/web.json", 1, false},
		{"odd characters", retires, finding{file: "a b/ü#[%?.json"}, "a%20b/%C3%BC%23%5B%25%3F.json", 1, false},
		{"a scheme", retires, finding{file: "javascript:x"}, "javascript%3Ax", 1, false},
		{"standard input", retires, finding{file: "-", line: 7}, "stdin", 7, true},
		{"a command line", retires, finding{file: "--"}, "command-line", 1, true},
		{"a flag", retires, finding{file: "--deregister"}, "--deregister", 1, true},
		{"the change, where it retires", retires, finding{}, "old.proposals", 1, true},
		{"the change, where it launches", &evaluator.Report{Operations: retires.Operations[:1]}, finding{}, "run.json", 1, true},
		{"the change, nowhere", &evaluator.Report{}, finding{}, "ecsgate", 1, true},
	} {
		where := newLocator(test.report, Options{Root: root}).of(&test.find)
		if where.uri() != test.uri || where.line != test.line || where.stands != test.stands {
			t.Errorf("%s: got %s:%d, stands %t, want %s:%d, %t", test.name, where.uri(), where.line, where.stands, test.uri, test.line, test.stands)
		}
	}
}

// TestLocationInARepository: who runs below the root of a repository gets the names
// that those of its files have who look at all of it.
func TestLocationInARepository(t *testing.T) {
	base := t.TempDir()
	root := filepath.Join(base, "infra")
	for _, test := range []struct{ name, file, path string }{
		{"beside", "web.json", "infra/web.json"},
		{"below", "./deploy/web.json", "infra/deploy/web.json"},
		{"above", "../web.json", "web.json"},
		{"elsewhere in it", "../app/web.json", "app/web.json"},
		{"outside of it", "../../web.json", "../../web.json"},
		{"its whole name", filepath.Join(base, "app", "web.json"), "app/web.json"},
		{"the whole name of another", "/etc/web.json", "/etc/web.json"},
		{"standard input", "-", "stdin"},
		{"a command line", "--", "command-line"},
		{"a flag", "--deregister", "--deregister"},
		{"the change, nowhere", "", "ecsgate"},
	} {
		find := finding{file: test.file}
		if got := newLocator(&evaluator.Report{}, Options{Root: root, Base: base}).of(&find).path; got != test.path {
			t.Errorf("%s: got %s, want %s", test.name, got, test.path)
		}
	}
}
