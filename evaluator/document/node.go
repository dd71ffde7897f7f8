// Package document reads JSON and YAML into one tree in which every node
// knows where it stands.
//
// There are two readers because each language has traps of its own: ReadJSON
// refuses duplicate names and keeps byte offsets, ReadYAML keeps custom tags
// such as !Ref and the text of plain scalars. What comes out is the same tree.
package document

import (
	"strconv"
	"strings"
)

// Position is a place in a file. Line and Column count from 1; Column counts
// characters, not bytes. The zero Position means "not known".
type Position struct {
	Line   int
	Column int
}

// Kind says what a node is.
type Kind uint8

// The kinds of node. A YAML scalar is a Number, Bool or Null only when JSON
// would spell it so, in whatever case; everything else (012, 12:30, 2010-09-09,
// yes) is a String.
const (
	Null Kind = iota
	Bool
	Number
	String
	Sequence
	Mapping
)

// String returns the name of the kind as error messages use it.
func (k Kind) String() string {
	return [...]string{"null", "boolean", "number", "string", "list", "object"}[k]
}

// Node is one value of a document. Nodes are read-only once a reader returned
// them. A nil *Node stands for "absent": every method accepts it.
type Node struct {
	Kind Kind
	// Tag is the custom YAML tag as written ("!Ref"), else empty. A node with a
	// Tag is not the value that its text suggests.
	Tag string
	// Text is a scalar's text: a string's content, a number as written, true or
	// false.
	Text string
	// Fields are a mapping's entries in file order; names are unique.
	Fields []Field
	// Items are a sequence's elements.
	Items []*Node
	Position
}

// Field is one entry of a mapping.
type Field struct {
	Name  string
	Value *Node
	// Position is that of the name.
	Position
}

// Document is one JSON or YAML document of a file.
type Document struct {
	Root   *Node
	Syntax Syntax
}

// Get returns the value of a mapping's entry, or nil.
func (n *Node) Get(name string) *Node {
	if f := n.Field(name); f != nil {
		return f.Value
	}
	return nil
}

// Field returns a mapping's entry, or nil.
func (n *Node) Field(name string) *Field {
	if n == nil {
		return nil
	}
	for i := range n.Fields {
		if n.Fields[i].Name == name {
			return &n.Fields[i]
		}
	}
	return nil
}

// At descends by names.
func (n *Node) At(names ...string) *Node {
	for _, name := range names {
		n = n.Get(name)
	}
	return n
}

// Has reports whether a mapping has an entry of that name, whatever its value.
func (n *Node) Has(name string) bool { return n.Field(name) != nil }

// Names lists the names of a mapping's entries.
func (n *Node) Names() []string {
	if n == nil {
		return nil
	}
	names := make([]string, len(n.Fields))
	for i, f := range n.Fields {
		names[i] = f.Name
	}
	return names
}

// IsSet reports whether the node carries a value: it is there, not null and
// not an empty string. The AWS CLI's skeletons fill "" where nothing is meant.
func (n *Node) IsSet() bool {
	return n != nil && (n.Tag != "" || n.Kind != Null && (n.Kind != String || n.Text != ""))
}

// Str returns the text of an untagged string node, or "".
func (n *Node) Str() string {
	if n == nil || n.Tag != "" || n.Kind != String {
		return ""
	}
	return n.Text
}

// Scalar returns the text of an untagged string, number or boolean, and
// whether there was one.
func (n *Node) Scalar() (string, bool) {
	if n == nil || n.Tag != "" || n.Kind == Null || n.Kind > String {
		return "", false
	}
	return n.Text, true
}

// Int returns a whole number, also one that is written as a string ("1", as
// CloudFormation allows), and whether there was one.
func (n *Node) Int() (int, bool) {
	text, ok := n.Scalar()
	if !ok {
		return 0, false
	}
	i, err := strconv.Atoi(text)
	return i, err == nil
}

// True reports whether the node is the boolean true, or the string "true".
func (n *Node) True() bool {
	text, ok := n.Scalar()
	return ok && text == "true"
}

// Where returns the node's position; the zero Position for nil.
func (n *Node) Where() Position {
	if n == nil {
		return Position{}
	}
	return n.Position
}

// Spelling returns a name as the object writes it, whatever case that is in; the
// name itself where the object has none like it.
func (n *Node) Spelling(name string) string {
	if n == nil || n.Has(name) {
		return name
	}
	for _, field := range n.Fields {
		if strings.EqualFold(field.Name, name) {
			return field.Name
		}
	}
	return name
}
