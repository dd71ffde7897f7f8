package manifest

import (
	"errors"
	"path"
	"slices"
	"strings"

	"github.com/ecsgate/ecsgate/evaluator"
	"github.com/ecsgate/ecsgate/evaluator/document"
)

// definition is a file that a configuration names, as it will be.
type definition struct {
	source
	// maybe: a value that nobody gave decides about what stands in it.
	maybe bool
	// conditional reports whether a condition decides about a line.
	conditional func(line int) bool
}

// load reads the file that a field of the configuration names, relative to the
// configuration. The file then is a part of the deployment, and no request of
// its own.
func (e *ecspresso) load(field string) (definition, error) {
	value := e.root.Get(field)
	if isOpen(value) {
		return definition{}, errors.New("its name is not known: " + refer(value).Reason)
	}
	name := value.Str()
	if !path.IsAbs(name) {
		name = path.Join(path.Dir(e.file.Name), name)
	}
	file, err := e.exactly(name)
	if err != nil {
		return definition{}, errors.New(quoted(value.Str()) + " can not be read: " + reason(err))
	}
	d := definition{source: e.source, conditional: func(int) bool { return false }}
	d.file = file
	if err := d.parse(e); err != nil {
		return definition{}, errors.New(quoted(value.Str()) + " can not be read: " + plainly(err))
	}
	d.root = lowered(e.render(d.root))
	e.effects.compose(file.Name)
	return d, nil
}

// parse reads the document, which may be Jsonnet, or a template of JSON.
func (d *definition) parse(e *ecspresso) error {
	if isJsonnet(d.file) {
		evaluated, err := d.evaluate(d.file)
		if err != nil {
			return err
		}
		d.root, d.syntax = evaluated.root, document.JSON
		notes, maybe := d.guesses(evaluated)
		d.maybe = maybe
		e.say(notes)
		return nil
	}
	documents, err := document.Read(d.file.Data)
	if err != nil {
		u, tolerated := tolerate(d.file.Data)
		if tolerated != nil {
			return err
		}
		documents, d.open, d.conditional = u.documents, u.open, u.isConditional
	}
	if d.root, d.syntax = documents[0].Root, documents[0].Syntax; d.root.Kind != document.Mapping {
		return errors.New("it holds no object")
	}
	return nil
}

// lowered returns an object with its fields as the API spells them: ecspresso
// takes them in any case.
func lowered(n *document.Node) *document.Node {
	if n.Kind != document.Mapping {
		return n
	}
	copied := *n
	copied.Fields = slices.Clone(n.Fields)
	for i, field := range copied.Fields {
		if name, known := spellings[strings.ToLower(field.Name)]; known && !n.Has(name) {
			copied.Fields[i].Name = name
		}
	}
	return &copied
}

// compose notes that a deploy tool makes its requests of a file: by itself it is
// none.
func (e *effects) compose(name string) { e.composed = append(e.composed, path.Clean(name)) }

// absorb takes back what files said for themselves that are a part of what a
// deploy tool composes. What the tool sends of them is reported, or counts for
// the change only, as the files themselves do.
func absorb(done []*effects, files []File, changes []evaluator.Change) {
	composed := map[string]bool{}
	for _, effects := range done {
		for _, name := range effects.composed {
			composed[name] = true
		}
	}
	context := map[string]bool{}
	for i, file := range files {
		if name := path.Clean(file.Name); composed[name] {
			context[name] = file.Context
			changes[i] = evaluator.Change{Files: changes[i].Files}
		}
	}
	for _, change := range changes {
		for i := range change.Operations {
			op := &change.Operations[i]
			if asIs, part := context[op.File]; part {
				op.Context = asIs
			}
		}
	}
}
