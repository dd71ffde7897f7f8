package command_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/ecsgate/ecsgate/evaluator/document"
	"github.com/ecsgate/ecsgate/evaluator/manifest/command"
)

// written shows invocations, one a line: the command, its options, the words
// left over, and what it hangs on. What is not known has its reason in braces.
func written(list []command.Invocation) string {
	var lines []string
	for _, i := range list {
		line := i.Service + " " + i.Verb
		for _, a := range i.Arguments {
			line += " --" + a.Name
			for _, w := range a.Values {
				line += " " + word(w)
			}
		}
		for _, w := range i.Words {
			line += " + " + word(w)
		}
		if i.Maybe {
			line += " maybe"
		}
		for _, l := range i.Loops {
			line += " loop " + l.Text
		}
		lines = append(lines, line)
	}
	return strings.Join(lines, "\n")
}

func word(w command.Word) string {
	text := w.Text
	if !w.Known() {
		text += " {" + w.Reason + "}"
	}
	for _, o := range w.Outputs {
		if o.Maybe {
			text += " perhaps"
		}
		text += " from " + o.Verb
		if o.Filter != "" {
			text += " through " + o.Filter
		}
	}
	return text
}

// checkShell compares what is found in scripts.
func checkShell(t *testing.T, cases map[string]string) {
	t.Helper()
	for script, want := range cases {
		found, problems := command.Shell(script, command.Options{})
		if got := written(found); got != want {
			t.Errorf("%s\ngot  %s\nwant %s", script, got, want)
		}
		if len(problems) > 0 {
			t.Errorf("%s: got problems %v", script, problems)
		}
	}
}

const update = "ecs update-service "

func TestCommandLines(t *testing.T) {
	checkShell(t, map[string]string{
		"aws ecs update-service --service web":                                   update + "--service web",
		"aws --region eu-west-1 ecs --no-cli-pager update-service --service web": update + "--region eu-west-1 --no-cli-pager --service web",
		"/usr/local/bin/aws ecs update-service --service=web":                    update + "--service web",
		"aws2 ecs update-service \\\n  --service \\\n web":                       update + "--service web",
		"aws ecs update-service\\\n --service web\\\n --force-new-deployment":    update + "--service web --force-new-deployment",
		"aws ecs update-service --force-new-deployment --service web":            update + "--force-new-deployment --service web",
		"sudo -E env A=1 time aws ecs update-service --service web":              update + "--service web",
		"AWS_PROFILE=prod aws ecs update-service --service web":                  update + "--service web",
		"docker run --rm -e A amazon/aws-cli:2.1 ecs update-service --service w": update + "--service w",
		"docker-compose run --rm aws ecs update-service --service web":           update + "--service web",
		"$AWS ecs update-service --service web":                                  update + "--service web",
		"A=$(which aws); E=\"$A --output json ecs\"; $E update-service":          "ecs update-service --output json",
		"$AWS_ECS update-service --service web":                                  update + `--service web + $AWS_ECS {"$AWS_ECS" is a variable}`,
		"$X create-service --service-name web":                                   "",
		"aws $OPTS ecs update-service --service web":                             update + `--service web + $OPTS {"$OPTS" is a variable}`,
		"aws ecs update-service --service web $EXTRA":                            update + `--service web + $EXTRA {"$EXTRA" is a variable}`,
		"aws ecs wait services-stable --services web api":                        "ecs wait --services web api + services-stable",
		"! aws ecs update-service --service web":                                 update + "--service web",
		"( cd x; aws ecs update-service --service web ) &":                       update + "--service web",
		"# aws ecs update-service --service web\n":                               "",
		"echo aws ecs update-service --service web":                              "",
		"echo 'run: aws ecs update-service --service web'":                       "",
		"git commit -m 'use aws ecs update-service --force'":                     "",
		"aws":           "",
		"aws s3 cp a b": "s3 cp + a + b",
		"aws ecs deregister-task-definition --task-definition web:{1..3}":              "ecs deregister-task-definition --task-definition web:1 + web:2 + web:3",
		"aws ecs delete-task-definitions --task-definitions web:{3..1}":                "ecs delete-task-definitions --task-definitions web:3 web:2 web:1",
		"aws ecs run-task --network-configuration awsvpcConfiguration={subnets=[a,b]}": "ecs run-task --network-configuration awsvpcConfiguration={subnets=[a,b]}",
		"aws ecs run-task --cluster <CLUSTER> --task-definition <task>:1":              `ecs run-task --cluster <CLUSTER> {"<CLUSTER>" is a placeholder} --task-definition <task>:1 {"<task>" is a placeholder}`,
		"TASK=<task name>\naws ecs run-task --task-definition $TASK:1":                 `ecs run-task --task-definition <task name>:1 {"<task name>" is a placeholder}`,
		"aws ecs run-task --cluster ${{ env.C }} --group {{ g }}":                      `ecs run-task --cluster ${{ env.C }} {"${{ env.C }}" is an expression} --group {{ g }} {"{{ g }}" is a template expression}`,
	})
}

