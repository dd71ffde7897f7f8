package terraform

import "github.com/ecsgate/ecsgate/evaluator/document"

// place is where an expression of the configuration stands: in which instance
// of which module, and in the body of what.
type place struct {
	// module is the address of the module's instance, config its configuration.
	module string
	config *document.Node
	// key is the count index or for_each key of the resource or module call whose
	// expression it is, forEach what it repeats over.
	key     string
	forEach *document.Node
}

// moduleAt returns the configuration of a module's instance. Without a
// configuration there is none: plans that were cut by hand have lost it.
func (p *plan) moduleAt(module string) (place, *document.Node) {
	config := p.root.At("configuration", "root_module")
	var call *document.Node
	steps := traverse(module)
	for i := 1; i < len(steps); i += 2 {
		call = config.At("module_calls", steps[i].name)
		config = call.Get("module")
	}
	return place{module: module, config: config}, call
}

// configOf returns the configuration of a resource, nil where the plan has none.
func (p *plan) configOf(r *resource) (*document.Node, place) {
	at, _ := p.moduleAt(r.module)
	config := p.configIn(at.config, r.base())
	at.key, at.forEach = r.key, config.Get("for_each_expression")
	return config, at
}

// configIn finds a resource of a module by its address there.
func (p *plan) configIn(module *document.Node, base string) *document.Node {
	if module == nil {
		return nil
	}
	configs, indexed := p.configs[module]
	if !indexed {
		configs = map[string]*document.Node{}
		for _, r := range items(module.Get("resources")) {
			configs[r.Get("address").Str()] = r
		}
		p.configs[module] = configs
	}
	return configs[base]
}

// expression returns the expression of an attribute, as side.get finds values.
func expression(config *document.Node, names ...string) *document.Node {
	at := config.Get("expressions")
	for i, name := range names {
		if i > 0 {
			at = first(at)
		}
		at = at.Get(name)
	}
	return at
}

// references lists what an expression refers to. Terraform names each twice and
// more, from the attribute up to the resource: only the longest is kept.
func references(expression *document.Node) []string {
	var list []string
	for _, item := range items(expression.Get("references")) {
		ref := item.Str()
		if n := len(list); ref == "" || n > 0 && isPartOf(ref, list[n-1]) {
			continue
		}
		list = append(list, ref)
	}
	return list
}

// isPartOf reports whether a longer reference goes through ref.
func isPartOf(ref, longer string) bool {
	return len(longer) >= len(ref) && longer[:len(ref)] == ref &&
		(len(longer) == len(ref) || longer[len(ref)] == '.' || longer[len(ref)] == '[')
}

// constant returns the text of an expression that is a constant.
func constant(expression *document.Node) (string, bool) {
	return expression.Get("constant_value").Scalar()
}
