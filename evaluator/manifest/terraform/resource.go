package terraform

import (
	"slices"
	"strconv"
	"strings"

	"github.com/ecsgate/ecsgate/evaluator/document"
)

// resource is one entry of resource_changes: one instance of a resource, and
// what an apply will do to it.
type resource struct {
	// address names the instance ("module.web[0].aws_ecs_service.this"), module
	// the instance of the module that it belongs to, "" for the root.
	address, module string
	typ, name, mode string
	// key is its count index or for_each key as addresses have it: 0, "blue".
	key string
	// deposed marks what create_before_destroy left behind.
	deposed string
	// where is the position of the address.
	where   document.Position
	actions []string
	// known is false where the plan does not say what it would do.
	known         bool
	before, after side
}

func newResource(node *document.Node) *resource {
	r := &resource{
		address: node.Get("address").Str(), module: node.Get("module_address").Str(),
		typ: node.Get("type").Str(), name: node.Get("name").Str(), mode: node.Get("mode").Str(),
		deposed: node.Get("deposed").Str(), where: node.Get("address").Where(),
	}
	if index := node.Get("index"); index != nil {
		r.key, _ = index.Scalar()
		if index.Kind == document.String {
			r.key = strconv.Quote(r.key)
		}
	}
	change := node.Get("change")
	r.known = change.Get("actions") != nil
	for _, action := range items(change.Get("actions")) {
		r.actions = append(r.actions, action.Str())
	}
	r.before = side{values: change.Get("before"), sensitive: change.Get("before_sensitive"), where: r.where}
	r.after = side{values: change.Get("after"), sensitive: change.Get("after_sensitive"), unknown: change.Get("after_unknown"), where: r.where}
	r.complete()
	return r
}

// complete takes from the address what a plan made by hand leaves out.
func (r *resource) complete() {
	steps := parseAddress(r.address)
	if r.mode == "" && strings.HasPrefix(steps.resource, "data.") {
		r.mode = "data"
	}
	typ, name, _ := strings.Cut(strings.TrimPrefix(steps.resource, "data."), ".")
	if r.typ == "" {
		r.typ = typ
	}
	if r.name == "" {
		r.name = name
	}
	if r.module == "" {
		r.module = steps.module
	}
	if r.key == "" {
		r.key = steps.key
	}
}

// base is the address of the resource within its module, without its key.
func (r *resource) base() string {
	if r.mode == "data" {
		return "data." + r.typ + "." + r.name
	}
	return r.typ + "." + r.name
}

// path names the resource as Terraform prints it.
func (r *resource) path() string {
	if r.deposed != "" {
		return r.address + " (deposed object " + r.deposed + ")"
	}
	return r.address
}

func (r *resource) does(action string) bool { return slices.Contains(r.actions, action) }

func (r *resource) creates() bool { return r.does("create") }
func (r *resource) deletes() bool { return r.does("delete") }
func (r *resource) updates() bool { return r.does("update") }

// deletesFirst reports whether a replacement takes the old object away before
// the new one is there, which is Terraform's default.
func (r *resource) deletesFirst() bool {
	return r.creates() && slices.Index(r.actions, "delete") == 0
}

// knownActions are those of which it is known what they do
// (https://developer.hashicorp.com/terraform/internals/json-format#change-representation).
var knownActions = []string{"no-op", "create", "read", "update", "delete", "forget", "open"}

func (r *resource) strangeAction() (string, bool) {
	for _, action := range r.actions {
		if !slices.Contains(knownActions, action) {
			return action, true
		}
	}
	return "", len(r.actions) == 0
}
