package live

import (
	"context"
	"fmt"
	"slices"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/sfn"
	"github.com/aws/aws-sdk-go-v2/service/sfn/types"

	"github.com/ecsgate/ecsgate/evaluator"
)

// viaExecution marks what a running execution launches.
const viaExecution = "execution"

const (
	// mostListed is how many running executions of one state machine are listed.
	mostListed = 10 * listedByStates
	// mostAsked is how many of them are asked one by one what they began with.
	mostAsked = 200
)

// propagation is how long after an update executions may still begin with the
// definition before. AWS says "a few seconds" (UpdateStateMachine, AWS Step
// Functions API reference).
const propagation = time.Minute

// execution is one that runs.
type execution struct {
	arn string
	// version is the ARN of the version that it was started with, if it was one.
	version string
	// started is when it began with what the state machine was then; zero where
	// that is not all: it was started with a version, or again.
	started time.Time
}

// executions keeps what the running executions of a state machine launch. Each
// goes on with the definition that it began with, whatever the state machine
// has become since (UpdateStateMachine, AWS Step Functions API reference).
// EXPRESS executions can not be listed, and end within five minutes.
func (r *reader) executions(ctx context.Context, m machine, now definition, byVersion map[string][]launch) {
	if m.express {
		return
	}
	running, err := r.running(ctx, m)
	r.lackMachine(err)
	var unknown []execution
	for _, e := range running {
		if launches, known := byVersion[e.version]; known {
			r.holdMachine(m, viaExecution, launches)
			continue
		}
		unknown = append(unknown, e)
	}
	if len(unknown) > 0 {
		r.askExecutions(ctx, m, now, unknown)
	}
}

// running lists the executions that run, the newest first.
func (r *reader) running(ctx context.Context, m machine) ([]execution, error) {
	in := &sfn.ListExecutionsInput{StateMachineArn: &m.arn, StatusFilter: types.ExecutionStatusRunning, MaxResults: listedByStates}
	var found []execution
	err := pages(r, statesListExecutions, func(token *string) (*string, error) {
		if len(found) >= mostListed {
			return nil, r.tooMany(m, mostListed, "")
		}
		in.NextToken = token
		out, err := call(ctx, r, statesListExecutions, r.states().ListExecutions, in)
		if err != nil {
			return nil, err
		}
		for _, item := range out.Executions {
			if aws.ToString(item.ExecutionArn) == "" {
				return nil, r.nonsense(statesListExecutions, "it lists an execution without its ARN")
			}
			e := execution{arn: *item.ExecutionArn, version: aws.ToString(item.StateMachineVersionArn)}
			if e.version == "" && item.RedriveDate == nil {
				e.started = aws.ToTime(item.StartDate)
			}
			found = append(found, e)
		}
		return out.NextToken, nil
	})
	return distinct(found), err
}

// tooMany is why executions beyond a bound were not looked at.
func (r *reader) tooMany(m machine, bound int, which string) error {
	return fmt.Errorf("state machine %q has more than %d running executions%s: only the newest were looked at in %s", m.name, bound, which, r.place())
}

// askExecutions asks what executions began with, the newest first. If that is
// the present definition, it tells since when that stands, and what began well
// after need not be asked: "All StartExecution calls within a few seconds use the
// updated definition" (UpdateStateMachine, AWS Step Functions API reference).
func (r *reader) askExecutions(ctx context.Context, m machine, now definition, unknown []execution) {
	since, present := r.execution(ctx, m, now, unknown[0])
	others := slices.DeleteFunc(unknown[1:], func(e execution) bool {
		return present && e.started.After(since.Add(propagation))
	})
	if len(others) >= mostAsked {
		r.lack(evaluator.StateMachines, r.tooMany(m, mostAsked, " that may have begun with an earlier definition"))
		others = others[:mostAsked-1]
	}
	each(others, func(e execution) { r.execution(ctx, m, now, e) })
}

// execution keeps what one execution launches, by the definition that it began
// with. Where that is the present one, it says since when.
func (r *reader) execution(ctx context.Context, m machine, now definition, e execution) (since time.Time, present bool) {
	in := &sfn.DescribeStateMachineForExecutionInput{ExecutionArn: &e.arn}
	out, err := call(ctx, r, statesDescribeForExecution, r.states().DescribeStateMachineForExecution, in)
	if err != nil {
		r.lackMachine(r.undecrypted(m.name, err))
		return time.Time{}, false
	}
	began, err := r.parsed(statesDescribeForExecution, m.name, out.Definition, out.RevisionId)
	if err != nil {
		r.lackMachine(err)
		return time.Time{}, false
	}
	r.holdMachine(m, viaExecution, began.launches)
	return aws.ToTime(out.UpdateDate), out.UpdateDate != nil && began.is(now)
}
