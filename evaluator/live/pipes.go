package live

import (
	"context"
	"fmt"
	"slices"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/pipes"
	"github.com/aws/aws-sdk-go-v2/service/pipes/types"

	"github.com/ecsgate/ecsgate/evaluator"
)

// readPipes reads the pipes that run tasks in a cluster of the Region.
func (r *reader) readPipes(ctx context.Context) {
	names, err := r.listPipes(ctx)
	r.lack(evaluator.Pipes, err)
	each(names, func(name string) {
		if err := r.pipe(ctx, name); !hasVanished(err) {
			r.lack(evaluator.Pipes, err)
		}
	})
}

func (r *reader) listPipes(ctx context.Context) ([]string, error) {
	in := &pipes.ListPipesInput{TargetPrefix: aws.String(r.arn("ecs", "cluster/")), Limit: aws.Int32(100)}
	var names []string
	err := pages(r, pipesListPipes, func(token *string) (*string, error) {
		in.NextToken = token
		out, err := call(ctx, r, pipesListPipes, r.pipes().ListPipes, in)
		if err != nil {
			return nil, err
		}
		for _, pipe := range out.Pipes {
			if aws.ToString(pipe.Name) == "" {
				return nil, r.nonsense(pipesListPipes, "it lists a pipe without a name")
			}
			names = append(names, *pipe.Name)
		}
		return out.NextToken, nil
	})
	return distinct(names), err
}

// pipe keeps what one pipe launches. Its task definition may be a JSONPath into
// each event ("Target parameters", Amazon EventBridge User Guide).
func (r *reader) pipe(ctx context.Context, name string) error {
	out, err := call(ctx, r, pipesDescribePipe, r.pipes().DescribePipe, &pipes.DescribePipeInput{Name: &name})
	if err != nil {
		return err
	}
	if !slices.Contains(out.DesiredState.Values(), out.DesiredState) {
		return r.nonsense(pipesDescribePipe, fmt.Sprintf("it gives pipe %q no desired state that is known", name))
	}
	if _, ok := clusterOf(aws.ToString(out.Target)); !ok {
		return nil // it was pointed elsewhere in the meantime
	}
	parameters := out.TargetParameters
	if parameters == nil || parameters.EcsTaskParameters == nil || aws.ToString(parameters.EcsTaskParameters.TaskDefinitionArn) == "" {
		return r.nonsense(pipesDescribePipe, fmt.Sprintf("pipe %q names no task definition", name))
	}
	if l, ok := r.launchOf(*parameters.EcsTaskParameters.TaskDefinitionArn, *out.Target); ok {
		running := out.DesiredState == types.RequestedPipeStateDescribeResponseRunning
		r.hold(evaluator.PipeHolder, evaluator.Target{Name: name, Enabled: running}, l)
	}
	return nil
}
