package main

import (
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"
	"unicode/utf16"

	"github.com/rogpeppe/go-internal/testscript"

	"github.com/ecsgate/ecsgate/evaluator/live/ecstest"
	"github.com/ecsgate/ecsgate/evaluator/snapshot"
)

func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){"ecsgate": main})
}

// TestScripts runs the command line as people do: each file of testdata asks
// one question. They see the states of fixtures/state, judged at the time of
// the shop's, and have four commands of their own:
//
//	exits CODE PROGRAM [ARGUMENT …]    run it, and want this exit code
//	generate KIND FILE                 make a file that is too large or too odd to be stored
//	keys rsa|ecdsa NAME                make a private key, NAME.pem, and its public one, NAME.pub
//	serve STATE [FAULT=ACTION …]       be the AWS account of that snapshot, with these faults
func TestScripts(t *testing.T) {
	testscript.Run(t, testscript.Params{
		Dir:                 "testdata",
		RequireExplicitExec: true,
		RequireUniqueNames:  true,
		UpdateScripts:       *update,
		Setup: func(env *testscript.Env) error {
			env.Setenv("NOW", fixtureTime)
			env.Setenv("SHOP", "fixtures/state/shop.json")
			scripts, err := filepath.Abs(filepath.Join("internal", "completion", "script"))
			if err != nil {
				return err
			}
			env.Setenv("COMPLETION", scripts)
			script, err := filepath.Abs(actionScript)
			if err != nil {
				return err
			}
			env.Setenv("ACTION", script)
			env.Setenv("ACTION_BUILD", filepath.Join(filepath.Dir(script), "build.sh"))
			states := filepath.Join(env.WorkDir, "fixtures", "state")
			return os.CopyFS(states, os.DirFS("../../fixtures/state"))
		},
		Cmds: map[string]func(*testscript.TestScript, bool, []string){"exits": exitsWith, "generate": generate, "keys": keys, "serve": serve},
	})
}

func exitsWith(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 {
		ts.Fatalf("usage: exits CODE PROGRAM [ARGUMENT …]")
	}
	want, err := strconv.Atoi(args[0])
	ts.Check(err)
	got := 0
	if err := ts.Exec(args[1], args[2:]...); err != nil {
		var ended *exec.ExitError
		if !errors.As(err, &ended) {
			ts.Fatalf("%v", err)
		}
		got = ended.ExitCode()
	}
	if got != want {
		ts.Fatalf("got exit code %d, want %d", got, want)
	}
}

// generated are the contents of hostile files, by what is hostile about them.
var generated = map[string]func() string{
	"deep-json": func() string { return strings.Repeat(`{"cluster":`, 100_000) },
	"deep-yaml": func() string { return strings.Repeat("[", 100_000) },
	"bomb":      aliasBomb,
	"huge":      func() string { return `{"taskDefinition": "` + strings.Repeat("x", 64<<20) + `"}` },
	"large":     func() string { return `{"taskDefinition": "web:41", "group": "` + strings.Repeat("x", 50<<20) + `"}` },
	"full":      func() string { return strings.Repeat("a summary\n", summaryLimit/10) },
	"binary":    func() string { return "\x7fELF\x02\x01\x01\x00\x00" },
	"bom":       func() string { return "\ufeff" + inactive },
	"utf16":     func() string { return utf16Text(inactive) },
	"crlf":      func() string { return "cluster: prod\r\nservice: web\r\ntaskDefinition: web:41\r\n" },
}

const inactive = `{"cluster": "prod", "service": "web", "taskDefinition": "web:41"}`

func generate(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 2 || generated[args[0]] == nil {
		ts.Fatalf("usage: generate KIND FILE")
	}
	// A script can not write these characters itself.
	name := strings.NewReplacer(`\e`, "\x1b", `\n`, "\n").Replace(args[1])
	ts.Check(os.WriteFile(ts.MkAbs(name), []byte(generated[args[0]]()), 0o600))
}

// aliasBomb is a few lines of YAML that mean 9¹¹ values.
func aliasBomb() string {
	text := "a0: &a0 [x, x, x, x, x, x, x, x, x]\n"
	for i := 1; i <= 10; i++ {
		text += fmt.Sprintf("a%d: &a%d [%s]\n", i, i, strings.TrimSuffix(strings.Repeat(fmt.Sprintf("*a%d, ", i-1), 9), ", "))
	}
	return text
}

// utf16Text is what PowerShell 5 writes: UTF-16, little end first, with a mark.
func utf16Text(text string) string {
	var b strings.Builder
	for _, unit := range utf16.Encode([]rune("\ufeff" + text)) {
		b.WriteByte(byte(unit))
		b.WriteByte(byte(unit >> 8))
	}
	return b.String()
}

// faults are what can be wrong with a served account.
var faults = map[string]func(action string) ecstest.Fault{
	"deny":        ecstest.Denied,
	"cut":         ecstest.Cut,
	"garbage":     ecstest.Garbage,
	"expired":     ecstest.Expired,
	"truncated":   ecstest.Truncated,
	"slow":        func(action string) ecstest.Fault { return ecstest.Slow(action, time.Minute) },
	"throttled":   func(action string) ecstest.Fault { return ecstest.Throttled(action, 4) },
	"short-pages": func(action string) ecstest.Fault { return ecstest.ShortPages(action, 2) },
}

func serve(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 1 {
		ts.Fatalf("usage: serve STATE [FAULT=ACTION …]")
	}
	state, err := snapshot.Read([]byte(ts.ReadFile(args[0])), args[0])
	ts.Check(err)
	server := ecstest.New(ecstest.FromState(state))
	ts.Defer(server.Close)
	for _, arg := range args[1:] {
		name, action, _ := strings.Cut(arg, "=")
		if faults[name] == nil {
			ts.Fatalf("no fault %q", name)
		}
		server.Inject(faults[name](action))
	}
	for _, variable := range server.Environment() {
		name, value, _ := strings.Cut(variable, "=")
		ts.Setenv(name, value)
	}
}
