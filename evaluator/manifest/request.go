package manifest

import (
	"fmt"
	"slices"
	"strings"

	"github.com/ecsgate/ecsgate/evaluator"
	"github.com/ecsgate/ecsgate/evaluator/document"
	"github.com/ecsgate/ecsgate/evaluator/reference"
)

// request is a document that is the body of one request, as the AWS CLI takes
// it with --cli-input-json and --cli-input-yaml.
type request struct {
	source
	body
	action evaluator.Action
}

// readRequest reads the body of a request, and reports whether the document is
// one.
func readRequest(s source) (evaluator.Change, bool) {
	b := bodyOf(s.root)
	action := s.options.Operation
	said := action != "" && len(b.values) > 0 && (s.asserted() || b.strangers == 0)
	if !said && !b.likely(s.file.Name) && !b.declaresDaemon() {
		return evaluator.Change{}, false
	}
	if action == "" {
		if b.lacksSubject() {
			return s.readEcspressoService(), true
		}
		var candidates []evaluator.Action
		if action, candidates = b.action(s.file.Name); action == "" {
			return s.ambiguous(candidates), true
		}
	}
	r := request{source: s, body: b, action: action}
	change := r.check()
	if len(change.Failures) == 0 {
		change.Operations = r.operations()
	}
	return change, true
}

func (s source) ambiguous(candidates []evaluator.Action) evaluator.Change {
	if len(candidates) == 0 {
		return s.failure(s.root, "no ECS request takes all of these parameters: say with --operation which one it is for")
	}
	list := make([]string, len(candidates))
	for i, action := range candidates {
		list[i] = string(action)
	}
	return s.failure(s.root, "several ECS requests take these parameters: say with --operation which one it is for (%s)", strings.Join(list, ", "))
}

// operations are what the request causes: one operation, or one for each
// revision that it deletes.
func (r request) operations() []evaluator.Operation {
	op := evaluator.Operation{
		Action:     r.action,
		Origin:     evaluator.FromRequest,
		Kind:       "cli-" + string(r.syntax),
		File:       r.file.Name,
		Position:   r.root.Position,
		Reference:  r.absent(),
		Parameters: r.parameterNames(),
		Fields:     map[string]document.Position{},
	}
	op.Request, _ = r.root.Value().(map[string]any)
	for _, field := range r.root.Fields {
		op.Fields[field.Name] = field.Value.Position
	}
	r.aim(&op)
	r.fillService(&op)
	switch r.action {
	case evaluator.RegisterTaskDefinition:
		r.fillFamily(&op)
	case evaluator.DeleteTaskDefinitions:
		return r.deletions(op)
	default:
		if r.value(paramTaskDefinition) != nil {
			field := r.root.Field(paramTaskDefinition)
			op.Reference = reference.Parse(field.Value.Str())
			op.Position, op.Path = field.Position, paramTaskDefinition
		}
	}
	return []evaluator.Operation{op}
}

// absent is the reference of a request whose body has none. A launch without
// one is judged as it stands; a retirement gets it from the command line.
func (r request) absent() reference.Reference {
	if r.action.Retires() {
		return reference.Reference{Kind: reference.Unresolved, Reason: onCommandLine}
	}
	return reference.Reference{Kind: reference.Absent}
}

// parameterNames are the names that carry a value, sorted. Unknown ones count,
// since the API gets new parameters; what a description adds does not.
func (r request) parameterNames() []string {
	var list []string
	for _, field := range r.root.Fields {
		if carries(field.Value) && !described[field.Name] {
			list = append(list, field.Name)
		}
	}
	slices.Sort(list)
	return list
}

func (r request) fillService(op *evaluator.Operation) {
	if count, ok := r.value(paramDesiredCount).Int(); ok {
		op.DesiredCount = &count
	}
	force, _ := r.value(paramForceNewDeployment).Scalar()
	op.ForceNewDeployment = strings.EqualFold(force, "true")
	if r.action == evaluator.CreateService {
		op.DeploymentController = r.value(paramDeploymentController).Get("type").Str()
	}
}

// fillFamily makes the reference of a registration: the revision that it will
// produce.
func (r request) fillFamily(op *evaluator.Operation) {
	field := r.root.Field(paramFamily)
	if r.value(paramFamily) == nil {
		op.Reference = reference.Reference{Kind: reference.Produced}
		op.Gaps = append(op.Gaps, evaluator.Gap{Field: paramFamily, Reason: onCommandLine})
		return
	}
	family := field.Value.Str()
	op.Position, op.Path = field.Position, paramFamily
	switch parsed := reference.Parse(family).Registers(); parsed.Kind {
	case reference.Produced, reference.Invalid:
		op.Reference = parsed
	default:
		op.Reference = reference.Reference{Kind: reference.Produced, Raw: family}
		op.Gaps = append(op.Gaps, evaluator.Gap{Field: paramFamily, Reason: parsed.Reason})
	}
}

// deletions makes one operation of each revision in the list.
func (r request) deletions(op evaluator.Operation) []evaluator.Operation {
	list := r.value(paramTaskDefinitions)
	if list == nil {
		return []evaluator.Operation{op}
	}
	if r.open[list] {
		op.Reference, op.Position, op.Path = reference.Parse(list.Text), list.Position, paramTaskDefinitions
		return []evaluator.Operation{op}
	}
	operations := make([]evaluator.Operation, len(list.Items))
	for i, item := range list.Items {
		one := op
		one.Reference = reference.Parse(item.Str())
		one.Position, one.Path = item.Position, fmt.Sprintf("%s[%d]", paramTaskDefinitions, i)
		one.Fields = map[string]document.Position{
			paramTaskDefinition:  item.Position,
			paramTaskDefinitions: list.Position,
		}
		operations[i] = one
	}
	return operations
}
