package command_test

import (
	"strings"
	"testing"

	"github.com/ecsgate/ecsgate/evaluator/manifest/command"
)

func TestBranches(t *testing.T) {
	const line = "aws ecs update-service --service web"
	checkShell(t, map[string]string{
		"if x; then " + line + "; fi":           update + "--service web maybe",
		"if " + line + "; then :; fi":           update + "--service web",
		"case x in a) " + line + ";; esac":      update + "--service web maybe",
		"x && " + line:                          update + "--service web maybe",
		line + " || exit 1":                     update + "--service web",
		"for i in $X; do " + line + "; done":    update + "--service web maybe loop $X",
		"until x; do " + line + "; done":        update + "--service web maybe loop while x;",
		"for i in 1 2 3; do " + line + "; done": update + "--service web",
		"for ((i=0; i<3; i++)); do aws ecs deregister-task-definition --task-definition web:$i; done": `ecs deregister-task-definition --task-definition web:$i {"$i" counts in "((i=0; i<3; i++))"} maybe loop ((i=0; i<3; i++))`,
		"[[ $(aws ecs run-task --count 1) ]]": "ecs run-task --count 1",
		"x=$(aws ecs run-task --count 1)":     "ecs run-task --count 1",
		"x <(aws ecs run-task --count 1)":     "ecs run-task --count 1",
		": ${X:=$(aws ecs run-task)}":         "ecs run-task",
		"time " + line:                        update + "--service web",
		"coproc " + line:                      update + "--service web",
	})
}

func TestWrittenScript(t *testing.T) {
	_, problems := command.Shell("cat > later.sh <<X\naws ecs run-task --group web\nX\necho '{\"family\": \"web\"}' > web.json\n", command.Options{})
	if len(problems) != 1 || !problems[0].Unseen || !strings.Contains(problems[0].Message, `written to "later.sh"`) {
		t.Errorf("got %+v, want that the script was not looked at", problems)
	}
}

func TestPipedToAShell(t *testing.T) {
	const line = "aws ecs run-task --group web"
	checkShell(t, map[string]string{
		"echo '" + line + "' | bash":           "ecs run-task --group web",
		"echo '" + line + "' | ssh host":       "ecs run-task --group web",
		"cat <<X | sh -s\n" + line + "\nX\n":   "ecs run-task --group web",
		"echo '" + line + "' | bash script.sh": "",
		"echo '" + line + "' | bash -c 'cat'":  "",
		"echo '" + line + "' | tee notes":      "",
	})
}

func TestFunctions(t *testing.T) {
	const deploy = "deploy() { local s=$1; aws ecs update-service --service $s --task-definition $2; }\n"
	checkShell(t, map[string]string{
		deploy + "deploy web web:41\ndeploy api api:7": update + "--service web --task-definition web:41\n" + update + "--service api --task-definition api:7",
		deploy + "deploy web":                          update + "--service web --task-definition",
		deploy + "if x; then deploy web web:1; fi":     update + "--service web --task-definition web:1 maybe",
		deploy: update + `--service $1 {"$1" is an argument of the script} --task-definition $2 {"$2" is an argument of the script} maybe`,
		"run() { echo \"$@\"; \"$@\"; }\nrun aws ecs run-task --group 'a b'":             "ecs run-task --group a b",
		"aws() { command aws --region eu-west-1 \"$@\"; }\naws ecs run-task":             "ecs run-task --region eu-west-1",
		"f() { shift; aws ecs run-task --group ${1:-web}; }\nf a\nf a b":                 "ecs run-task --group web\necs run-task --group b",
		"f() { f; aws ecs run-task; }\nf":                                                "ecs run-task",
		"main() { C=prod; g; }\ng() { aws ecs run-task --cluster $C; }\nmain \"$@\"":     "ecs run-task --cluster prod",
		"main() { aws ecs run-task --group ${1:-a} --cluster ${2:-b}; }\nmain \"$@\"":    `ecs run-task --group ${1:-a} {"${1:-a}" is a default, and may be set from outside} --cluster ${2:-b} {"${2:-b}" is a default, and may be set from outside}`,
		"f() { aws ecs run-task --group $1; }\nf() { aws ecs run-task --count 1; }\nf x": `ecs run-task --group $1 {"$1" is an argument of the script} maybe` + "\necs run-task --count 1 maybe",
		"f() { aws ecs run-task; }\nretry f":                                             "ecs run-task maybe",
	})
}

