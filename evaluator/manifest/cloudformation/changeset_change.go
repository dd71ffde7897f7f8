package cloudformation

import (
	"fmt"
	"slices"
	"strings"

	"github.com/ecsgate/ecsgate/evaluator/document"
	"github.com/ecsgate/ecsgate/evaluator/reference"
)

// resourceChange is what a change set does to one resource.
type resourceChange struct {
	node *document.Node
	// path names the node: "Changes[3].ResourceChange".
	path              string
	id, typ, physical string
	action            string
	before, after     context
}

// context is what a resource is before or after the change: the JSON text that
// --include-property-values adds.
type context struct {
	// properties are nil where the change set does not hold them.
	properties *document.Node
	// Position is that of the whole text, and path names it.
	document.Position
	path string
}

// collectChanges reads the list of changes, and what they say of resources.
func (s *changeSet) collectChanges() {
	list, path := s.root.Get("Changes"), "Changes"
	if s.root.Kind == document.Sequence {
		list, path = s.root, ""
	}
	for i, item := range itemsOf(list) {
		at := fmt.Sprintf("%s[%d]", path, i)
		node := item.Get("ResourceChange")
		if node == nil || node.Get("ResourceType").Str() == "" {
			s.unseen(item.Where(), at+" is no change of a resource: it was not looked at")
			continue
		}
		c := &resourceChange{
			node: node, path: at + ".ResourceChange",
			id:       scrub(node.Get("LogicalResourceId").Str()),
			typ:      scrub(node.Get("ResourceType").Str()),
			physical: scrub(node.Get("PhysicalResourceId").Str()),
			action:   node.Get("Action").Str(),
		}
		c.before, c.after = s.contextOf(c, "BeforeContext"), s.contextOf(c, "AfterContext")
		s.changes = append(s.changes, c)
	}
}

// contextOf reads what a resource is before or after the change.
func (s *changeSet) contextOf(c *resourceChange, name string) context {
	text := c.node.Get(name)
	at := context{Position: text.Where(), path: c.path + "." + name + ".Properties"}
	if !text.IsSet() {
		return at
	}
	tree, err := reference.ReadText(scrub(text.Str()), text.Where())
	if err != nil {
		s.fail(text.Where(), "the "+name+" of "+quote(c.id)+" can not be read: "+err.Error())
		return at
	}
	at.properties = tree.Get("Properties")
	if at.properties == nil {
		at.properties = &document.Node{Kind: document.Mapping, Position: text.Where()}
	}
	return at
}

// certainty says whether something happens.
type certainty uint8

const (
	never certainty = iota
	perhaps
	surely
)

// replaced says whether the physical resource gives way to a new one.
func (c *resourceChange) replaced() certainty {
	switch {
	case c.action != "Modify" && c.action != "Dynamic":
		return never
	case c.node.Get("Replacement").Str() == "True":
		return c.atMost(surely)
	case c.node.Get("Replacement").Str() == "Conditional":
		return perhaps
	}
	return never
}

// vanishes says whether the physical resource is deleted: not when its
// DeletionPolicy or UpdateReplacePolicy keeps it.
func (c *resourceChange) vanishes() certainty {
	if strings.HasSuffix(c.node.Get("PolicyAction").Str(), "Retain") {
		return never
	}
	if c.action == "Remove" {
		return surely
	}
	return c.replaced()
}

// atMost lowers a certainty where not even the action is known.
func (c *resourceChange) atMost(level certainty) certainty {
	if c.action == "Dynamic" {
		return min(level, perhaps)
	}
	return level
}

// scopes reports whether the change is about a part of the resource. One that
// does not say is about all of it.
func (c *resourceChange) scopes(part string) bool {
	scope := c.node.Get("Scope")
	if c.action == "Add" || scope == nil || len(scope.Items) == 0 {
		return true
	}
	return slices.ContainsFunc(scope.Items, func(item *document.Node) bool { return item.Str() == part })
}

// at is where the change names its physical resource, or the change itself.
func (c *resourceChange) at() (document.Position, string) {
	if physical := c.node.Get("PhysicalResourceId"); physical != nil {
		return physical.Where(), c.path + ".PhysicalResourceId"
	}
	return c.node.Where(), c.path
}
