package cloudformation

import (
	"fmt"
	"iter"
	"slices"
	"strings"

	"github.com/ecsgate/ecsgate/evaluator"
	"github.com/ecsgate/ecsgate/evaluator/document"
)

// note says something once.
func (r *reader) note(at document.Position, message string) {
	r.say(evaluator.Note{File: r.file, Line: at.Line, Message: message})
}

// unseen says once that something which may send requests was not looked at.
func (r *reader) unseen(at document.Position, message string) {
	r.say(evaluator.Note{File: r.file, Line: at.Line, Message: message, Unseen: true})
}

func (r *reader) say(note evaluator.Note) {
	if !r.said[note.Message] {
		r.said[note.Message] = true
		r.change.Notes = append(r.change.Notes, note)
	}
}

// fail says once that a part of the template can not be right.
func (r *reader) fail(at document.Position, message string) {
	failure := evaluator.Failure{File: r.file, Line: at.Line, Column: at.Column, Message: message}
	if key := fmt.Sprintf("%+v", failure); !r.said[key] {
		r.said[key] = true
		r.change.Failures = append(r.change.Failures, failure)
	}
}

// noteAssumed says which defaults the last expressions rest on.
func (r *reader) noteAssumed() {
	for _, name := range r.assumed {
		r.note(fieldPosition(r.root.Get("Parameters"), name),
			"parameter "+name+": its default "+quote(scalar(r.declared[name].Get("Default")))+
				" is assumed; pass --param "+name+"=VALUE")
	}
	r.assumed = r.assumed[:0]
}

func scalar(n *document.Node) string {
	text, _ := n.Scalar()
	return text
}

// noteProduced says what a reference to a task definition of the same template
// means; once, at the first.
func (r *reader) noteProduced(at document.Position) {
	message := "this template registers the task definition that it uses: when that changes, CloudFormation" +
		" registers a new revision and afterwards deregisters the one it replaces, unless it has" +
		" UpdateReplacePolicy: Retain"
	if r.stack == nil {
		message += "; when it does not change, only the stack can tell whether the revision" +
			" it holds is still ACTIVE (--stack NAME)"
	}
	r.note(at, message)
}

// knownMacros add no ECS resource that is not in the template.
var knownMacros = []string{
	"AWS::Serverless-2016-10-31", "AWS::LanguageExtensions", "AWS::CodeDeployBlueGreen",
	"AWS::SecretsManager-2020-07-23", "AWS::SecretsManager-2024-09-16", "AWS::ServiceCatalog",
}

// noteMacros names the macros that may change the template before it is
// deployed.
func (r *reader) noteMacros() {
	transform := r.root.Field("Transform")
	if transform == nil {
		transform = r.root.Field("Fn::Transform")
	}
	if transform == nil {
		return
	}
	macros := []*document.Node{transform.Value}
	if transform.Value != nil && transform.Value.Tag == "" && transform.Value.Kind == document.Sequence {
		macros = transform.Value.Items
	}
	for _, macro := range macros {
		name := macro.Str()
		if name == "" {
			name = macro.Get("Name").Str()
		}
		if name == "" {
			name = written(macro)
		}
		if !slices.Contains(knownMacros, name) {
			r.unseen(transform.Position, "macro "+quote(name)+
				" may change this template before it is deployed: what it adds was not looked at")
		}
	}
}

// noteHooks names the blue/green deployments that CodeDeploy runs for a stack.
func (r *reader) noteHooks() {
	hooks := r.root.Get("Hooks")
	if hooks == nil {
		return
	}
	for _, f := range hooks.Fields {
		applications := f.Value.At("Properties", "Applications")
		if applications == nil {
			continue
		}
		for _, application := range applications.Items {
			if application.Has("ECSAttributes") {
				r.note(f.Position, "hook "+quote(f.Name)+" lets CodeDeploy create the task sets of a service:"+
					" their task definitions are those of the template's resources")
			}
		}
	}
}

// hiddenHolder reads resources that can keep a reference as a plain text, which
// nobody then finds when the revision is retired.
func (r *reader) hiddenHolder(res *resource, properties place) []evaluator.Operation {
	if res.typ == "AWS::SSM::Parameter" {
		r.noteHidden(res, r.child(properties, "Value"), "an SSM parameter")
		return nil
	}
	for _, variable := range r.fields(r.at(properties, "Environment", "Variables")) {
		r.noteHidden(res, variable, "an environment variable")
	}
	return nil
}

func (r *reader) noteHidden(res *resource, p place, where string) {
	if p.hidden == "" && r.isTaskDefinition(p) {
		r.note(p.field, "resource "+quote(res.id)+" keeps a task definition in "+where+
			": nobody sees when it goes stale")
	}
}

// fields yields the entries of a mapping by name.
func (r *reader) fields(p place) iter.Seq2[string, place] {
	return func(yield func(string, place) bool) {
		if p.hidden != "" || p.node == nil || p.node.Tag != "" || p.node.Kind != document.Mapping {
			return
		}
		for _, f := range p.node.Fields {
			if !yield(f.Name, r.child(p, f.Name)) {
				return
			}
		}
	}
}

// isTaskDefinition reports whether a text is a reference to a task definition
// for certain: one of this template, or an ARN.
func (r *reader) isTaskDefinition(p place) bool {
	v := r.value(p)
	if v.shape != textValue {
		return false
	}
	if h := r.onlyHole(v.text); h != nil {
		return h.taskDefinition() != nil
	}
	return strings.HasPrefix(v.text, "arn:") && strings.Contains(v.text, ":task-definition/")
}

// misspelt reports whether an object has a property that differs from a known
// one only by case. CloudFormation refuses it, and what it holds would not be
// looked at.
func (r *reader) misspelt(n *document.Node, known ...string) bool {
	if n == nil || n.Tag != "" {
		return false
	}
	found := false
	for _, f := range n.Fields {
		for _, name := range known {
			if f.Name != name && strings.EqualFold(f.Name, name) {
				r.fail(f.Position, "unknown property "+quote(f.Name)+": did you mean "+quote(name)+"?")
				found = true
			}
		}
	}
	return found
}
