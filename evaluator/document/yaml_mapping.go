package document

import (
	"slices"

	"gopkg.in/yaml.v3"
)

func (r *yamlReader) mapping(node *Node, parsed *yaml.Node, depth int) error {
	if depth > maxDepth {
		return tooDeep(node.Position)
	}
	fields := newFieldSet(len(parsed.Content) / 2)
	var merge *yaml.Node
	for i := 0; i+1 < len(parsed.Content); i += 2 {
		key, content := parsed.Content[i], parsed.Content[i+1]
		if key.Kind == yaml.ScalarNode && key.Tag == "!!merge" {
			if merge != nil {
				return errorAt(r.position(key), "duplicate name %s", quote(key.Value))
			}
			merge = content
			continue
		}
		name, err := r.fieldName(key)
		if err != nil {
			return err
		}
		value, err := r.value(content, depth)
		if err != nil {
			return err
		}
		if !fields.add(Field{Name: name, Value: value, Position: r.position(key)}) {
			return errorAt(r.position(key), "duplicate name %s", quote(name))
		}
	}
	if merge != nil {
		if err := r.merge(fields, merge, depth); err != nil {
			return err
		}
	}
	node.Fields = fields.list
	return nil
}

// fieldName returns a key as text. An alias may stand for one.
func (r *yamlReader) fieldName(key *yaml.Node) (string, error) {
	where := r.position(key)
	if key.Kind == yaml.AliasNode {
		key = key.Alias
	}
	switch key.Kind {
	case yaml.MappingNode:
		return "", errorAt(where, "name is an object, not plain text")
	case yaml.SequenceNode:
		return "", errorAt(where, "name is a list, not plain text")
	}
	var scalar Node
	readScalar(&scalar, key)
	if scalar.Tag != "" {
		return "", errorAt(where, "name is tagged %s, not plain text", quote(scalar.Tag))
	}
	return key.Value, nil
}

// merge adds the fields of a merge key's mapping, or of its list of mappings,
// of which the earlier ones win.
func (r *yamlReader) merge(fields *fieldSet, parsed *yaml.Node, depth int) error {
	value, err := r.value(parsed, depth)
	if err != nil {
		return err
	}
	sources := []*Node{value}
	if value.Kind == Sequence && value.Tag == "" {
		sources = value.Items
	}
	for _, source := range sources {
		if source.Kind != Mapping || source.Tag != "" {
			return errorAt(r.position(parsed), "merge key << takes an object or a list of objects")
		}
		for _, field := range source.Fields {
			fields.add(field)
		}
	}
	return nil
}

// fieldSet collects fields under unique names.
type fieldSet struct {
	list  []Field
	names map[string]struct{}
}

// linearFields is up to how many fields comparing is cheaper than hashing.
const linearFields = 8

func newFieldSet(size int) *fieldSet {
	set := &fieldSet{list: make([]Field, 0, size)}
	if size > linearFields {
		set.names = make(map[string]struct{}, size)
	}
	return set
}

// add appends the field unless its name is taken, and reports whether it did.
func (s *fieldSet) add(field Field) bool {
	if s.has(field.Name) {
		return false
	}
	if s.names != nil {
		s.names[field.Name] = struct{}{}
	}
	s.list = append(s.list, field)
	return true
}

func (s *fieldSet) has(name string) bool {
	if s.names != nil {
		_, taken := s.names[name]
		return taken
	}
	return slices.ContainsFunc(s.list, func(f Field) bool { return f.Name == name })
}
