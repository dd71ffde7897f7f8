package policykit

import (
	"bytes"
	"embed"
	"fmt"
	"path"
	"slices"
	"strings"
	"testing/fstest"
	"text/template"

	"github.com/ecsgate/ecsgate/evaluator"
)

//go:embed template
var templates embed.FS

// Scaffold says what a new rule is to be.
type Scaffold struct {
	// Name is the rule's package, such as acme.freeze.friday: its last part is the
	// rule's name, the parts are directories.
	Name       string
	ID         string
	Severity   evaluator.Severity
	Operations []evaluator.Action
}

// ScaffoldFile is a file to be written.
type ScaffoldFile struct {
	Name string
	Text []byte
}

// Files makes the rule, and its test.
func (s Scaffold) Files() ([]ScaffoldFile, error) {
	parts, err := nameParts(s.Name)
	if err != nil {
		return nil, err
	}
	if err := s.check(); err != nil {
		return nil, err
	}
	rule := s.text(parts)
	directory := path.Join(parts...)
	var files []ScaffoldFile
	for _, f := range []struct{ template, suffix string }{{"rule.rego.tmpl", ".rego"}, {"rule_test.rego.tmpl", "_test.rego"}} {
		made, err := template.ParseFS(templates, "template/"+f.template)
		if err != nil {
			return nil, fmt.Errorf("read template: %w", err)
		}
		var b bytes.Buffer
		if err := made.Execute(&b, rule); err != nil {
			return nil, fmt.Errorf("fill template: %w", err)
		}
		files = append(files, ScaffoldFile{path.Join(directory, rule.Name+f.suffix), b.Bytes()})
	}
	return files, nil
}

// TryScaffold loads a new rule of a directory beside others, as check would: its
// id must be free, and what it names must be there.
func TryScaffold(directory string, files []ScaffoldFile, packs []evaluator.Pack) error {
	made := fstest.MapFS{}
	for _, f := range files {
		made[f.Name] = &fstest.MapFile{Data: f.Text}
	}
	_, err := evaluator.New(evaluator.Options{Packs: append(slices.Clone(packs), evaluator.Pack{Name: directory, FS: made})})
	return err
}

// ruleText is what the templates are filled with.
type ruleText struct {
	Package, Name, ID, Title, Link, Operations string
	Severity                                   evaluator.Severity
	Action                                     evaluator.Action
	// Field is the parameter that the finding is about, Subject what the condition
	// looks at; Kind is that of the reference in the test.
	Field, Subject, References, Kind string
}

func (s Scaffold) text(parts []string) ruleText {
	names := make([]string, len(s.Operations))
	for i, action := range s.Operations {
		names[i] = string(action)
	}
	text := ruleText{
		Package: s.Name, Name: parts[len(parts)-1], ID: s.ID, Severity: s.Severity,
		Title: "A sandbox is used where it must not be", Operations: strings.Join(names, ", "), Action: s.Operations[0],
		Link:  "https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_" + names[0] + ".html",
		Field: "taskDefinition", Subject: "reference.family", References: "revision, family, produced", Kind: "family",
	}
	only := func(actions ...evaluator.Action) bool {
		return !slices.ContainsFunc(s.Operations, func(a evaluator.Action) bool { return !slices.Contains(actions, a) })
	}
	switch {
	case only(evaluator.RegisterTaskDefinition):
		text.Field, text.References, text.Kind = "family", "produced", "produced"
	case only(evaluator.DeleteService, evaluator.Release):
		text.Field, text.Subject, text.References = "service", "service", ""
	}
	return text
}
