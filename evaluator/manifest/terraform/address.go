package terraform

import "strings"

// address is the address of a resource, or a reference to one, taken apart:
// module.web["a"].aws_ecs_task_definition.this[0].arn.
type address struct {
	// module is the instance of the module, "" for the one that it is said in.
	module string
	// resource is type and name, with "data." in front for a data source.
	resource string
	// key is the count index or for_each key, in its quotes.
	key string
	// attribute is the first name after it.
	attribute string
}

// parseAddress takes an address apart, as far as it is one.
func parseAddress(text string) address {
	var a address
	steps := traverse(text)
	for len(steps) >= 2 && steps[0].name == "module" {
		if a.module != "" {
			a.module += "."
		}
		a.module += "module." + steps[1].String()
		steps = steps[2:]
	}
	if len(steps) > 0 && steps[0].name == "data" {
		a.resource, steps = "data.", steps[1:]
	}
	if len(steps) < 2 {
		return address{module: a.module, attribute: firstName(steps)}
	}
	a.resource += steps[0].name + "." + steps[1].name
	a.key = steps[1].key
	a.attribute = firstName(steps[2:])
	return a
}

func firstName(steps []step) string {
	if len(steps) == 0 {
		return ""
	}
	return steps[0].name
}

// step is one name of a traversal, with the first index that follows it.
type step struct{ name, key string }

func (s step) String() string {
	if s.key == "" {
		return s.name
	}
	return s.name + "[" + s.key + "]"
}

// traverse splits "a.b[\"c.d\"].e" at its dots. Keys may hold dots and brackets.
func traverse(text string) []step {
	var steps []step
	for text != "" {
		end := strings.IndexAny(text, ".[")
		if end < 0 {
			end = len(text)
		}
		s := step{name: text[:end]}
		text = text[end:]
		for strings.HasPrefix(text, "[") {
			key, rest := cutKey(text[1:])
			if s.key == "" {
				s.key = key
			}
			text = rest
		}
		steps = append(steps, s)
		text = strings.TrimPrefix(text, ".")
	}
	return steps
}

// cutKey cuts a key, quoted or not, and its closing bracket off a text.
func cutKey(text string) (key, rest string) {
	if !strings.HasPrefix(text, `"`) {
		key, rest, _ = strings.Cut(text, "]")
		return key, rest
	}
	for i := 1; i < len(text); i++ {
		switch text[i] {
		case '\\':
			i++
		case '"':
			return text[:i+1], strings.TrimPrefix(text[i+1:], "]")
		}
	}
	return text, ""
}

// parentModule returns the module that a module instance is called in, and the
// call: "module.a[0].module.b" gives "module.a[0]" and b with its key.
func parentModule(module string) (parent string, call step) {
	steps := traverse(module)
	for i := 0; i+1 < len(steps); i += 2 {
		if call.name != "" {
			parent = joinModule(parent, call)
		}
		call = steps[i+1]
	}
	return parent, call
}

func joinModule(parent string, call step) string {
	if parent == "" {
		return "module." + call.String()
	}
	return parent + ".module." + call.String()
}
