package command_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/ecsgate/ecsgate/evaluator/document"
	"github.com/ecsgate/ecsgate/evaluator/manifest/command"
)

// FuzzShell: no text makes a reader panic or loop, nothing stands outside of the
// text, no mask is left in a word, and reading it again gives the same.
func FuzzShell(f *testing.F) {
	for _, folder := range []string{"shell", "makefile"} {
		files, err := filepath.Glob("../../../fixtures/manifests/" + folder + "/*")
		if err != nil {
			f.Fatal(err)
		}
		for _, name := range files {
			if text, err := os.ReadFile(name); err == nil && !strings.HasSuffix(name, ".golden.json") {
				f.Add(string(text))
			}
		}
	}
	f.Add("aws ecs run-task --overrides $'\\x' \"${A[@]}\" {1..9} <a> ${{ b }} $(cat <<E\nE\n)")
	f.Fuzz(func(t *testing.T, text string) {
		for _, read := range []func(string, command.Options) ([]command.Invocation, []command.Problem){command.Shell, command.Makefile} {
			found, _ := read(text, command.Options{})
			again, _ := read(text, command.Options{})
			if got, want := written(again), written(found); got != want {
				t.Errorf("read again: got %s, want %s", got, want)
			}
			lines := strings.Count(text, "\n") + 1
			for _, i := range found {
				checkInvocation(t, i, lines, text)
			}
		}
	})
}

func checkInvocation(t *testing.T, i command.Invocation, lines int, text string) {
	t.Helper()
	inside := func(at document.Position) {
		if at.Line < 1 || at.Line > lines || at.Column < 1 {
			t.Errorf("%s %s stands at %v of %d lines", i.Service, i.Verb, at, lines)
		}
	}
	inside(i.Position)
	for _, a := range i.Arguments {
		inside(a.Position)
		for _, w := range a.Values {
			inside(w.Position)
			if strings.ContainsRune(w.Text, '\uE000') && !strings.ContainsRune(text, '\uE000') {
				t.Errorf("a mask is left in %q", w.Text)
			}
		}
	}
}

// FuzzShorthand: no text makes the reader panic.
func FuzzShorthand(f *testing.F) {
	f.Add("Id=1,Arn=a:b,EcsParameters={TaskCount=1,Tags=[{Key=a,Value=\"b\"}]},c='d\\'e',f=g\\,h,i")
	f.Fuzz(func(t *testing.T, text string) {
		if node, err := command.Shorthand(text, document.Position{Line: 1, Column: 1}); (node == nil) == (err == nil) {
			t.Errorf("got %v and %v", node, err)
		}
	})
}
