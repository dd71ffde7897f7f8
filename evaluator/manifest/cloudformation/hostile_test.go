package cloudformation_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/ecsgate/ecsgate/evaluator/reference"
)

// TestHostile reads templates that grow without bounds when they are evaluated
// naively. Whatever happens to them, the service that they hold is reported,
// and what it runs is not taken for known.
func TestHostile(t *testing.T) {
	for _, tt := range []struct{ name, text string }{
		{"a text that doubles at each level", doubling(60)},
		{"a deep expression", service1(strings.Repeat(`!Join ["", [`, 150) + "web" + strings.Repeat(`]]`, 150))},
		{"conditions that ask each other", circle(60)},
		{"mappings that point at each other", mappings},
	} {
		t.Run(tt.name, func(t *testing.T) {
			change := readText(t, tt.text, nil)
			checkInvariants(t, change)
			checkMarks(t, change)
			for _, op := range change.Operations {
				if op.Reference.Kind != reference.Unresolved {
					t.Errorf("got %.100v, want an unresolved reference", op.Reference)
				}
			}
			if len(change.Operations) == 0 {
				t.Error("the service was dropped")
			}
		})
	}
}

func service1(expression string) string {
	return "Resources:\n  S:\n    Type: AWS::ECS::Service\n    Properties:\n      TaskDefinition: " + expression + "\n"
}

func doubling(levels int) string {
	expression := "{A: web}"
	for range levels {
		expression = `{A: !Sub ["${A}${A}", ` + expression + "]}"
	}
	return service1(`!Sub ["${A}", ` + expression + "]")
}

func circle(size int) string {
	var b strings.Builder
	b.WriteString("Conditions:\n")
	for i := range size {
		next := (i + 1) % size
		fmt.Fprintf(&b, "  C%d: !And [!Condition C%d, !Not [!Condition C%d], !Condition C%d]\n", i, next, next, next)
	}
	return b.String() + service1("!If [C0, !ImportValue a, !ImportValue b]")
}

const mappings = `
Mappings:
  A: {a: {a: !FindInMap [A, a, a]}}
Resources:
  S:
    Type: AWS::ECS::Service
    Properties:
      TaskDefinition: !FindInMap [A, a, a]
`

// TestLoopBomb: loops inside loops unroll to so many resources that nobody can
// have meant it.
func TestLoopBomb(t *testing.T) {
	body := "{'S${A}${B}': {Type: 'AWS::ECS::Service', Properties: {TaskDefinition: !Sub 'web:${A}'}}}"
	for _, name := range []string{"B", "A"} {
		numbers := strings.Repeat("1, ", 900) + "1"
		body = fmt.Sprintf("{'Fn::ForEach::%s': [%s, [%s], %s]}", name, name, numbers, body)
	}
	change := readText(t, "Resources: "+body, nil)
	checkInvariants(t, change)
	checkMarks(t, change)
	if len(change.Operations) == 0 || len(change.Operations) > 10_000 {
		t.Errorf("got %d operations", len(change.Operations))
	}
}