func TestRepeatedLists(t *testing.T) {
	const (
		list   = "aws ecs list-task-definitions"
		listed = "ecs list-task-definitions\n"
		retire = "aws ecs deregister-task-definition --task-definition "
		option = "ecs deregister-task-definition --task-definition "
		from   = " from list-task-definitions"
	)
	checkShell(t, map[string]string{
		"for a in $(" + list + "); do " + retire + "$a; done":                      listed + option + `$a {"$a" is each of "$(` + list + `)"}` + from + " maybe loop $(" + list + ")",
		list + " | while read -r a; do " + retire + "$a; done":                     listed + option + `$a {"$a" is read from "` + list + `"}` + from + " maybe loop " + list,
		"while read a; do " + retire + "$a; done < <(" + list + ")":                listed + option + `$a {"$a" is read from "<(` + list + `)"}` + from + " maybe loop <(" + list + ")",
		list + " | xargs -n1 " + retire:                                            listed + option + `{} {"{}" is each of "` + list + `"}` + from + " maybe loop " + list,
		list + " | xargs -P 4 -I % " + retire + "x%":                               listed + option + `x% {"%" is each of "` + list + `"}` + from + " maybe loop " + list,
		list + " | grep web | xargs -i " + retire + "{}":                           listed + option + `{} {"{}" is each of "` + list + ` | grep web"}` + from + " through grep web maybe loop " + list + " | grep web",
		"l() { " + list + "; }\nfor a in $(l); do " + retire + "$a; done":          listed + option + `$a {"$a" is each of "$(l)"}` + from + " maybe loop $(l)",
		list + " > all\nfor a in $(cat all | tr , ' '); do " + retire + "$a; done": listed + option + `$a {"$a" is each of "$(cat all | tr , ' ')"}` + from + " maybe loop $(cat all | tr , ' ')",
		"A=$(" + list + ")\nfor a in $A; do " + retire + "$a; done":                listed + option + `$a {"$a" is each of "$A"}` + from + " maybe loop $A",
		"for a in $(" + list + " --query 'x[?y]'); do " + retire + "$a; done":      "ecs list-task-definitions --query x[?y]\n" + option + `$a {"$a" is each of "$(` + list + ` --query 'x[?y]')"}` + from + " through --query x[?y] maybe loop $(" + list + " --query 'x[?y]')",
	})
}

func TestOutputs(t *testing.T) {
	const register = "aws ecs register-task-definition"
	checkShell(t, map[string]string{
		"T=$(" + register + " | jq -r .x)\naws ecs run-task --task-definition \"$T\"": "ecs register-task-definition\n" +
			`ecs run-task --task-definition $(` + register + ` | jq -r .x) {"$(` + register + ` | jq -r .x)" is the output of a command} from register-task-definition`,
		"if x; then T=$1; else T=$(" + register + "); fi\naws ecs run-task --task-definition $T": "ecs register-task-definition maybe\n" +
			`ecs run-task --task-definition $T {"$T" is set in a branch} perhaps from register-task-definition`,
		"if x; then T=$(" + register + " --a b); else T=$(" + register + "); fi\naws ecs run-task --task-definition $T": "ecs register-task-definition --a b maybe\necs register-task-definition maybe\n" +
			`ecs run-task --task-definition $T {"$T" is set in a branch} from register-task-definition from register-task-definition`,
		"T=$(" + register + ")\nR=$(echo $T | jq .r)\naws ecs run-task --task-definition web:${R##*:}": "ecs register-task-definition\n" +
			`ecs run-task --task-definition web:${R##*:} {"${R##*:}" is computed by the shell} from register-task-definition`,
	})
}

func TestFilesOfTheScript(t *testing.T) {
	checkShell(t, map[string]string{
		"cat > a.json <<EOF\n{\"x\": \"$X\"}\nEOF\naws ecs run-task --cli-input-json file://a.json":     "ecs run-task --cli-input-json {\"x\": \"$X\"}\n {\"$X\" is a variable}",
		"cat <<'EOF' > ./a.json\n{\"x\": \"$X\"}\nEOF\naws ecs run-task --cli-input-json file://a.json": "ecs run-task --cli-input-json {\"x\": \"$X\"}\n",
		"echo '{}' | tee a.json\naws ecs run-task --cli-input-json file://a.json":                       "ecs run-task --cli-input-json {}",
		"sed s/a/b/ x > a.json\naws ecs run-task --cli-input-json file://a.json":                        `ecs run-task --cli-input-json file://a.json {"a.json" is written by "sed s/a/b/ x > a.json"}`,
		"aws ecs run-task --cli-input-json file:///dev/stdin <<< '{}'":                                  "ecs run-task --cli-input-json {}",
		"echo '{}' | aws ecs run-task --cli-input-json file:///dev/stdin":                               "ecs run-task --cli-input-json {}",
		"B=$(cat <<EOF\n{}\nEOF\n)\naws ecs run-task --cli-input-json \"$B\"":                           "ecs run-task --cli-input-json {}",
	})
}

