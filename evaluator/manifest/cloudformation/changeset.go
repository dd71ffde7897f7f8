package cloudformation

import (
	"slices"
	"strings"

	"github.com/ecsgate/ecsgate/evaluator"
	"github.com/ecsgate/ecsgate/evaluator/document"
	"github.com/ecsgate/ecsgate/evaluator/reference"
)

// changeSetKind is the name of this kind of file in operations.
const changeSetKind = "change-set"

// RecogniseChangeSet reports whether a document is what "aws cloudformation
// describe-change-set" prints, or the list of changes out of it.
func RecogniseChangeSet(root *document.Node) bool {
	if root == nil || root.Kind == document.Sequence {
		return slices.ContainsFunc(itemsOf(root), isResourceChange)
	}
	changes := root.Get("Changes")
	if changes == nil || changes.Kind != document.Sequence {
		return false
	}
	return root.Has("ChangeSetId") || root.Has("ChangeSetName") || slices.ContainsFunc(changes.Items, isResourceChange)
}

func isResourceChange(item *document.Node) bool {
	return item.Get("ResourceChange").Has("LogicalResourceId")
}

func itemsOf(n *document.Node) []*document.Node {
	if n == nil {
		return nil
	}
	return n.Items
}

// ReadChangeSet returns the operations of a change set: what CloudFormation
// would send if it were executed. Unlike a template it says which resources
// change and which physical ones go away
// (https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_ResourceChange.html).
// The stack is the one that somebody said it is for, nil where nobody did.
// Files is left to the caller.
func ReadChangeSet(root *document.Node, file string, stack *evaluator.DeployedStack) evaluator.Change {
	s := changeSet{reader: newReader(&document.Node{Kind: document.Mapping}, file, nil), root: root}
	s.stack = stack
	if !s.isOfStack() || !s.executable() {
		return s.change
	}
	s.collectChanges()
	for _, c := range s.changes {
		s.readChange(c)
	}
	s.change.Operations = s.operations
	return s.change
}

// changeSet reads one change set. The properties that its resources will have
// are read as if they stood in a template, where everything is known.
type changeSet struct {
	*reader
	root       *document.Node
	changes    []*resourceChange
	operations []evaluator.Operation
}

// executable reports whether the change set is whole and may still be executed,
// and says why not.
func (s *changeSet) executable() bool {
	const (
		executed   = "the change set was executed already: make a new one, and describe that"
		incomplete = "the change set is still being made: wait for it (aws cloudformation wait change-set-create-complete), and describe it again"
		paged      = "this is a part of the change set (it has a NextToken): describe it without --max-items and --no-paginate"
	)
	status, execution := s.root.Get("Status"), s.root.Get("ExecutionStatus")
	switch text := status.Str(); {
	case s.root.Get("NextToken").IsSet():
		s.fail(s.root.Get("NextToken").Where(), paged)
	case text == "FAILED" && s.isEmpty():
		s.note(status.Where(), "the change set has no changes")
	case text == "FAILED":
		s.fail(status.Where(), "the change set could not be made: it can not be executed")
	case strings.HasPrefix(text, "DELETE_"):
		s.fail(status.Where(), "the change set is deleted: it can not be executed")
	case text == "CREATE_PENDING" || text == "CREATE_IN_PROGRESS":
		s.fail(status.Where(), incomplete)
	case strings.HasPrefix(execution.Str(), "EXECUTE_"):
		s.fail(execution.Where(), executed)
	case execution.Str() == "OBSOLETE":
		s.fail(execution.Where(), "the change set is obsolete, the stack has changed since: make a new one, and describe that")
	default:
		return true
	}
	return false
}

// isEmpty reports whether the change set failed because it would change
// nothing, in the words of CloudFormation and of its transforms.
func (s *changeSet) isEmpty() bool {
	reason := s.root.Get("StatusReason").Str()
	return strings.Contains(reason, "didn't contain changes") || strings.Contains(reason, "No updates are to be performed")
}

// deployedAt is what the ARN of the stack says of where all of it goes.
func (s *changeSet) deployedAt() (evaluator.Claim, bool) {
	for _, name := range []string{"StackId", "ChangeSetId"} {
		arn, ok := reference.ParseARN(s.root.Get(name).Str())
		if ok && arn.Service == "cloudformation" && arn.Region != "" {
			scope := evaluator.Scope{Partition: arn.Partition, Account: arn.Account, Region: arn.Region}
			return evaluator.Claim{Field: name, Scope: scope}, true
		}
	}
	return evaluator.Claim{}, false
}
