package manifest_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/ecsgate/ecsgate/evaluator"
	"github.com/ecsgate/ecsgate/evaluator/manifest"
	"github.com/ecsgate/ecsgate/evaluator/reference"
)

// told writes what was read as one line for each operation, and each note and
// failure by its mark.
func told(change evaluator.Change) []string {
	var lines []string
	for _, op := range change.Operations {
		line := fmt.Sprintf("%s %s", op.Action, op.Reference.Kind)
		if op.Reference.Kind == reference.Revision || op.Reference.Kind == reference.Family {
			line = fmt.Sprintf("%s %s", op.Action, op.Reference.Name())
		}
		if op.Maybe {
			line += " maybe"
		}
		lines = append(lines, line)
	}
	for _, note := range change.Notes {
		if note.Unseen {
			lines = append(lines, "unseen")
		}
	}
	for range change.Failures {
		lines = append(lines, "failure")
	}
	return lines
}

func TestCarriers(t *testing.T) {
	for _, tt := range []struct{ name, file, text, want string }{
		{"a step that always runs", "w.yml", "on: push\njobs: {a: {steps: [{if: always(), run: aws ecs run-task --task-definition a:1}]}}", "RunTask a:1"},
		{"a job with a condition", "w.yml", "on: push\njobs: {a: {if: github.ref, steps: [{run: aws ecs run-task --task-definition a:1}]}}", "RunTask a:1 maybe"},
		{"an action of ECS that nobody knows", "w.yml", "on: push\njobs: {a: {steps: [{uses: acme/ecs-run@v1}]}}", "unseen"},
		{"an action of ECR", "w.yml", "on: push\njobs: {a: {steps: [{uses: aws-actions/amazon-ecr-login@v1}]}}", ""},
		{"silintl's action", "w.yml", "on: push\njobs: {a: {steps: [{uses: silinternational/ecs-deploy@master, with: {cluster: c, service_name: s}}]}}",
			"RegisterTaskDefinition produced, UpdateService produced"},
		{"a workflow of ECS elsewhere", "w.yml", "on: push\njobs: {a: {uses: acme/x/.github/workflows/ecs.yml@v1}}", "unseen"},
		{"a workflow of this repository that can not be read", "w.yml", "on: push\njobs: {a: {uses: ./.github/workflows/x.yml}}", "unseen"},
		{"a workflow elsewhere", "w.yml", "on: push\njobs: {a: {uses: acme/x/.github/workflows/test.yml@v1}}", ""},

		{"ecspresso rolls back", "a.sh", "#!/bin/sh\necspresso rollback --config x.yml\n", "UpdateService unresolved, DeregisterTaskDefinition unresolved"},
		{"ecspresso deploys", "a.sh", "#!/bin/sh\necspresso deploy\n", "RegisterTaskDefinition produced, PutService produced"},
		{"ecspresso looks", "a.sh", "#!/bin/sh\necspresso diff\necspresso deploy --dry-run\n", ""},
		{"fabfuel keeps", "a.sh", "#!/bin/sh\necs deploy c s --no-deregister -i app web:2\n", "RegisterTaskDefinition produced, UpdateService produced"},
		{"fabfuel runs", "a.sh", "#!/bin/sh\necs run c job:3\n", "RunTask job:3"},
		{"fabfuel scales", "a.sh", "#!/bin/sh\nif true; then ecs scale c s 3; fi\n", "UpdateService absent maybe"},
		{"silintl in its image", "a.sh", "#!/bin/sh\ndocker run silintl/ecs-deploy -c c -n s -i web --max-definitions 3\n",
			"RegisterTaskDefinition produced, UpdateService produced, DeregisterTaskDefinition unresolved"},
		{"copilot", "a.sh", "#!/bin/sh\ncopilot svc deploy --name web\n", "unseen"},
		{"a tool that is installed", "a.sh", "#!/bin/sh\npip install ecs-deploy\n# ecs-deploy -c c -n s\n", ""},

		{"PowerShell: a branch assigns", "a.ps1", "if ($x) { $d = 'a:1' }\naws ecs run-task --task-definition $d\n", "RunTask unresolved"},
		{"PowerShell: assigned twice", "a.ps1", "$d = 'a:1'\n$d = 'a:2'\naws ecs run-task --task-definition $d\n", "RunTask unresolved"},
		{"PowerShell: in a function", "a.ps1", "function go { $d = 'a:1'\n aws ecs run-task --task-definition $d }\n", "RunTask a:1 maybe"},
		{"PowerShell: behind &&", "a.ps1", "npm test && aws ecs run-task --task-definition a:1\n", "RunTask a:1 maybe"},
		{"PowerShell: a here-string", "a.ps1", "$doc = @'\naws ecs run-task --task-definition a:1\n'@\n", "RunTask a:1"},
		{"PowerShell: splatting what is not known", "a.ps1", "$v = Get-It\naws ecs run-task @v\n", "RunTask unresolved"},
		{"PowerShell: cmdlets", "a.ps1", "Unregister-ECSTaskDefinition -TaskDefinition a:1 -Force\nNew-ECSTask -Cluster c -TaskDefinition a\n",
			"DeregisterTaskDefinition a:1, RunTask a"},
		{"PowerShell: the output of a registration", "a.ps1",
			"$a = (aws ecs register-task-definition --family web `\n  --query taskDefinition.taskDefinitionArn)\naws ecs run-task --task-definition $a\n",
			"RegisterTaskDefinition produced, RunTask produced"},
		{"PowerShell: a part of it", "a.ps1",
			"$a = aws ecs register-task-definition --family web | ConvertFrom-Json\naws ecs run-task --task-definition $a.taskDefinition.taskDefinitionArn\n",
			"RegisterTaskDefinition produced, RunTask produced"},
		{"PowerShell: UTF-16", "a.ps1", "\xff\xfea\x00", ""},
		{"PowerShell: not text", "a.ps1", "aws ecs \xff", "failure"},

		{"batch: set in a branch", "a.cmd", "if \"%1\"==\"a\" set D=a:1\naws ecs run-task --task-definition %D%\n", "RunTask unresolved"},
		{"batch: behind a condition", "a.bat", "if not exist x aws ecs run-task --task-definition a:1\n", "RunTask a:1 maybe"},
		{"batch: nested", "a.bat", "if a==b (\r\n  if c EQU d (\r\n    aws ecs run-task --task-definition a:1\r\n  )\r\n)\r\n", "RunTask a:1 maybe"},

		{"Groovy: two values", "a.groovy", "d = 'a:1'\nd = 'a:2'\nsh \"aws ecs run-task --task-definition ${d}\"\n", "RunTask unresolved"},
		{"Groovy: a condition", "a.groovy", "if (x) { sh 'aws ecs run-task --task-definition a:1' }\n", "RunTask a:1 maybe"},
		{"Groovy: a string that nobody runs", "a.groovy", "def help = 'aws ecs run-task --task-definition a:1'\n", "RunTask a:1 maybe"},
		{"Groovy: said", "a.groovy", "echo 'aws ecs run-task --task-definition a:1'\n", ""},

		{"GitLab: rules", "a.yml", "stages: [a]\na:\n  rules: [{when: always}]\n  script: [aws ecs run-task --task-definition a:1]\n", "RunTask a:1 maybe"},
		{"CircleCI: a command of many commands", "a.yml", circleBomb(), "unseen"},
		{"buildspec: PowerShell", "a.yml", "version: 0.2\nenv: {shell: powershell.exe}\nphases:\n  build:\n    commands:\n      - $d = 'a:1'\n      - aws ecs run-task --task-definition $d\n", "RunTask a:1"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			got := told(read(tt.file, tt.text, manifest.Options{}))
			if strings.Join(got, ", ") != tt.want {
				t.Errorf("got %q, want %q", strings.Join(got, ", "), tt.want)
			}
		})
	}
}