func TestQuotes(t *testing.T) {
	checkShell(t, map[string]string{
		`aws ecs run-task --group "a b" --cluster 'c d'`:         "ecs run-task --group a b --cluster c d",
		`aws ecs run-task --group a\ b --cluster "c\"d\x"`:       `ecs run-task --group a b --cluster c"d\x`,
		`aws ecs run-task --group $'a\tb\x41\u00e9\101\'\q'`:     "ecs run-task --group a\tbAéA'\\q",
		`aws ecs run-task --overrides '{"a": "'"$B"'"}'`:         `ecs run-task --overrides {"a": "$B"} {"$B" is a variable}`,
		`aws ecs run-task --group ""`:                            "ecs run-task --group ",
		`aws ecs run-task --group "$(echo web)"`:                 "ecs run-task --group web",
		`aws ecs run-task --group "$(printf '%s' web)"`:          "ecs run-task --group web",
		"aws ecs run-task --group `git rev-parse HEAD`":          "ecs run-task --group `git rev-parse HEAD` {\"`git rev-parse HEAD`\" is the output of a command}",
		`aws ecs run-task --count $((2 + 1))`:                    `ecs run-task --count $((2 + 1)) {"$((2 + 1))" is computed by the shell}`,
		`aws ecs run-task --cli-input-json "$(cat run.json)"`:    "ecs run-task --cli-input-json file://run.json",
		`aws ecs run-task --task-definition web:"$(cat number)"`: `ecs run-task --task-definition web:$(cat number) {"$(cat number)" is the output of a command}`,
		`aws ecs run-task --cli-input-json file://$(pwd)/a.json`: "ecs run-task --cli-input-json file://a.json",
	})
}

