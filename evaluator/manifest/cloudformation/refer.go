package cloudformation

import (
	"strings"

	"github.com/ecsgate/ecsgate/evaluator"
	"github.com/ecsgate/ecsgate/evaluator/reference"
)

// name gives an operation the reference to a task definition that stands at a
// place, and what the stack holds for it.
func (r *reader) name(op *evaluator.Operation, p place) {
	var own *resource
	if op.Reference, own = r.refer(p); own != nil {
		r.hold(op, own)
	}
}

// refer returns the reference to a task definition that stands at a place, and the
// task definition where that is one of this template.
func (r *reader) refer(p place) (reference.Reference, *resource) {
	t, why := r.resolve(p)
	raw := r.raw(p)
	unresolved := reference.Reference{Kind: reference.Unresolved, Raw: raw}
	switch {
	case why != "":
		unresolved.Reason = why
		return unresolved, nil
	case t == "":
		return reference.Reference{Kind: reference.Absent}, nil
	}
	if h := r.onlyHole(t); h != nil && h.taskDefinition() != nil {
		r.noteProduced(p.field)
		family, _ := r.resourceName(h.taskDefinition(), "Family")
		return reference.Reference{Kind: reference.Produced, Raw: raw, Family: family}, h.taskDefinition()
	}
	h := r.firstHole(t)
	if h == nil {
		ref := reference.Parse(t)
		if ref.Kind == reference.Produced {
			// No pipeline fills a template in; CloudFormation would send the text.
			unresolved.Reason = raw + ": a placeholder"
			return unresolved, nil
		}
		return ref, nil
	}
	if a, ok := r.arn(t); ok {
		if short, ok := strings.CutPrefix(a.Resource, "task-definition/"); ok && r.firstHole(short) == nil {
			ref := reference.Parse(short)
			ref.Raw, ref.Partition, ref.Region, ref.Account = raw, a.Partition, a.Region, a.Account
			return ref, nil
		}
	}
	unresolved.Reason = raw + ": " + h.why
	return unresolved, nil
}

// resolve evaluates a place where a name, an ARN or a reference is expected.
// It returns the text, which may have holes, or why there is none. An empty
// text without a reason is absent. Defaults that it rests on are noted.
func (r *reader) resolve(p place) (t, why string) {
	r.assumed = r.assumed[:0]
	v := r.value(p)
	guess := len(r.assumed) > 0
	r.guessed = r.guessed || guess
	r.noteAssumed()
	switch {
	case v.shape == noValue:
		return "", ""
	case v.shape != textValue:
		return "", r.raw(p) + ": it is no text"
	case v.text == "" && guess:
		return "", r.raw(p) + ": the parameter's default is empty"
	case strings.Contains(v.text, "{{resolve:"):
		return "", r.raw(p) + ": CloudFormation resolves it at deployment"
	}
	return v.text, ""
}

// resourceName returns the name that a property of another resource of the
// template gives it, and whether it is known. CloudFormation makes up a name that
// the template leaves out, and then the stack has it; but the name of a family is
// made up anew with every revision.
func (r *reader) resourceName(res *resource, property string) (string, bool) {
	loops := r.loops
	r.loops = res.loops
	defer func() { r.loops = loops }()
	t, why := r.resolve(r.child(r.properties(res), property))
	if why == "" && t == "" && property != "Family" && r.physical(res) != "" {
		return r.physical(res), true
	}
	if why != "" || t == "" || r.firstHole(t) != nil || isPlaceholder(t) {
		return "", false
	}
	return t, true
}

// arn takes an ARN apart whose partition, Region and account may be those of
// the stack, whatever they are: these come out empty.
func (r *reader) arn(t string) (reference.ARN, bool) {
	parts := strings.SplitN(t, ":", 6)
	if len(parts) != 6 || parts[0] != "arn" {
		return reference.ARN{}, false
	}
	ok := true
	part := func(i int, pseudo string) string {
		if h := r.onlyHole(parts[i]); h != nil && h.parameter == pseudo {
			return ""
		}
		ok = ok && r.firstHole(parts[i]) == nil
		return parts[i]
	}
	a := reference.ARN{
		Partition: part(1, "AWS::Partition"),
		Service:   part(2, ""),
		Region:    part(3, "AWS::Region"),
		Account:   part(4, "AWS::AccountId"),
		Resource:  parts[5],
	}
	return a, ok && a.Service == "ecs"
}

// isPlaceholder reports whether a text that stands where a name is expected
// waits to be replaced by another tool.
func isPlaceholder(t string) bool { return strings.ContainsAny(t, "$<>{}%* \t\n") }
