package terraform

import (
	"maps"
	"slices"
	"strings"

	"github.com/ecsgate/ecsgate/evaluator"
	"github.com/ecsgate/ecsgate/evaluator/document"
)

// fill adds the parameters of a request that a side's attributes become. Blocks
// lead to where they stand.
func fill(op *evaluator.Operation, s side, table parameters, attributes []string, blocks ...string) {
	for _, attribute := range attributes {
		put(op, s, table, append(slices.Clip(blocks), attribute))
	}
	op.Parameters = placed(op)
}

// placed lists the parameters that stand somewhere, sorted.
func placed(op *evaluator.Operation) []string {
	names := slices.Sorted(maps.Keys(op.Fields))
	return slices.DeleteFunc(names, func(name string) bool { return name == providerField })
}

// set lists the attributes of a table that carry a value after the apply, or
// will.
func (p *plan) set(r *resource, table parameters, blocks ...string) []string {
	config, _ := p.configOf(r)
	return slices.DeleteFunc(table.attributes(), func(attribute string) bool {
		names := append(slices.Clip(blocks), attribute)
		unset := r.after.get(names...).why == afterApply && config != nil && expression(config, names...) == nil &&
			slices.Contains(computed, attribute)
		return unset || !r.after.has(names...)
	})
}

// computed are the attributes that ECS fills in where nobody sets them: the plan
// then knows them only after apply, and the request does not have them.
var computed = []string{"cluster", "iam_role", "launch_type", "platform_version", "external_id", "scale", "network_mode"}

// put adds one parameter. What is sensitive has its name in the request, and no
// value.
func put(op *evaluator.Operation, s side, table parameters, names []string) {
	attribute := names[len(names)-1]
	name := table[attribute]
	v := s.get(names...)
	if _, placed := op.Fields[name]; !placed {
		op.Fields[name] = v.at
	}
	plain, ok := plainValue(v.node, s.mask(names))
	if !ok {
		return
	}
	switch {
	case attribute == "tags":
		plain = tagList(v.node, plain)
	case attribute == "container_definitions":
		if definitions, err := document.ReadJSON([]byte(v.node.Str())); err == nil {
			plain = definitions.Value()
		}
	}
	assign(op, name, attribute, plain)
}

// assign gives a parameter the value of an attribute.
func assign(op *evaluator.Operation, name, attribute string, plain any) {
	if singular[attribute] {
		plain = only(plain)
	}
	if part := deploymentParts[attribute]; part != "" && name == "deploymentConfiguration" {
		// Several attributes make this one.
		whole, _ := op.Request[name].(map[string]any)
		if whole == nil {
			whole = map[string]any{}
		}
		whole[part] = plain
		plain = whole
	}
	op.Request[name] = plain
}

// mask returns what is sensitive in an attribute.
func (s side) mask(names []string) *document.Node {
	mask := s.sensitive
	for i, name := range names {
		if i > 0 {
			mask = first(mask)
		}
		mask = inside(mask, name)
	}
	return mask
}

var deploymentParts = map[string]string{
	"alarms": "alarms", "deployment_circuit_breaker": "deploymentCircuitBreaker",
	"deployment_maximum_percent": "maximumPercent", "deployment_minimum_healthy_percent": "minimumHealthyPercent",
}

// singular are the blocks of which the provider keeps a list and the API takes
// one.
var singular = map[string]bool{
	"network_configuration": true, "deployment_controller": true, "deployment_circuit_breaker": true, "alarms": true,
	"scale": true, "overrides": true, "service_connect_configuration": true, "ephemeral_storage": true,
	"proxy_configuration": true, "runtime_platform": true, "deployment_configuration": true,
}

func only(plain any) any {
	if list, ok := plain.([]any); ok && len(list) == 1 {
		return list[0]
	}
	return plain
}

// tagList writes tags as the API has them.
func tagList(node *document.Node, plain any) any {
	values, ok := plain.(map[string]any)
	if !ok {
		return plain
	}
	var list []any
	for _, f := range fields(node) {
		if tag, ok := values[camel(f.Name)]; ok {
			list = append(list, map[string]any{"key": f.Name, "value": tag})
		}
	}
	return list
}

// plainValue returns a value without what is sensitive, and whether anything is
// left. Names of blocks become camelCase; otherwise they keep the provider's
// shape.
func plainValue(n, mask *document.Node) (any, bool) {
	switch {
	case n == nil || isTrue(mask):
		return nil, false
	case n.Tag != "":
		return asWritten(n), true
	case n.Kind == document.Sequence:
		list := make([]any, 0, len(n.Items))
		for i, item := range n.Items {
			var hidden *document.Node
			if masks := items(mask); i < len(masks) {
				hidden = masks[i]
			}
			if plain, ok := plainValue(item, hidden); ok {
				list = append(list, plain)
			}
		}
		return list, true
	case n.Kind == document.Mapping:
		object := map[string]any{}
		for _, f := range n.Fields {
			if plain, ok := plainValue(f.Value, mask.Get(f.Name)); ok {
				object[camel(f.Name)] = plain
			}
		}
		return object, true
	}
	return n.Value(), true
}

// asWritten writes an expression of a configuration as the JSON syntax would.
func asWritten(n *document.Node) string {
	if n.Tag == templateTag {
		return n.Text
	}
	return "${" + oneLine(n.Text) + "}"
}

// camel spells a name as the API does: task_role_arn, taskRoleArn.
func camel(name string) string {
	parts := strings.Split(name, "_")
	for i := 1; i < len(parts); i++ {
		if part := parts[i]; part != "" {
			parts[i] = strings.ToUpper(part[:1]) + part[1:]
		}
	}
	return strings.Join(parts, "")
}
