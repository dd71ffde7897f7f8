package manifest

import (
	"slices"
	"strings"

	"github.com/ecsgate/ecsgate/evaluator"
	"github.com/ecsgate/ecsgate/evaluator/document"
	"github.com/ecsgate/ecsgate/evaluator/manifest/command"
	"github.com/ecsgate/ecsgate/evaluator/reference"
)

// ecsRequest reads a command that sends one request to ECS: its options are the
// request's parameters.
func (c *commandLine) ecsRequest(action evaluator.Action) {
	root := c.tree(ecsOptions[action])
	c.root, c.syntax = root, document.JSON
	r := request{source: c.source, body: bodyOf(root), action: action}
	if len(c.said.Failures) == 0 {
		c.say(r.check())
	}
	if len(c.said.Failures) > 0 {
		return
	}
	operations := r.operations()
	if action == evaluator.RegisterTaskDefinition {
		c.effects.register(c.inputFile)
	}
	for i := range operations {
		c.explain(&operations[i], i)
	}
	c.said.Operations = append(c.said.Operations, operations...)
}

// explain gives an operation what a command line knows better than the body of a
// request: why something is not known, and where it stands.
func (c *commandLine) explain(op *evaluator.Operation, i int) {
	op.Path = c.path(op)
	c.explainScope(op, paramCluster)
	c.explainScope(op, paramService)
	switch {
	case op.Action == evaluator.RegisterTaskDefinition:
		c.explainFamily(op)
	case op.Action == evaluator.DeleteService:
	default:
		c.explainReference(op, i)
	}
}

// optionNames write the paths of a body as options.
var optionNames = strings.NewReplacer(paramTaskDefinitions, "--task-definitions", paramTaskDefinition, "--task-definition", paramFamily, "--family")

// path says where on the command line an operation stands.
func (c *commandLine) path(op *evaluator.Operation) string {
	switch {
	case op.Path == "":
		return c.commandName()
	case op.Position == c.input && c.input.Line > 0:
		return c.commandName() + ": " + op.Path
	}
	return optionNames.Replace(op.Path)
}

// explainScope gives the gap of a cluster or a service its reason.
func (c *commandLine) explainScope(op *evaluator.Operation, part string) {
	name := part
	if op.Action == evaluator.CreateService && part == paramService {
		name = paramServiceName
	}
	claimed := func(claim evaluator.Claim) bool { return claim.Field == name }
	if w, ok := c.reasons[name]; ok {
		op.Claims = slices.DeleteFunc(op.Claims, claimed)
		c.gap(op, part, w.Reason)
		return
	}
	open := slices.ContainsFunc(op.Gaps, func(g evaluator.Gap) bool { return g.Field == part && g.Reason == onCommandLine })
	switch {
	case c.hidden != nil && (open || !slices.ContainsFunc(op.Claims, claimed)) && parameters[op.Action][name]:
		c.gap(op, part, c.hidden.Reason)
	case open:
		c.gap(op, part, "the command has no --"+optionName(name))
	}
}

// gap sets the reason of a gap.
func (c *commandLine) gap(op *evaluator.Operation, part, reason string) {
	op.Gaps = slices.DeleteFunc(op.Gaps, func(g evaluator.Gap) bool { return g.Field == part })
	op.Gaps = append(op.Gaps, evaluator.Gap{Field: part, Reason: reason})
}

// explainFamily gives a registration whose family is not known the reason. A
// copy of what was described keeps its family.
func (c *commandLine) explainFamily(op *evaluator.Operation) {
	if op.Reference.Family != "" {
		return
	}
	w, unknown := c.reasons[paramFamily]
	switch {
	case unknown:
		c.gap(op, paramFamily, w.Reason)
	case op.Reference.Kind != reference.Produced:
	case c.hidden == nil:
		if op.Reference.Raw == "" {
			c.gap(op, paramFamily, "the command has no --family")
		}
	default:
		if family := copiedFamily(c.hidden.Outputs); family != "" {
			op.Reference.Family, op.Reference.Raw = family, family
			op.Gaps = slices.DeleteFunc(op.Gaps, func(g evaluator.Gap) bool { return g.Field == paramFamily })
			return
		}
		c.gap(op, paramFamily, c.hidden.Reason)
	}
}

