package terraform

import (
	"slices"
	"strings"

	"github.com/ecsgate/ecsgate/evaluator/document"
)

// trail is where a value that is known only after apply may come from, as far as
// the plan's configuration shows it.
type trail struct {
	origins []origin
	// blocked are the references at which it ends: locals, which no plan holds,
	// and what was cut out of it.
	blocked []string
	// wanted is the type of resource that the value names. It tells which output
	// is meant where an expression refers to a module as a whole.
	wanted string
	steps  int
}

// origin is an attribute of a resource that the value is made of.
type origin struct {
	// resource is nil for a data source that was read while planning; data is
	// what it said.
	resource  *resource
	data      *document.Node
	attribute string
	ref       string
}

func (o origin) typ() string {
	if o.resource != nil {
		return o.resource.typ
	}
	return o.data.Get("type").Str()
}

// isManaged reports whether it is a resource of a type, and no data source.
func (o origin) isManaged(typ string) bool {
	return o.resource != nil && o.resource.mode != "data" && o.resource.typ == typ
}

// maxSteps bounds how many references one value is followed through; a dozen is
// much.
const maxSteps = 2_000

// trace follows an expression of the configuration.
func (p *plan) trace(expression *document.Node, at place, wanted string) *trail {
	t := &trail{wanted: wanted}
	p.followAll(t, expression, at)
	return t
}

func (p *plan) followAll(t *trail, expression *document.Node, at place) {
	for _, ref := range references(expression) {
		p.follow(t, ref, at)
	}
}

// follow takes one reference to where its value is made.
func (p *plan) follow(t *trail, ref string, at place) {
	if t.steps++; t.steps > maxSteps {
		t.block(ref)
		return
	}
	steps := traverse(ref)
	second := firstName(steps[min(1, len(steps)):])
	switch firstName(steps) {
	case "count", "path", "terraform", "self":
		// These are known while planning.
	case "each":
		if second == "value" {
			p.followAll(t, at.forEach, place{module: at.module, config: at.config, key: at.key})
		}
	case "var":
		p.followVariable(t, second, at)
	case "module":
		p.followOutput(t, ref, steps, at)
	case "local", "ephemeral":
		t.block(ref)
	default:
		p.followResource(t, ref, at)
	}
}

func (t *trail) block(ref string) {
	if !slices.Contains(t.blocked, ref) {
		t.blocked = append(t.blocked, ref)
	}
}

// followVariable goes on in the call of the module. The variables of the root
// are known while planning.
func (p *plan) followVariable(t *trail, name string, at place) {
	if at.module == "" {
		return
	}
	parent, call := parentModule(at.module)
	above, _ := p.moduleAt(parent)
	config := above.config.At("module_calls", call.name)
	if config == nil {
		t.block("var." + name)
		return
	}
	above.key, above.forEach = call.key, config.Get("for_each_expression")
	p.followAll(t, config.At("expressions", name), above)
}

// followOutput goes on in the module whose output is named.
func (p *plan) followOutput(t *trail, ref string, steps []step, at place) {
	if len(steps) < 2 {
		t.block(ref)
		return
	}
	for _, instance := range p.instancesOf(at, steps[1]) {
		below, _ := p.moduleAt(instance)
		outputs := below.config.Get("outputs")
		if len(steps) > 2 {
			output := outputs.At(steps[2].name, "expression")
			if output == nil {
				t.block(ref)
			}
			p.followAll(t, output, below)
			continue
		}
		whole := &trail{wanted: t.wanted, steps: t.steps}
		for _, output := range fields(outputs) {
			p.followAll(whole, output.Value.Get("expression"), below)
		}
		t.steps = whole.steps
		t.blocked = append(t.blocked, whole.blocked...)
		for _, o := range whole.origins {
			if o.isManaged(t.wanted) {
				t.origins = append(t.origins, o)
			}
		}
	}
}

// instancesOf lists the instances of a module call that a reference may mean:
// the one that it names, the one of the same key, or all.
func (p *plan) instancesOf(at place, call step) []string {
	if call.key != "" {
		return []string{joinModule(at.module, call)}
	}
	prefix := joinModule(at.module, call)
	var instances []string
	for _, known := range p.modules {
		module, ok := strings.CutPrefix(known, prefix)
		if !ok || module != "" && module[0] != '[' && module[0] != '.' {
			continue
		}
		key := traverse(module)
		instance := prefix
		if len(key) > 0 && key[0].name == "" && key[0].key != "" {
			instance += "[" + key[0].key + "]"
			if key[0].key == at.key {
				return []string{instance}
			}
		}
		if !slices.Contains(instances, instance) {
			instances = append(instances, instance)
		}
	}
	if instances == nil {
		return []string{prefix}
	}
	return instances
}

// followResource ends at an attribute of a resource. One that is known while
// planning explains nothing, unless it is what a task definition's data source
// said: that may be the other half of a max().
func (p *plan) followResource(t *trail, ref string, at place) {
	a := parseAddress(ref)
	if a.resource == "" {
		t.block(ref)
		return
	}
	found := p.resourcesAt(at, a)
	if found == nil {
		p.followRead(t, ref, a, at)
		return
	}
	for _, r := range found {
		if a.attribute == "" || r.after.get(a.attribute).why != "" {
			t.origins = append(t.origins, origin{resource: r, attribute: a.attribute, ref: ref})
		}
	}
}

// resourcesAt lists the instances of a resource that a reference may mean.
func (p *plan) resourcesAt(at place, a address) []*resource {
	all := p.byModule[moduleResource{at.module, a.resource}]
	key := a.key
	if key == "" {
		key = at.key
	}
	for _, r := range all {
		if r.key == key && key != "" {
			return []*resource{r}
		}
	}
	if a.key != "" {
		return nil
	}
	return all
}

// followRead ends at a data source that was read while planning.
func (p *plan) followRead(t *trail, ref string, a address, at place) {
	full := a.resource
	if a.key != "" {
		full += "[" + a.key + "]"
	}
	if at.module != "" {
		full = at.module + "." + full
	}
	data := p.prior[full]
	switch {
	case data == nil || data.Get("mode").Str() != "data":
		t.block(ref)
	case data.Get("type").Str() == taskDefinitionType:
		t.origins = append(t.origins, origin{data: data, attribute: a.attribute, ref: ref})
	}
}
