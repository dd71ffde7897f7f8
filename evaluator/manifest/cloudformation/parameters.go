package cloudformation

import (
	"slices"
	"strings"

	"github.com/ecsgate/ecsgate/evaluator/document"
)

// pseudoParameters are those that every template has, from the User Guide's
// "Pseudo parameters reference". AWS::NoValue is not among them: it is no value.
var pseudoParameters = []string{
	"AWS::AccountId", "AWS::NotificationARNs", "AWS::Partition", "AWS::Region",
	"AWS::StackId", "AWS::StackName", "AWS::URLSuffix",
}

// Parameters returns the names that a template takes values for: its own
// parameters in file order, then the pseudo parameters.
func Parameters(root *document.Node) []string {
	var names []string
	if parameters := root.Get("Parameters"); parameters != nil {
		for _, f := range parameters.Fields {
			names = append(names, f.Name)
		}
	}
	return append(names, pseudoParameters...)
}

// isPlace reports whether a pseudo parameter says where the stack is. What the
// stack creates is there, too, so that an ARN with such a hole says nothing
// that is not known.
func isPlace(parameter string) bool {
	return parameter == "AWS::Partition" || parameter == "AWS::Region" || parameter == "AWS::AccountId"
}

// ref is Ref: a loop variable, a parameter or a resource.
func (r *reader) ref(n, argument *document.Node) value {
	name, ok := argument.Scalar()
	if !ok {
		return r.unknown(n, "Ref takes a name")
	}
	name = scrub(name)
	if v, ok := r.loopValue(name); ok {
		return known(v)
	}
	name = r.unroll(name)
	if name == "AWS::NoValue" {
		return value{}
	}
	if slices.Contains(pseudoParameters, name) {
		return r.pseudo(n, name)
	}
	if declaration, ok := r.declared[name]; ok {
		return r.parameter(n, name, declaration)
	}
	if res := r.resources[r.spell(name)]; res != nil {
		return known(r.dig(hole{written: written(n), why: res.what(), resource: res}))
	}
	return r.unknown(n, "the template has no parameter or resource of that name")
}

func (r *reader) pseudo(n *document.Node, name string) value {
	if v, ok := r.params[name]; ok {
		return known(scrub(v))
	}
	if v, ok := r.world.supposed(name); ok {
		return known(v)
	}
	return known(r.dig(hole{
		written: written(n), why: whyNoValue(name), parameter: name,
	}))
}

func whyNoValue(parameter string) string {
	return parameter + " has no value; pass --param " + parameter + "=VALUE"
}

// parameter returns the value of one of the template's own parameters: the one
// passed, else the one that this world supposes, else its default, which is
// remembered as assumed.
func (r *reader) parameter(n *document.Node, name string, declaration *document.Node) value {
	if noEcho, _ := declaration.Get("NoEcho").Scalar(); strings.EqualFold(noEcho, "true") {
		return r.unknown(n, "a NoEcho parameter is not looked at")
	}
	typ := declaration.Get("Type").Str()
	if strings.HasPrefix(typ, "AWS::SSM::Parameter::Value") {
		// What is passed, and the default, is then the name of an SSM parameter.
		return r.unknown(n, "its value is in the SSM parameter store")
	}
	if v, ok := r.params[name]; ok {
		return typed(typ, v)
	}
	if v, ok := r.world.supposed(name); ok {
		return typed(typ, v)
	}
	fallback, ok := declaration.Get("Default").Scalar()
	if ok && r.passedOnly == 0 && !r.world.excluded(name, fallback) {
		r.assumed = append(r.assumed, name)
		return typed(typ, fallback)
	}
	return known(r.dig(hole{
		written: written(n), why: whyNoValue(name), parameter: name,
	}))
}

// typed reads a parameter's text as its type says: lists are separated by
// commas.
func typed(typ, s string) value {
	s = scrub(s)
	if typ != "CommaDelimitedList" && !strings.HasPrefix(typ, "List<") {
		return known(s)
	}
	v := value{shape: listValue}
	for part := range strings.SplitSeq(s, ",") {
		v.items = append(v.items, known(strings.TrimSpace(part)))
	}
	return v
}