// explainReference gives a reference that is not known the reason, or finds that
// it is what the script itself registers.
func (c *commandLine) explainReference(op *evaluator.Operation, i int) {
	w, there := c.referenceWord(op.Action, i)
	switch {
	case there && !w.Known():
		op.Reference = c.unknownReference(op.Action, w)
	case there:
		return
	case c.hidden != nil && (op.Reference.Kind == reference.Absent || op.Reference.Reason == onCommandLine):
		op.Reference = c.unknownReference(op.Action, *c.hidden)
		w = *c.hidden
	case op.Reference.Reason == onCommandLine:
		op.Reference.Reason = "the command names no task definition"
	}
	op.Unbounded = op.Action.Retires() && op.Reference.Kind == reference.Unresolved && (listsEverything(w.Outputs) ||
		slices.ContainsFunc(c.Loops, func(l command.Loop) bool { return listsEverything(l.Lists) }))
}

// referenceWord returns the word that names the task definition of the i-th
// operation.
func (c *commandLine) referenceWord(action evaluator.Action, i int) (command.Word, bool) {
	name := "task-definition"
	if action == evaluator.DeleteTaskDefinitions {
		name = "task-definitions"
	}
	for n := len(c.Arguments) - 1; n >= 0; n-- {
		a := c.Arguments[n]
		if full, _ := ecsOptions[action].option(a.Name); full != name || len(a.Values) == 0 {
			continue
		}
		if i < len(a.Values) {
			return c.follow(a.Values[i]), true
		}
		return c.follow(a.Values[0]), true
	}
	return command.Word{}, false
}

// unknownReference is the reference of a word that is not known: for a launch,
// if it comes from registrations and nothing else, what these produce.
func (c *commandLine) unknownReference(action evaluator.Action, w command.Word) reference.Reference {
	if action.Launches() && isRegistered(w.Outputs) {
		return c.registered(w.Text, w.Outputs)
	}
	return reference.Reference{Kind: reference.Unresolved, Raw: w.Text, Reason: w.Reason}
}

// isRegistered reports whether a word comes from registrations alone.
func isRegistered(outputs []command.Output) bool {
	for _, o := range outputs {
		if o.Service != "ecs" || o.Verb != "register-task-definition" || o.Maybe {
			return false
		}
	}
	return len(outputs) > 0
}

// registered is the reference to what registrations produce. A text that begins
// with a family says itself which; else it is the family that they all have.
func (c *commandLine) registered(text string, outputs []command.Output) reference.Reference {
	produced := reference.Reference{Kind: reference.Produced, Raw: text}
	if family, _, ok := strings.Cut(text, ":"); ok && reference.Parse(family).Kind == reference.Family {
		produced.Family = family
		return produced
	}
	for i, o := range outputs {
		change := c.source.invocation(o.Invocation, c.kind)
		if len(change.Operations) != 1 || i > 0 && change.Operations[0].Reference.Family != produced.Family {
			produced.Family = ""
			return produced
		}
		produced.Family = change.Operations[0].Reference.Family
	}
	return produced
}

// copiedFamily returns the family of the task definition that a word was made
// of, if it was made of one that was described.
func copiedFamily(outputs []command.Output) string {
	family := ""
	for _, o := range outputs {
		if o.Service != "ecs" || o.Verb != "describe-task-definition" {
			continue
		}
		named, ok := o.Option("task-definition")
		parsed := reference.Parse(named.Value().Text)
		if !ok || !named.Value().Known() || parsed.Family == "" || family != "" && family != parsed.Family {
			return ""
		}
		family = parsed.Family
	}
	return family
}

// listsEverything reports whether outputs are lists of task definitions, or of
// families, that nothing bounds to one family.
func listsEverything(outputs []command.Output) bool {
	return slices.ContainsFunc(outputs, func(o command.Output) bool {
		_, bounded := o.Option("family-prefix")
		isList := o.Verb == "list-task-definitions" || o.Verb == "list-task-definition-families"
		return o.Service == "ecs" && isList && !bounded && o.Filter == ""
	})
}