// circleBomb is a command that calls a command that calls … twenty times each.
func circleBomb() string {
	var b strings.Builder
	b.WriteString("version: 2.1\njobs: {build: {steps: [c0]}}\ncommands:\n")
	for i := range 15 {
		fmt.Fprintf(&b, "  c%d: {steps: [%s]}\n", i, strings.TrimSuffix(strings.Repeat(fmt.Sprintf("c%d, ", i+1), 20), ", "))
	}
	b.WriteString("  c15: {steps: [checkout]}\n")
	return b.String()
}

// TestPassedVariables: --env fills in what a file takes from elsewhere, and never
// what it says itself.
func TestPassedVariables(t *testing.T) {
	env := map[string]string{"CLUSTER": "passed", "OTHER": "x"}
	for _, tt := range []struct{ file, text, want string }{
		{"a.yml", "on: push\nenv: {CLUSTER: \"${{ vars.CLUSTER }}\"}\njobs: {a: {steps: [{run: aws ecs run-task --task-definition a --cluster $CLUSTER}]}}", "passed"},
		{"a.yml", "on: push\nenv: {CLUSTER: own}\njobs: {a: {steps: [{run: aws ecs run-task --task-definition a --cluster $CLUSTER}]}}", "own"},
		{"a.ps1", "aws ecs run-task --task-definition a --cluster $env:CLUSTER", "passed"},
		{"a.cmd", "aws ecs run-task --task-definition a --cluster %CLUSTER%", "passed"},
		{"a.groovy", "sh \"aws ecs run-task --task-definition a --cluster ${CLUSTER}\"", "passed"},
		{"a.groovy", "CLUSTER = 'own'\nsh \"aws ecs run-task --task-definition a --cluster ${CLUSTER}\"", "own"},
	} {
		t.Run(tt.text, func(t *testing.T) {
			change := read(tt.file, tt.text, manifest.Options{Env: env})
			if len(change.Operations) != 1 || len(change.Operations[0].Claims) != 1 || change.Operations[0].Claims[0].Cluster != tt.want {
				t.Errorf("got %+v, want the cluster %s", change, tt.want)
			}
		})
	}
}

