package command_test

import (
	"strings"
	"testing"

	"github.com/ecsgate/ecsgate/evaluator/manifest/command"
)

// TestUnseen: what may send a request to ECS and can not be read is said, and
// what only looks like it is not.
func TestUnseen(t *testing.T) {
	const update = "ecs update-service --service web --task-definition web:41"
	tests := []struct{ name, text, says string }{
		{"an alias", "alias a=aws\na " + update, `"a" is given "ecs update-service"`},
		{"a wrapper", "./tools/aws.sh " + update, `"aws.sh" is given "ecs update-service"`},
		{"a program in a word", `python3 -c "boto3.client('ecs').update_service(service='web')"`, "a program that calls ECS"},
		{"a program in a here-document", "node <<X\nnew ECSClient().send(new UpdateServiceCommand({}))\nX", "a program that calls ECS stands in a here-document"},
		{"a library", "aws ecs list-clusters\n. ./lib.sh", `"./lib.sh" is sourced`},
		{"a message", `log_info "a ` + update + `"`, ""},
		{"another tool's ecs", "mytool ecs status", ""},
		{"variables", "aws ecs list-clusters\nsource .env\n. venv/bin/activate\n. ~/.bashrc", ""},
		{"a library of something else", ". ./lib.sh\nmake all", ""},
		{"a program of something else", `python3 -c "import json; print(json.dumps({'ecs': 1}))"`, ""},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			_, problems := command.Shell(test.text, command.Options{})
			switch {
			case test.says == "" && len(problems) > 0:
				t.Errorf("got %+v, want nothing", problems)
			case test.says != "" && (len(problems) != 1 || !problems[0].Unseen || !strings.Contains(problems[0].Message, test.says)):
				t.Errorf("got %+v, want %q", problems, test.says)
			}
		})
	}
}
