package evaluator

import (
	"regexp"
	"slices"
	"strings"

	"github.com/ecsgate/ecsgate/evaluator/reference"
)

// The scopes of a rule: once for each operation, or once for the whole change.
const (
	ScopeOperation = "operation"
	ScopeChange    = "change"
)

// refusal, in silent_beside, stands for any violation of severity error.
const refusal = "refusal"

// noOp, in silent_beside, stands for the deletion of a revision that is being
// deleted already: nothing comes of it.
const noOp = "no-op"

var (
	// ruleActions are the actions that a rule may ask for.
	ruleActions = []Action{
		RunTask, StartTask, CreateService, UpdateService, CreateTaskSet, RegisterTaskDefinition,
		DeregisterTaskDefinition, DeleteTaskDefinitions, DeleteService, Release, Stand,
	}
	ruleOrigins    = []Origin{FromRequest, FromTemplate, FromPlan, FromTool, FromProposal, FromState}
	referenceKinds = []string{
		string(reference.Revision), string(reference.Family), string(reference.Produced),
		string(reference.Absent), string(reference.Unresolved), string(reference.Invalid),
	}
	// defaultReferences are those that a look-up can follow.
	defaultReferences = []string{
		string(reference.Revision), string(reference.Family), string(reference.Produced), string(reference.Absent),
	}
	ruleID = regexp.MustCompile(`^[A-Z][A-Z0-9]{1,15}$`)
)

// otherScope returns the scope whose rules alone are given a path of input, when
// it is not this rule's: there it would be undefined for ever.
func (r *Rule) otherScope(path string) string {
	ofChange := within(path, unitChange)
	ofOperation := within(path, "operation") || within(path, "facts")
	switch {
	case r.Scope == ScopeChange && ofOperation:
		return ScopeOperation
	case r.Scope == ScopeOperation && ofChange:
		return ScopeChange
	}
	return ""
}

// check refuses METADATA that says something the engine could not honour.
func (c *custom) check(rule *Rule) {
	if rule.ID != "" && !ruleID.MatchString(rule.ID) {
		c.refuse("METADATA custom.id %q must be capital letters and digits, like ACME101", rule.ID)
	}
	if rule.Severity != "" && !rule.Severity.Valid() {
		c.refuse("METADATA custom.severity is %q: write error, warning or info", rule.Severity)
	}
	if rule.Title == "" || rule.Description == "" {
		c.refuse("METADATA needs a title and a description")
	}
	if len(rule.Operations) == 0 {
		c.refuse("METADATA custom.operations is missing: name the actions that the rule applies to")
	}
	for _, action := range rule.Operations {
		if !slices.Contains(ruleActions, action) {
			c.refuse("METADATA custom.operations holds %q: known are %s", action, joined(ruleActions))
		}
	}
	for _, kind := range rule.References {
		if !slices.Contains(referenceKinds, kind) {
			c.refuse("METADATA custom.references holds %q: known are %s", kind, strings.Join(referenceKinds, ", "))
		}
	}
	for _, origin := range rule.Origins {
		if !slices.Contains(ruleOrigins, origin) {
			c.refuse("METADATA custom.origins holds %q: known are %s", origin, joined(ruleOrigins))
		}
	}
	if rule.References == nil {
		rule.References = defaultReferences
	}
	for _, unit := range rule.reads() {
		if !slices.Contains(units, unit) {
			c.refuse("METADATA custom.needs, searches or wants holds %q: known are %s", unit, strings.Join(units, ", "))
		} else if other := rule.otherScope(unit); other != "" {
			c.refuse("METADATA custom.needs, searches or wants holds %q, which only a rule of scope %s is given", unit, other)
		}
	}
}

func joined[T ~string](list []T) string {
	names := make([]string, len(list))
	for i, a := range list {
		names[i] = string(a)
	}
	return strings.Join(names, ", ")
}

// applies reports whether the rule judges such an operation.
func (r *Rule) applies(op *Operation, action Action, kind reference.Kind) bool {
	return r.Scope == ScopeOperation && r.concerns(op) && slices.Contains(r.Operations, action) && slices.Contains(r.References, string(kind))
}

// concerns reports whether the rule is about requests that are sent then, and
// that come from there.
func (r *Rule) concerns(op *Operation) bool {
	when := r.Stored == Always || (op.Stored != nil) == (r.Stored == Later)
	return when && (len(r.Origins) == 0 || op.Origin == "" || slices.Contains(r.Origins, op.Origin))
}

// mayApply reports whether the rule could judge the operation, before it is
// known what a PutService becomes and what its reference resolves to.
func (r *Rule) mayApply(op *Operation) bool {
	if op.Action == PutService {
		return slices.Contains(r.Operations, CreateService) || slices.Contains(r.Operations, UpdateService)
	}
	return r.concerns(op) && slices.Contains(r.Operations, op.Action)
}