// TestUnboundedLoops: a loop over every task definition says so (ECS316).
func TestUnboundedLoops(t *testing.T) {
	for _, tt := range []struct {
		file, text string
		want       bool
	}{
		{"a.ps1", "$all = aws ecs list-task-definitions\nforeach ($d in $all) { aws ecs deregister-task-definition --task-definition $d }", true},
		{"a.ps1", "foreach ($d in (aws ecs list-task-definitions --family-prefix web)) { aws ecs deregister-task-definition --task-definition $d }", false},
		{"a.ps1", "aws ecs list-task-definitions | % { aws ecs deregister-task-definition --task-definition $_ }", true},
		{"a.cmd", "for /f %%i in ('aws ecs list-task-definitions') do aws ecs deregister-task-definition --task-definition %%i", true},
		{"a.cmd", "for %%i in (web:1 web:2) do aws ecs deregister-task-definition --task-definition %%i", false},
	} {
		t.Run(tt.text, func(t *testing.T) {
			change := read(tt.file, tt.text, manifest.Options{})
			unbounded := slices.ContainsFunc(change.Operations, func(op evaluator.Operation) bool { return op.Unbounded })
			if unbounded != tt.want || len(change.Operations) != 1 {
				t.Errorf("got %+v, want unbounded %t", change.Operations, tt.want)
			}
		})
	}
}

// TestNoCarriers: files of other tools are not taken for these.
func TestNoCarriers(t *testing.T) {
	for name, data := range map[string]string{
		"docker compose":  "version: '3'\nservices:\n  web: {image: web}\n",
		"Travis":          "language: go\nscript: [go test]\njobs:\n  include: [{script: make}]\n",
		"Ansible":         "- hosts: all\n  tasks: [{command: aws}]\n",
		"tasks":           "- name: copy\n  command: aws s3 cp a b\n",
		"Kubernetes":      "apiVersion: batch/v1\nkind: Job\nspec: {template: {spec: {containers: [{command: [aws]}]}}}\n",
		"Cloud Build":     "steps:\n- name: gcr.io/x\n  script: make\n",
		"Buildkite":       "steps:\n- command: make\n  label: build\n",
		"Drone":           "kind: pipeline\nsteps:\n- name: a\n  commands: [make]\n",
		"npm":             `{"name": "a", "scripts": {"deploy": "make"}}`,
		"Amplify":         "version: 1\nfrontend: {phases: {build: {commands: [npm]}}}\n",
		"JavaScript act.": "name: a\nruns: {using: node20, main: index.js}\n",
		"Taskfile":        "version: '3'\ntasks: {a: {cmds: [make]}}\n",
		"pre-commit":      "repos: [{repo: local, hooks: []}]\n",
		"mkdocs":          "site_name: x\nnav: [a]\n",
	} {
		t.Run(name, func(t *testing.T) {
			file := manifest.File{Name: "a.yaml", Data: []byte(data), Walked: true}
			if change := manifest.Read(file, manifest.Options{}); outcome(change) != "" {
				t.Errorf("in a walk: got %+v, want nothing", change)
			}
			if change := read("a.yaml", data, manifest.Options{}); len(change.Failures) != 1 {
				t.Errorf("as an argument: got %+v, want one failure", change)
			}
		})
	}
}

// TestHostileScripts: what is nested too deep, or long enough to stall a slow
// reading, is read like anything else.
func TestHostileScripts(t *testing.T) {
	const line = "aws ecs run-task --task-definition a:1\n"
	parts := []string{
		"(", "{", "$(", "@(", "\"", "'", "\"$x", "!a", "%a", "${", "if (", "$a = \"$a$a\"\n", "x = \"${x}${y}\"\n", "foreach ($a in $a) {", "/*", "`\n", "^\n", "|",
	}
	for _, name := range []string{"a.ps1", "a.cmd", "a.groovy"} {
		for _, part := range parts {
			assertSound(t, read(name, line+strings.Repeat(part, 5000)+"\n"+line, manifest.Options{}))
		}
	}
}
