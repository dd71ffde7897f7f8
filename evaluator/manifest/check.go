package manifest

import (
	"strings"

	"github.com/ecsgate/ecsgate/evaluator"
	"github.com/ecsgate/ecsgate/evaluator/document"
)

// check refuses what the AWS CLI would refuse, where ecsgate would look past
// it: a parameter that is spelt otherwise or has another type. Other names that
// the request has not are worth a note.
func (r request) check() evaluator.Change {
	var change evaluator.Change
	for _, field := range r.root.Fields {
		var said evaluator.Change
		switch {
		case parameters[r.action][field.Name]:
			said = r.checkType(field)
		case r.action == evaluator.RegisterTaskDefinition && described[field.Name]:
		default:
			said = r.checkStranger(field)
		}
		appendChange(&change, said)
	}
	return change
}

func (r request) checkStranger(field document.Field) evaluator.Change {
	at := &document.Node{Position: field.Position}
	name := fold(field.Name)
	if spelling := r.meant(name); spelling != "" {
		return r.failure(at, "unknown parameter %s: did you mean %q?", quoted(field.Name), spelling)
	}
	if strings.Contains(name, "taskdef") || strings.Contains(name, "definition") {
		return r.failure(at, "%s is not a parameter of %s: what it names would not be looked at", quoted(field.Name), r.action)
	}
	return r.note(at, "%s is no known parameter of %s: the AWS CLI refuses what the API has not", quoted(field.Name), r.action)
}

// meant returns the parameter that a folded name stands for: the same but for
// its spelling, or what ECS answers with under another name.
func (r request) meant(name string) string {
	takes := parameters[r.action]
	guesses := []string{spellings[name]}
	switch {
	case name == "clustername" || name == "clusterarn":
		guesses = append(guesses, paramCluster)
	case name == "service" || name == "servicename" || name == "servicearn":
		guesses = append(guesses, paramService, paramServiceName)
	case strings.Contains(name, "taskdef"):
		guesses = append(guesses, paramTaskDefinition, paramTaskDefinitions)
	}
	for _, guess := range guesses {
		if takes[guess] {
			return guess
		}
	}
	return ""
}

func (r request) checkType(field document.Field) evaluator.Change {
	want, looked := parameterTypes[field.Name]
	value := field.Value
	switch {
	case !looked || !value.IsSet() || r.open[value] || r.unfilled(value):
		return evaluator.Change{}
	case value.Tag != "":
		return r.failure(value, "%q has the tag %s: the AWS CLI knows no tags", field.Name, quoted(value.Tag))
	case !r.fits(value, want):
		return r.failure(value, "%q must be %s, not %s", field.Name, wanted(want), article(value.Kind))
	case field.Name == paramTaskDefinitions || field.Name == paramContainerInstances:
		return r.checkItems(field)
	case field.Name == paramDeploymentController && carries(value) && value.Get("type").Str() == "":
		return r.failure(value, "%q must have a \"type\" that is a string", field.Name)
	}
	return evaluator.Change{}
}

// unfilled reports whether a plain scalar of YAML is a placeholder, so that its
// type shows when it is filled in: "desiredCount: ${COUNT}".
func (r request) unfilled(value *document.Node) bool {
	return r.syntax == document.YAML && value.Tag == "" && isOpen(value) && !strings.Contains(value.Text, " ")
}

// fits reports whether a value has the type that a parameter wants. The AWS
// CLI reads YAML's True and FALSE as booleans, too.
func (r request) fits(value *document.Node, want document.Kind) bool {
	switch {
	case want == document.Number:
		_, whole := value.Int()
		return whole && value.Kind == document.Number
	case want == document.Bool && value.Kind == document.String && r.syntax == document.YAML:
		return value.Text == "True" || value.Text == "TRUE" || value.Text == "False" || value.Text == "FALSE"
	}
	return value.Kind == want
}

func (r request) checkItems(field document.Field) evaluator.Change {
	if !carries(field.Value) {
		return evaluator.Change{}
	}
	var change evaluator.Change
	for i, item := range field.Value.Items {
		if item.Str() == "" {
			appendChange(&change, r.failure(item, "%s[%d] must be a string that is not empty", field.Name, i))
		}
	}
	return change
}

// wanted and article return the name of a kind as a sentence has it.
func wanted(kind document.Kind) string {
	if kind == document.Number {
		return "a whole number"
	}
	return article(kind)
}

func article(kind document.Kind) string {
	switch kind {
	case document.Null:
		return kind.String()
	case document.Mapping:
		return "an " + kind.String()
	}
	return "a " + kind.String()
}
