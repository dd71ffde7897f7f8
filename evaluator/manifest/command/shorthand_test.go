package command_test

import (
	"encoding/json"
	"testing"

	"github.com/ecsgate/ecsgate/evaluator/document"
	"github.com/ecsgate/ecsgate/evaluator/manifest/command"
)

// The wanted values are what awscli 1.45 makes of the same texts.
func TestShorthand(t *testing.T) {
	for text, want := range map[string]string{
		"a=b":                 `{"a":"b"}`,
		"a=b,c=d":             `{"a":"b","c":"d"}`,
		"a=b,c":               `{"a":["b","c"]}`,
		"a=b,c,d=e":           `{"a":["b","c"],"d":"e"}`,
		"a=":                  `{"a":""}`,
		"a=,b=c":              `{"a":"","b":"c"}`,
		"a = b , c = d":       `{"a":"b","c":"d"}`,
		"a=[b,c],d={e=f}":     `{"a":["b","c"],"d":{"e":"f"}}`,
		"a={b={c=[d,{e=f}]}}": `{"a":{"b":{"c":["d",{"e":"f"}]}}}`,
		"a=[],b={}":           `{"a":[],"b":{}}`,
		`a="b,c",d='e=f'`:     `{"a":"b,c","d":"e=f"}`,
		`a="b\"c"`:            `{"a":"b\"c"}`,
		`a=b\,c`:              `{"a":"b,c"}`,
		"a=b c":               `{"a":"b c"}`,
		"a=b=c":               `{"a":"b=c"}`,
		"a=x:y/z,b=arn:aws:ecs:eu-west-1:1:task-definition/w:1": `{"a":"x:y/z","b":"arn:aws:ecs:eu-west-1:1:task-definition/w:1"}`,
		"a-b.c_d=1": `{"a-b.c_d":"1"}`,
		"a={b=c=d}": `{"a":{"b":"c=d"}}`,
		"a=b,c]d":   `{"a":["b","c]d"]}`,
	} {
		node, err := command.Shorthand(text, document.Position{Line: 3, Column: 4})
		if err != nil {
			t.Errorf("%s: %v", text, err)
			continue
		}
		got, err := json.Marshal(node.Value())
		if err != nil {
			t.Fatal(err)
		}
		if string(got) != want {
			t.Errorf("%s: got %s, want %s", text, got, want)
		}
	}
}

func TestShorthandRefuses(t *testing.T) {
	for _, text := range []string{"", "a", "=b", "a=b,a=c", "a=[b", "a={b=c", "a=\"b", "a=b,", "a={b}", "a=[b", "a=b}c,d"} {
		if node, err := command.Shorthand(text, document.Position{}); err == nil {
			t.Errorf("%q: got %v", text, node.Value())
		}
	}
}
