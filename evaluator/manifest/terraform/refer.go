package terraform

import (
	"strings"

	"github.com/ecsgate/ecsgate/evaluator/document"
	"github.com/ecsgate/ecsgate/evaluator/reference"
)

const taskDefinitionType = "aws_ecs_task_definition"

// maxDepth bounds data sources that are read by what other data sources say.
const maxDepth = 10

// refer returns the reference to a task definition in an attribute of what will
// be after the apply.
func (p *plan) refer(r *resource, names ...string) reference.Reference {
	v := r.after.get(names...)
	switch text, isText := v.node.Scalar(); {
	case v.why == afterApply:
		config, at := p.configOf(r)
		return p.referAfterApply(expression(config, names...), at)
	case v.why != "":
		return unresolved("", v.path+": "+v.why)
	case v.node == nil:
		return reference.Reference{Kind: reference.Absent}
	case !isText:
		return unresolved("", v.path+": it is no text")
	default:
		return reference.Parse(text)
	}
}

func unresolved(raw, reason string) reference.Reference {
	return reference.Reference{Kind: reference.Unresolved, Raw: raw, Reason: reason}
}

// referAfterApply returns the reference that an expression comes to when it is
// applied: the revision that this plan registers, if its origins allow nothing
// else.
func (p *plan) referAfterApply(expression *document.Node, at place) reference.Reference {
	if at.config == nil {
		return unresolved("", afterApply+", and this plan has no configuration that says what it comes from")
	}
	if expression == nil {
		return unresolved("", afterApply+", and the plan's configuration does not show its expression")
	}
	p.depth++
	defer func() { p.depth-- }()
	if p.depth > maxDepth {
		return unresolved("", afterApply)
	}
	t := p.trace(expression, at, taskDefinitionType)
	raw := shorten(strings.Join(references(expression), ", "), maxShown)
	if len(t.blocked) > 0 {
		return unresolved(raw, afterApply+"; it comes from "+shorten(strings.Join(t.blocked, ", "), maxShown)+", which a plan does not show")
	}
	if ref, ok := p.referRead(t); ok {
		ref.Raw = raw
		return ref
	}
	return p.referProduced(t, raw)
}

// referProduced returns the revision that all origins belong to.
func (p *plan) referProduced(t *trail, raw string) reference.Reference {
	var families []string
	kind := reference.Family
	for _, o := range t.origins {
		if !o.isManaged(taskDefinitionType) {
			continue
		}
		if !o.resource.creates() {
			return unresolved(raw, afterApply+"; this plan does not register "+o.resource.address)
		}
		if o.attribute != "arn_without_revision" && o.attribute != "id" {
			kind = reference.Produced
		}
		families = appendNew(families, o.resource.after.text("family"))
	}
	if len(families) == 0 {
		return unresolved(raw, afterApply)
	}
	for _, o := range t.origins {
		switch {
		case o.isManaged(taskDefinitionType):
		case o.typ() == taskDefinitionType && len(families) == 1 && p.reads(o, families[0]):
			// The newer of the two, which the provider's documentation recommends: this
			// plan's is.
		default:
			return unresolved(raw, afterApply+"; it comes from "+o.ref+", too")
		}
	}
	if len(families) > 1 || families[0] == "" {
		// One of several revisions that this plan registers; which, nobody can say.
		return reference.Reference{Kind: reference.Produced, Raw: raw}
	}
	return reference.Reference{Kind: kind, Raw: raw, Family: families[0]}
}

// referRead returns what a data source that is read during the apply finds: the
// newest ACTIVE revision of the family that it asks for.
func (p *plan) referRead(t *trail) (reference.Reference, bool) {
	if len(t.origins) != 1 || t.origins[0].resource == nil || t.origins[0].resource.mode != "data" ||
		t.origins[0].resource.typ != taskDefinitionType {
		return reference.Reference{}, false
	}
	ref := p.refer(t.origins[0].resource, "task_definition")
	return ref, ref.Kind != reference.Absent
}

// reads reports whether a data source reads the newest revision of a family.
func (p *plan) reads(o origin, family string) bool {
	if family == "" {
		return false
	}
	if o.resource != nil {
		return p.refer(o.resource, "task_definition").Family == family
	}
	read := side{values: o.data.Get("values"), sensitive: o.data.Get("sensitive_values")}
	return read.text("family") == family
}

// name returns what an attribute that names a resource of a type comes to: its
// text, or the name of the one resource that it will be made of.
func (p *plan) name(r *resource, typ string, names ...string) (name string, v value) {
	v = r.after.get(names...)
	if v.why != afterApply {
		name, _ = v.node.Scalar()
		return name, v
	}
	config, at := p.configOf(r)
	e := expression(config, names...)
	t := p.trace(e, at, typ)
	if e != nil {
		v.why = shorten(strings.Join(references(e), ", "), maxShown) + ": " + afterApply
	}
	if len(t.blocked) > 0 || len(t.origins) == 0 {
		return "", v
	}
	for _, o := range t.origins {
		if !o.isManaged(typ) {
			return "", v
		}
		own := o.resource.after.text("name")
		if own == "" || name != "" && own != name {
			return "", v
		}
		name = own
	}
	v.why = ""
	return name, v
}

func appendNew(list []string, text string) []string {
	for _, known := range list {
		if known == text {
			return list
		}
	}
	return append(list, text)
}
