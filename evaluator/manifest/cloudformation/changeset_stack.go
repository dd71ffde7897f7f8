package cloudformation

import (
	"slices"
	"strings"

	"github.com/ecsgate/ecsgate/evaluator"
	"github.com/ecsgate/ecsgate/evaluator/reference"
)

// stackName is the name of the stack that the change set is of, "" where it does
// not say so.
func (s *changeSet) stackName() string {
	if name := s.root.Get("StackName").Str(); name != "" {
		return scrub(name)
	}
	arn, ok := reference.ParseARN(s.root.Get("StackId").Str())
	if !ok {
		return ""
	}
	name, _, _ := strings.Cut(strings.TrimPrefix(arn.Resource, "stack/"), "/")
	return scrub(name)
}

// isOfStack reports whether the change set is of the stack that somebody named,
// and fails where it is of another.
func (s *changeSet) isOfStack() bool {
	name := s.stackName()
	if s.stack == nil || name == "" || name == s.stack.Stack {
		return true
	}
	at := s.root.Get("StackName")
	if at == nil {
		at = s.root.Get("StackId")
	}
	s.fail(at.Where(), "the change set is of stack "+quote(name)+", not of "+quote(s.stack.Stack)+" (--stack)")
	return false
}

// holdBefore says which revision a task definition is that may be replaced or not.
func (s *changeSet) holdBefore(op *evaluator.Operation, maker *resourceChange) {
	if ref := reference.Parse(maker.physical); ref.Kind == reference.Revision {
		op.Held = evaluator.Held{Stack: s.stackName(), RevisionID: evaluator.RevisionID{Family: ref.Family, Revision: ref.Revision}}
	}
}

// unchanged finds the revision of a task definition that is no part of the change
// set: CloudFormation names the one that the stack holds.
func (s *changeSet) unchanged(op *evaluator.Operation, causes []string) {
	causes = slices.Compact(slices.Sorted(slices.Values(causes)))
	if len(causes) != 1 || s.stackUnread(op) {
		return
	}
	ref := reference.Parse(s.physical(&resource{id: causes[0]}))
	if ref.Kind == reference.Revision {
		op.Reference = ref
	}
}
