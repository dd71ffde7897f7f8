package live

import (
	"context"
	"slices"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/sfn"
	"github.com/aws/aws-sdk-go-v2/service/sfn/types"

	"github.com/ecsgate/ecsgate/evaluator"
)

// listedByStates is the greatest page of Step Functions, which gives 100 unless
// it is asked for more (AWS Step Functions API reference).
const listedByStates = 1000

// viaExecution marks what a running execution launches.
const viaExecution = "execution"

// machine is one state machine of the Region.
type machine struct {
	name, arn string
	express   bool
}

// readStateMachines reads what state machines launch: by the definition, by
// their published versions, and, of those that the change points elsewhere, by
// running executions.
func (r *reader) readStateMachines(ctx context.Context, repointed []string) {
	machines, err := r.listStateMachines(ctx)
	r.lack(evaluator.StateMachines, err)
	each(machines, func(m machine) {
		if err := r.stateMachine(ctx, m, slices.Contains(repointed, m.name)); !hasVanished(err) {
			r.lack(evaluator.StateMachines, err)
		}
	})
}

func (r *reader) listStateMachines(ctx context.Context) ([]machine, error) {
	in := &sfn.ListStateMachinesInput{MaxResults: listedByStates}
	var machines []machine
	err := pages(r, statesListStateMachines, func(token *string) (*string, error) {
		in.NextToken = token
		out, err := call(ctx, r, statesListStateMachines, r.states().ListStateMachines, in)
		if err != nil {
			return nil, err
		}
		for _, m := range out.StateMachines {
			if aws.ToString(m.Name) == "" || aws.ToString(m.StateMachineArn) == "" {
				return nil, r.nonsense(statesListStateMachines, "it lists a state machine without its name or ARN")
			}
			machines = append(machines, machine{name: *m.Name, arn: *m.StateMachineArn, express: m.Type == types.StateMachineTypeExpress})
		}
		return out.NextToken, nil
	})
	return distinct(machines), err
}

// stateMachine keeps what one state machine launches. There is no way to disable
// one (CreateStateMachine, AWS Step Functions API reference).
func (r *reader) stateMachine(ctx context.Context, m machine, repointed bool) error {
	launches, err := r.definition(ctx, m.name, m.arn)
	if err != nil {
		return err
	}
	r.holdMachine(m, "", launches)
	if repointed && len(launches) > 0 {
		runs, err := r.hasExecution(ctx, m)
		if err != nil {
			return err
		}
		if runs {
			r.holdMachine(m, viaExecution, launches)
		}
	}
	return r.versions(ctx, m)
}

func (r *reader) holdMachine(m machine, via string, launches []launch) {
	for _, l := range launches {
		r.hold(evaluator.StateMachineHolder, evaluator.Target{Name: m.name, Via: via, Enabled: true}, l)
	}
}

// hasExecution reports whether an execution runs. It keeps the definition that
// it began with (UpdateStateMachine, AWS Step Functions API reference). EXPRESS
// executions can not be listed, and end within five minutes.
func (r *reader) hasExecution(ctx context.Context, m machine) (bool, error) {
	if m.express {
		return false, nil
	}
	in := &sfn.ListExecutionsInput{StateMachineArn: &m.arn, StatusFilter: types.ExecutionStatusRunning, MaxResults: 1}
	runs := false
	err := pages(r, statesListExecutions, func(token *string) (*string, error) {
		in.NextToken = token
		out, err := call(ctx, r, statesListExecutions, r.states().ListExecutions, in)
		if err != nil {
			return nil, err
		}
		if runs = len(out.Executions) > 0; runs {
			return nil, nil
		}
		return out.NextToken, nil // a page may be empty and not the last
	})
	return runs, err
}
