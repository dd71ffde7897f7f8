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

// definition reads what a state machine launches, or one of its versions, whose
// ARN has the number behind it. Of the definition nothing else is kept.
func (r *reader) definition(ctx context.Context, name, arn string) ([]launch, error) {
	out, err := call(ctx, r, statesDescribeStateMachine, r.states().DescribeStateMachine, &sfn.DescribeStateMachineInput{StateMachineArn: &arn})
	if err != nil {
		return nil, r.undecrypted(name, err)
	}
	root, err := document.ReadJSON([]byte(aws.ToString(out.Definition)))
	if err != nil || !root.Has("States") {
		return nil, r.nonsense(statesDescribeStateMachine, fmt.Sprintf("the definition of state machine %q is no JSON with States", name))
	}
	var launches []launch
	for _, request := range reference.StateMachine(root) {
		if l, ok := r.embedded(request); ok {
			launches = append(launches, l)
		}
	}
	return distinct(launches), nil
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
