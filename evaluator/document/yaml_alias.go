package document

import "gopkg.in/yaml.v3"

// maxExpanded bounds how many nodes aliases may repeat in one document. A few
// lines of aliases of aliases can stand for billions of nodes, which whatever
// walks the tree would visit one by one.
const maxExpanded = 1_000_000

func (r *yamlReader) alias(parsed *yaml.Node, depth int) (*Node, error) {
	node, known := r.anchors[parsed.Alias]
	switch {
	case !known:
		// yaml.v3 remembers the anchors of earlier documents.
		return nil, errorAt(r.position(parsed), "alias %s has no anchor in this document", quote(parsed.Value))
	case node == nil:
		return nil, errorAt(r.position(parsed), "alias %s stands inside its own anchor", quote(parsed.Value))
	}
	if err := r.expand(node, depth, r.position(parsed)); err != nil {
		return nil, err
	}
	return node, nil
}

// expand counts what an alias repeats, and checks that it is not nested too
// deep in its new place.
func (r *yamlReader) expand(node *Node, depth int, where Position) error {
	r.expanded++
	if r.expanded > maxExpanded {
		return errorAt(where, "aliases repeat more than %d values", maxExpanded)
	}
	if depth > maxDepth {
		return tooDeep(where)
	}
	for _, item := range node.Items {
		if err := r.expand(item, depth+1, where); err != nil {
			return err
		}
	}
	for i := range node.Fields {
		if err := r.expand(node.Fields[i].Value, depth+1, where); err != nil {
			return err
		}
	}
	return nil
}