func TestScriptsInsideOfScripts(t *testing.T) {
	const run = "ecs run-task --group a"
	checkShell(t, map[string]string{
		"bash -c 'aws ecs run-task --group a'":                     run,
		"ssh host \"cd x && aws ecs run-task --group a\"":          run + " maybe",
		"log_info 'run aws ecs run-task --group a'":                "",
		"trap 'aws ecs run-task --group a' EXIT":                   run,
		"bash <<EOF\naws ecs run-task --group a\nEOF":              run,
		"sudo -u x sh -s <<'EOF'\naws ecs run-task --group a\nEOF": run,
		"cat <<EOF\naws ecs run-task --group a\nEOF":               "",
	})
}

// TestUnknownRunners: what nobody knows to run a text is not silently passed over.
func TestUnknownRunners(t *testing.T) {
	found, problems := command.Shell("onHost x 'cd y && aws ecs run-task --group a'\nonHost x 'aws ecs run-task --group b'", command.Options{})
	if got, want := written(found), "ecs run-task --group b maybe"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
	if len(problems) != 1 || !problems[0].Unseen || problems[0].Line != 1 {
		t.Errorf("got %v, want one problem of line 1", problems)
	}
}

func TestBrokenScripts(t *testing.T) {
	const run = "\naws ecs run-task --group a\n"
	for script, want := range map[string]string{
		"if x; then" + run + "fi fi" + run:   "ecs run-task --group a maybe\necs run-task --group a maybe",
		"x ) y" + run:                        "ecs run-task --group a maybe",
		"for" + run:                          "ecs run-task --group a maybe",
		"aws ecs run-task --group a )" + run: "ecs run-task --group a maybe",
		strings.Repeat(")\n", 100) + run:     "ecs run-task --group a maybe",
		"x 'open" + run:                      "ecs run-task --group a maybe",
	} {
		found, problems := command.Shell(script, command.Options{})
		if got := written(found); got != want {
			t.Errorf("%s\ngot  %s\nwant %s", script, got, want)
		}
		if len(problems) == 0 {
			t.Errorf("%s: got no problem", script)
		}
	}
}

// TestEndless: what repeats itself without end is cut, and said to be.
func TestEndless(t *testing.T) {
	body := "aws ecs run-task --group $1"
	script := "a() { " + body + "; }\n"
	for _, f := range [][2]string{{"b", "a"}, {"c", "b"}, {"d", "c"}} {
		script += f[0] + "() { for i in " + strings.Repeat("x ", 90) + "; do " + f[1] + " $i$1; done; }\n"
	}
	_, problems := command.Shell(script+"d y", command.Options{})
	if len(problems) != 1 || !problems[0].Unseen {
		t.Errorf("got %v, want one problem", problems)
	}
}

// TestHostile: what is nested without end neither ends the program nor passes.
func TestHostile(t *testing.T) {
	for _, nested := range []string{"(", "$(", "{ ", "$((", "((", "if x; then\n", "while x; do\n", "case x in a)\n", "! ", "-"} {
		script := strings.Repeat(nested, 1<<16) + "\naws ecs run-task --group a"
		found, problems := command.Shell(script, command.Options{})
		if unseen := len(problems) > 0 && problems[0].Unseen; len(found) == 0 && !unseen {
			t.Errorf("%q: got no invocation and problems %v", nested, problems)
		}
	}
}

// TestGrowing: what doubles with every line is cut.
func TestGrowing(t *testing.T) {
	for _, line := range []string{"a=\"x$a$a\"\n", "a=(x \"${a[@]}\" \"${a[@]}\")\n", "set -- x \"$@\" \"$@\"\n", "a=$(echo \"$a $a\")\n", "eval \"a='x$a$a'\"\n"} {
		command.Shell(strings.Repeat(line, 200)+"aws ecs run-task --group \"$a\"", command.Options{})
	}
}