func TestVariables(t *testing.T) {
	const run = "\naws ecs run-task --cluster "
	const branch = `ecs run-task --cluster $C {"$C" is set in a branch}`
	checkShell(t, map[string]string{
		"C=prod" + run + "$C":                                               "ecs run-task --cluster prod",
		"export C=prod" + run + "${C}":                                      "ecs run-task --cluster prod",
		"readonly C='a b'" + run + `"$C"`:                                   "ecs run-task --cluster a b",
		"C=a; C=b" + run + "$C":                                             "ecs run-task --cluster b",
		"C=a; C+=b" + run + "$C":                                            "ecs run-task --cluster ab",
		"A=x; C=$A-y" + run + "$C":                                          "ecs run-task --cluster x-y",
		run + "$C\nC=prod":                                                  `ecs run-task --cluster $C {"$C" is a variable}`,
		"C=${C:-dev}" + run + "$C":                                          `ecs run-task --cluster ${C:-dev} {"${C:-dev}" is a default, and may be set from outside}`,
		"C=prod" + run + "${C:-dev}":                                        "ecs run-task --cluster prod",
		"C=" + run + "${C:-dev}":                                            "ecs run-task --cluster dev",
		"C=prod" + run + "${C:?needed}":                                     "ecs run-task --cluster prod",
		"C=prod" + run + "${C%d}":                                           `ecs run-task --cluster ${C%d} {"${C%d}" is computed by the shell}`,
		"C=$1" + run + "$C":                                                 `ecs run-task --cluster $1 {"$1" is an argument of the script}`,
		"if x; then C=a; fi" + run + "$C":                                   branch,
		"if x; then C=a; else C=b; fi" + run + "$C":                         branch,
		"if x; then C=a; else C=a; fi" + run + "$C":                         "ecs run-task --cluster a",
		"case $1 in a) C=a;; *) C=a;; esac" + run + "$C":                    "ecs run-task --cluster a",
		"x && C=a" + run + "$C":                                             branch,
		"(C=a)" + run + "$C":                                                `ecs run-task --cluster $C {"$C" is a variable}`,
		"C=a; . ./env.sh" + run + "$C":                                      `ecs run-task --cluster $C {"$C" is set before another script is read, which may set it again}`,
		"C=a; export $(cat .env)" + run + "$C":                              `ecs run-task --cluster $C {"$C" is set before another script is read, which may set it again}`,
		"C=a; eval $(ssh-agent)" + run + "$C":                               "ecs run-task --cluster a",
		"C=a; eval \"$(x)\"" + run + "$C":                                   `ecs run-task --cluster $C {"$C" is set before another script is read, which may set it again}`,
		"read -r C" + run + "$C":                                            `ecs run-task --cluster $C {"$C" is read from "what is typed in"}`,
		"C=a; unset C" + run + `"$C"`:                                       "ecs run-task --cluster ",
		"set -- prod" + run + "$1":                                          "ecs run-task --cluster prod",
		"C=prod eval 'aws ecs run-task --cluster $C'":                       "ecs run-task --cluster prod",
		"A=(--cluster 'a b'); A+=(--count 2)\naws ecs run-task \"${A[@]}\"": "ecs run-task --cluster a b --count 2",
		"A='--cluster prod'\naws ecs run-task $A":                           "ecs run-task --cluster prod",
		"A='aws ecs'\n$A run-task --cluster prod":                           "ecs run-task --cluster prod",
		"while x; do C=$C.a; aws ecs run-task --cluster $C; done":           `ecs run-task --cluster $C.a {"$C" is set in a loop} maybe loop while x;`,
	})
}

func TestVariablesFromOutside(t *testing.T) {
	options := command.Options{
		Env:     map[string]string{"C": "prod", "AWS_REGION": "eu-west-1"},
		Unknown: map[string]string{"S": `"${{ secrets.S }}" is an expression`},
		Expand: func(expression string) (string, string) {
			if expression == "${{ env.T }}" {
				return "web:41", ""
			}
			return "", expression + " is not known"
		},
	}
	for script, want := range map[string]string{
		"aws ecs run-task --cluster ${C:-dev}":            "ecs run-task --cluster prod",
		"aws ecs run-task --cluster $S":                   `ecs run-task --cluster $S {"${{ secrets.S }}" is an expression}`,
		"aws ecs run-task --task-definition ${{ env.T }}": "ecs run-task --task-definition web:41",
		"aws ecs run-task --group ${{ x }}":               "ecs run-task --group ${{ x }} {${{ x }} is not known}",
	} {
		found, _ := command.Shell(script, options)
		if got := written(found); got != want {
			t.Errorf("%s: got %s, want %s", script, got, want)
		}
		if got := found[0].Environment["AWS_REGION"].Text; got != "eu-west-1" {
			t.Errorf("%s: got Region %q", script, got)
		}
	}
}

func TestPositions(t *testing.T) {
	script := "é=1\r\nif x; then\r\n  é && aws ecs run-task \\\r\n   --cluster 'é' --count 2\r\nfi"
	found, _ := command.Shell(script, command.Options{At: document.Position{Line: 10, Column: 5}, Indent: 4})
	if len(found) != 1 {
		t.Fatalf("got %v", found)
	}
	i := found[0]
	got := fmt.Sprint(i.Position, i.Arguments[0].Position, i.Arguments[1].Values[0].Position)
	if want := "{12 12} {13 8} {13 30}"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}
