// Package terraform reads Terraform: plans as "terraform show -json" prints
// them, and configurations as people write them.
//
// A plan says what an apply will do, and its own actions decide: what is
// created, updated, replaced, deleted; no-op and forget do nothing. What it does
// not know before the apply is followed through its copy of the configuration,
// because "known only after apply" mostly means the revision that this very plan
// registers. See trace.go.
//
// A configuration says much less. Only what stands in it literally is taken;
// everything else asks for the plan. See configuration.go.
//
// Values that Terraform marks as sensitive are never looked at: they stand in
// clear text in a plan, and nothing of them may come out again.
package terraform

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/ecsgate/ecsgate/evaluator"
	"github.com/ecsgate/ecsgate/evaluator/document"
)

// planKind is the name of plans in operations.
const planKind = "terraform-plan"

// RecognisePlan reports whether a document is a plan, or passes for one:
// Infracost writes the same outside around other content.
func RecognisePlan(root *document.Node) bool {
	changes := root.Get("resource_changes")
	return changes != nil && changes.Kind == document.Sequence || root.Has("planned_values") && root.Has("format_version")
}

// ReadPlan returns the operations of a plan. Files is left to the caller.
func ReadPlan(root *document.Node, file string) evaluator.Change {
	p := &plan{file: file, root: root, said: map[string]bool{}, configs: map[*document.Node]map[string]*document.Node{}}
	if !p.acceptable() {
		return p.change
	}
	p.index()
	for _, c := range p.changes {
		p.readResource(c)
	}
	p.noteIncomplete()
	p.noteProvisioners()
	p.noteExecuted()
	return p.change
}

// plan is one plan with what was found in it.
type plan struct {
	file string
	root *document.Node

	changes []*resource
	// byAddress finds a resource by its address, byModule the instances of a
	// resource within one instance of its module.
	byAddress map[string]*resource
	byModule  map[moduleResource][]*resource
	// modules are the addresses of the modules' instances, configs what their
	// configurations declare.
	modules []string
	configs map[*document.Node]map[string]*document.Node
	// planned and prior are the values of planned_values and prior_state, by
	// address.
	planned, prior map[string]*document.Node

	change evaluator.Change
	said   map[string]bool
	// depth counts how many references are being resolved inside one another.
	depth int
}

type moduleResource struct{ module, name string }

// acceptable refuses what is no plan of a known format.
func (p *plan) acceptable() bool {
	version := p.root.Get("format_version")
	if version == nil {
		version = p.root.Get("plan_format_version") // HCP Terraform's redacted plans
	}
	major, _, _ := strings.Cut(version.Str(), ".")
	changes := p.root.Get("resource_changes")
	switch {
	case version != nil && major != "0" && major != "1":
		p.fail(version.Position, "the format version of this Terraform plan is "+quote(version.Text)+": ecsgate reads 0 and 1")
	case changes == nil && p.root.Has("infracost_resource_changes"):
		p.fail(p.root.Position, "this is Infracost's output: it has no resource_changes; "+adviseShow)
	case changes == nil && p.root.Has("resource_drift"), changes == nil && p.root.Has("configuration") && p.root.Has("terraform_version"):
		// Terraform leaves the list out where nothing changes at all.
		return true
	case changes == nil, changes.Kind != document.Sequence:
		p.fail(p.root.Position, "this Terraform plan has no resource_changes; "+adviseShow)
	default:
		return true
	}
	return false
}

// What to give instead: of a file that is no plan, and of a configuration.
const (
	adviseShow = `give what "terraform show -json PLANFILE" prints`
	adviseGive = `give the plan ("terraform show -json PLANFILE")`
)

// index reads the list of changes and makes everything findable by address.
func (p *plan) index() {
	p.byAddress, p.byModule = map[string]*resource{}, map[moduleResource][]*resource{}
	modules := map[string]bool{}
	p.planned = valuesByAddress(p.root.At("planned_values", "root_module"))
	p.prior = valuesByAddress(p.root.At("prior_state", "values", "root_module"))
	for i, node := range items(p.root.Get("resource_changes")) {
		c := newResource(node)
		if c.address == "" {
			if readerOf(c) != nil {
				p.fail(node.Where(), fmt.Sprintf("resource_changes[%d] has no address", i))
			}
			continue
		}
		c.after.planned = p.planned[c.address]
		p.changes = append(p.changes, c)
		modules[c.module] = true
		if c.deposed == "" {
			p.byAddress[c.address] = c
			key := moduleResource{c.module, c.base()}
			p.byModule[key] = append(p.byModule[key], c)
		}
	}
	p.modules = slices.Sorted(maps.Keys(modules))
}

// valuesByAddress collects the resources of a module and of those below it.
func valuesByAddress(module *document.Node) map[string]*document.Node {
	found := map[string]*document.Node{}
	var collect func(*document.Node)
	collect = func(module *document.Node) {
		for _, r := range items(module.Get("resources")) {
			if address := r.Get("address").Str(); address != "" {
				found[address] = r
			}
		}
		for _, child := range items(module.Get("child_modules")) {
			collect(child)
		}
	}
	collect(module)
	return found
}

func sortedKeys(m map[string]*document.Node) []string { return slices.Sorted(maps.Keys(m)) }

func items(n *document.Node) []*document.Node {
	if n == nil || n.Kind != document.Sequence {
		return nil
	}
	return n.Items
}

func fields(n *document.Node) []document.Field {
	if n == nil || n.Tag != "" {
		return nil
	}
	return n.Fields
}
