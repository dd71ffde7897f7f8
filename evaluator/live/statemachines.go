package live

import (
	"context"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/sfn"
	"github.com/aws/aws-sdk-go-v2/service/sfn/types"

	"github.com/ecsgate/ecsgate/evaluator"
)

// listedByStates is the greatest page of Step Functions, which gives 100 unless
// it is asked for more (AWS Step Functions API reference).
const listedByStates = 1000

// machine is one state machine of the Region.
type machine struct {
	name, arn string
	express   bool
}

// readStateMachines reads what state machines launch: by the definition, by
// their published versions, and by running executions.
func (r *reader) readStateMachines(ctx context.Context) {
	machines, err := r.listStateMachines(ctx)
	r.lack(evaluator.StateMachines, err)
	each(machines, func(m machine) { r.stateMachine(ctx, m) })
}

// lackMachine notes why something of a state machine could not be read. What has
// gone in the meantime is no lack.
func (r *reader) lackMachine(err error) {
	if !hasVanished(err) {
		r.lack(evaluator.StateMachines, err)
	}
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
func (r *reader) stateMachine(ctx context.Context, m machine) {
	now, err := r.definition(ctx, m.name, m.arn)
	if err != nil {
		r.lackMachine(err)
		return
	}
	r.holdMachine(m, "", now.launches)
	byVersion := r.versions(ctx, m)
	r.executions(ctx, m, now, byVersion)
}

func (r *reader) holdMachine(m machine, via string, launches []launch) {
	for _, l := range launches {
		r.hold(evaluator.StateMachineHolder, evaluator.Target{Name: m.name, Via: via, Enabled: true}, l)
	}
}
