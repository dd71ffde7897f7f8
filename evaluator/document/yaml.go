package document

import (
	"bytes"
	"fmt"
	"io"

	"gopkg.in/yaml.v3"
)

// ReadYAML reads the documents of UTF-8 text: at least one. A document without
// content, be it empty or all comments, has a Null root.
//
// Custom tags stay in Node.Tag; core tags (!!str) are obeyed where JSON has
// such a value and stay in Node.Tag where it has not (!!binary). Aliases share
// the anchor's node and so its position; merge keys (<<) are expanded behind
// the mapping's own fields, which win. Refused: duplicate names, names that
// are no scalars, aliases of themselves, and documents that are nested too
// deep or grow too large through aliases. Errors are of type *Error.
func ReadYAML(data []byte) (documents []Document, err error) {
	defer func() {
		// yaml.v3 panics on some broken input, among it on purpose ("internal
		// error"); a file must never end the program.
		if cause := recover(); cause != nil {
			documents, err = nil, errorAt(Position{}, "YAML: the parser failed: %s", quote(fmt.Sprint(cause)))
		}
	}()
	lines := countLines(data)
	decoder := yaml.NewDecoder(bytes.NewReader(data))
	for {
		var parsed yaml.Node
		if err := decoder.Decode(&parsed); err == io.EOF {
			break
		} else if err != nil {
			return nil, yamlError(data, lines, err)
		}
		r := yamlReader{lines: lines, anchors: map[*yaml.Node]*Node{}}
		root, err := r.document(&parsed)
		if err != nil {
			return nil, err
		}
		documents = append(documents, Document{Root: root, Syntax: YAML})
	}
	if len(documents) == 0 {
		documents = []Document{{Root: &Node{Position: Position{Line: 1, Column: 1}}, Syntax: YAML}}
	}
	return documents, nil
}

// yamlReader turns the parsed nodes of one document into the tree.
type yamlReader struct {
	// lines is the number of lines in the file.
	lines int
	// anchors maps every anchored node to what it became, or to nil while it
	// is being read.
	anchors map[*yaml.Node]*Node
	nodes   slab
	// expanded counts the nodes that aliases have repeated.
	expanded int
}

func (r *yamlReader) document(parsed *yaml.Node) (*Node, error) {
	if parsed.Kind == yaml.DocumentNode && len(parsed.Content) == 1 {
		parsed = parsed.Content[0]
	}
	return r.value(parsed, 0)
}

func (r *yamlReader) value(parsed *yaml.Node, depth int) (*Node, error) {
	if parsed.Kind == yaml.AliasNode {
		return r.alias(parsed, depth)
	}
	if parsed.Anchor != "" {
		r.anchors[parsed] = nil
	}
	node := r.nodes.node()
	node.Position = r.position(parsed)
	var err error
	switch parsed.Kind {
	case yaml.MappingNode:
		node.Kind, node.Tag = Mapping, customTag(parsed, "!!map")
		err = r.mapping(node, parsed, depth+1)
	case yaml.SequenceNode:
		node.Kind, node.Tag = Sequence, customTag(parsed, "!!seq")
		err = r.sequence(node, parsed, depth+1)
	default:
		readScalar(node, parsed)
	}
	if err != nil {
		return nil, err
	}
	if parsed.Anchor != "" {
		r.anchors[parsed] = node
	}
	return node, nil
}

func (r *yamlReader) sequence(node *Node, parsed *yaml.Node, depth int) error {
	if depth > maxDepth {
		return tooDeep(node.Position)
	}
	node.Items = make([]*Node, len(parsed.Content))
	for i, content := range parsed.Content {
		item, err := r.value(content, depth)
		if err != nil {
			return err
		}
		node.Items[i] = item
	}
	return nil
}

// position returns where a node begins. What is missing at the end of the file
// yaml.v3 puts on a line after the last.
func (r *yamlReader) position(parsed *yaml.Node) Position {
	if parsed.Line > r.lines {
		return Position{Line: r.lines, Column: 1}
	}
	return Position{Line: parsed.Line, Column: parsed.Column}
}

// countLines counts lines as YAML 1.1 and yaml.v3 do: five characters end one.
func countLines(data []byte) int {
	lines := 1 - bytes.Count(data, []byte("\r\n"))
	for _, end := range []string{"\n", "\r", "\u0085", "\u2028", "\u2029"} {
		lines += bytes.Count(data, []byte(end))
	}
	return lines
}
