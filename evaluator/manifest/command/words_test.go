package command_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/ecsgate/ecsgate/evaluator/document"
	"github.com/ecsgate/ecsgate/evaluator/manifest/command"
)

func place(at document.Position) string { return fmt.Sprintf("%d:%d", at.Line, at.Column) }

func TestWords(t *testing.T) {
	for line, want := range map[string]string{
		"aws ecs run-task --group a":             "ecs run-task --group a",
		`C:\Program\aws.exe ecs run-task`:        "ecs run-task",
		"call aws ecs run-task --no-cli-pager x": "ecs run-task --no-cli-pager + x",
		"aws ecs run-task --group --count 2":     "ecs run-task --group --count 2",
		"aws ecs":                                "ecs ",
		"aws --version":                          "",
		"terraform apply":                        "",
		"helm upgrade aws ecs":                   "",
		"":                                       "",
	} {
		var words []command.Word
		for _, text := range strings.Fields(line) {
			words = append(words, command.Word{Text: text})
		}
		got := ""
		if i, ok := command.Words(words); ok {
			got = written([]command.Invocation{i})
		}
		if got != want {
			t.Errorf("%s: got %q, want %q", line, got, want)
		}
	}
}

func TestMentions(t *testing.T) {
	for text, want := range map[string]bool{
		"aws ecs update-service":                      true,
		"aws ecs --region x \\\n  update-service":     true,
		"aws ecs `\r\n update-service":                true,
		"aws ecs ^\r\n update-service":                true,
		"aws ecs\nupdate-service":                     false,
		"['aws', 'ecs', 'update-service']":            true,
		"aws ecs deploy":                              true,
		"aws events put-targets":                      true,
		"aws scheduler create-schedule":               true,
		"aws deploy create-deployment":                true,
		"aws servicediscovery create-service":         false,
		"aws ecs describe-services":                   false,
		"aws ecs update-service-primary-task-set":     false,
		"$AWS_ECS update-service":                     true,
		"kubectl deploy":                              false,
		"ecs-update-service.sh aws":                   false,
		"":                                            false,
		strings.Repeat("aws ecs x ", 99) + "run-task": true,
	} {
		if got := command.Mentions(text); got != want {
			t.Errorf("%q: got %v", text, got)
		}
	}
}
