package live

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/sfn"

	"github.com/ecsgate/ecsgate/evaluator/document"
	"github.com/ecsgate/ecsgate/evaluator/reference"
)

// definition is what a state machine runs, or one of its versions or executions.
type definition struct {
	text, revision string
	launches       []launch
}

// definition reads the definition of a state machine, or of one of its versions,
// whose ARN has the number behind it.
func (r *reader) definition(ctx context.Context, name, arn string) (definition, error) {
	out, err := call(ctx, r, statesDescribeStateMachine, r.states().DescribeStateMachine, &sfn.DescribeStateMachineInput{StateMachineArn: &arn})
	if err != nil {
		return definition{}, r.undecrypted(name, err)
	}
	return r.parsed(statesDescribeStateMachine, name, out.Definition, out.RevisionId)
}

// parsed reads what a definition launches. Of the rest nothing ends in the state.
func (r *reader) parsed(action, name string, text, revision *string) (definition, error) {
	d := definition{text: aws.ToString(text), revision: aws.ToString(revision)}
	root, err := document.ReadJSON([]byte(d.text))
	if err != nil || !root.Has("States") {
		return d, r.nonsense(action, fmt.Sprintf("the definition of state machine %q is no JSON with States", name))
	}
	for _, request := range reference.StateMachine(root) {
		if l, ok := r.embedded(request); ok {
			d.launches = append(d.launches, l)
		}
	}
	d.launches = distinct(d.launches)
	return d, nil
}

// is reports whether two definitions are the same one. The revision tells it
// (DescribeStateMachineForExecution, AWS Step Functions API reference), but has
// no name at first.
func (d definition) is(other definition) bool {
	return d.revision == other.revision && d.text == other.text
}

// undecrypted names the state machine where only its own key is the cause. What
// is not permitted at all is said once, and not of each machine.
func (r *reader) undecrypted(name string, err error) error {
	var failed *CallError
	if !errors.As(err, &failed) || !strings.HasPrefix(failed.Code, "Kms") {
		return err
	}
	reason := failed.Reason + fmt.Sprintf(": state machine %q can not be decrypted", name)
	return &CallError{Action: failed.Action, Code: failed.Code, Reason: reason, cause: err}
}
