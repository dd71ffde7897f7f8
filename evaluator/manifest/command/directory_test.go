package command_test

import (
	"slices"
	"testing"

	"github.com/ecsgate/ecsgate/evaluator/manifest/command"
)

// Files are named from where the script began, as far as it says where it went.
func TestDirectories(t *testing.T) {
	const run = "aws ecs run-task --cli-input-json file://a.json"
	tests := []struct {
		script string
		want   []string
	}{
		{run, []string{"file://a.json"}},
		{"cd deploy && " + run + "\n" + run, []string{"file://deploy/a.json", "file://deploy/a.json"}},
		{"cd deploy || exit 1\n" + run, []string{"file://deploy/a.json"}},
		{"cd -- deploy\ncd ./prod\n" + run + "\ncd ../..\n" + run, []string{"file://deploy/prod/a.json", "file://a.json"}},
		{"cd a && cd b && " + run, []string{"file://a/b/a.json"}},
		{"D=deploy\ncd \"$D\"; " + run, []string{"file://deploy/a.json"}},
		{"(cd deploy && " + run + ")\n" + run, []string{"file://deploy/a.json", "file://a.json"}},
		{"X=$(cd deploy; " + run + ")\n" + run, []string{"file://deploy/a.json", "file://a.json"}},
		{"cd deploy | cat\n" + run, []string{"file://a.json"}},
		{"cd deploy\nif test x; then cd ..; fi\n" + run, []string{"file://a.json"}},
		{"for d in a b; do (cd $d; " + run + "); done", []string{"file://a/a.json", "file://b/a.json"}},
		{"cd deploy; cd \"$(dirname \"$0\")\"; " + run, []string{"file://a.json"}},
		{"cd deploy; cd /srv; " + run, []string{"file://a.json"}},
		{"cd deploy; cd -; " + run, []string{"file://a.json"}},
		{"cd deploy; cd; " + run, []string{"file://a.json"}},
		{"cd deploy; cd ~/x; " + run, []string{"file://a.json"}},
		{"cd deploy; aws ecs run-task --cli-input-json file:///srv/a.json", []string{"file:///srv/a.json"}},
		{"cd deploy; aws ecs run-task --cli-input-json \"file://$PWD/a.json\"", []string{"file://deploy/a.json"}},
		{"cd deploy; aws ecs run-task --cli-input-json \"file://$GITHUB_WORKSPACE/a.json\"", []string{"file://a.json"}},
		{"cd deploy; aws ecs run-task --cli-input-json \"$(cat a.json)\"", []string{"file://deploy/a.json"}},
		{"cd deploy; echo '{}' > a.json; cd ..; aws ecs run-task --cli-input-json file://deploy/a.json", []string{"{}"}},
		{"f() { cd deploy; " + run + "; }\nf\n" + run, []string{"file://deploy/a.json", "file://deploy/a.json"}},
	}
	for _, test := range tests {
		t.Run(test.script, func(t *testing.T) {
			found, problems := command.Shell(test.script, command.Options{})
			var got []string
			for _, i := range found {
				input, _ := i.Option("cli-input-json")
				got = append(got, input.Value().Text)
			}
			if !slices.Equal(got, test.want) || len(problems) > 0 {
				t.Errorf("got %q (%v), want %q", got, problems, test.want)
			}
		})
	}
}
