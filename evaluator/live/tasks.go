package live

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/ecs"
	"github.com/aws/aws-sdk-go-v2/service/ecs/types"

	"github.com/ecsgate/ecsgate/evaluator"
)

// describedTasks is how many tasks one DescribeTasks takes.
const describedTasks = 100

// maxFamilies is up to how many families a cluster's tasks are listed family by
// family; beyond it is cheaper to list all of them.
const maxFamilies = 4

// tasks counts the tasks of families, or of all, in the given clusters; what can
// not be read is a lack of the kind. Those that are to stop count until they
// have: ListTasks gives them only when it is asked for the desired status
// STOPPED, and RUNNING alone if it is not asked.
func (r *reader) tasks(ctx context.Context, clusters, families []string, kind evaluator.Kind) []evaluator.Tasks {
	wanted := families
	if len(families) == 0 || len(families) > maxFamilies {
		wanted = []string{""}
	}
	counts := taskCounts{}
	each(clusters, func(cluster string) {
		for _, family := range wanted {
			for _, status := range []types.DesiredStatus{types.DesiredStatusRunning, types.DesiredStatusStopped} {
				if err := r.countTasks(ctx, cluster, family, status, counts); err != nil {
					r.lack(kind, err)
				}
			}
		}
	})
	return counts.list(families)
}

// taskCounts are numbers of tasks, by where they run and what.
type taskCounts map[evaluator.Tasks]int

func (c taskCounts) list(families []string) []evaluator.Tasks {
	list := []evaluator.Tasks{}
	for tasks, count := range c {
		if len(families) == 0 || slices.Contains(families, tasks.Revision.Family) {
			tasks.Count = count
			list = append(list, tasks)
		}
	}
	slices.SortFunc(list, func(a, b evaluator.Tasks) int {
		return cmp.Or(cmp.Compare(a.Cluster, b.Cluster), cmp.Compare(a.Service, b.Service),
			cmp.Compare(a.Revision.Family, b.Revision.Family), cmp.Compare(a.Revision.Revision, b.Revision.Revision))
	})
	return list
}

func (r *reader) countTasks(ctx context.Context, cluster, family string, status types.DesiredStatus, counts taskCounts) error {
	in := &ecs.ListTasksInput{Cluster: &cluster, DesiredStatus: status, MaxResults: aws.Int32(100)}
	if family != "" {
		in.Family = &family
	}
	var arns []string
	err := pages(r, ecsListTasks, func(token *string) (*string, error) {
		in.NextToken = token
		out, err := call(ctx, r, ecsListTasks, r.ecs().ListTasks, in)
		if err != nil {
			return nil, err
		}
		arns = append(arns, out.TaskArns...)
		return out.NextToken, nil
	})
	if isGone(err) {
		return nil
	}
	if err != nil {
		return err
	}
	for batch := range slices.Chunk(arns, describedTasks) {
		if err := r.describeTasks(ctx, cluster, batch, counts); err != nil {
			return err
		}
	}
	return nil
}

// describeTasks counts tasks that have not stopped. One that is MISSING has gone
// in the meantime, as all have whose cluster has.
func (r *reader) describeTasks(ctx context.Context, cluster string, arns []string, counts taskCounts) error {
	out, err := call(ctx, r, ecsDescribeTasks, r.ecs().DescribeTasks, &ecs.DescribeTasksInput{Cluster: &cluster, Tasks: arns})
	if isGone(err) {
		return nil
	}
	if err != nil {
		return err
	}
	gone := 0
	for _, failure := range out.Failures {
		if aws.ToString(failure.Reason) != missing {
			return r.nonsense(ecsDescribeTasks, "it fails for a task")
		}
		gone++
	}
	if len(out.Tasks)+gone < len(arns) {
		return r.nonsense(ecsDescribeTasks, "it leaves out tasks that it was asked for")
	}
	for _, task := range out.Tasks {
		id, ok := revisionOf(aws.ToString(task.TaskDefinitionArn))
		if !ok {
			return r.nonsense(ecsDescribeTasks, "a task names no revision")
		}
		if status := aws.ToString(task.LastStatus); status == "STOPPED" || status == "DELETED" {
			continue
		}
		service, _ := strings.CutPrefix(aws.ToString(task.Group), "service:")
		if service == aws.ToString(task.Group) {
			service = ""
		}
		r.keep(func(*evaluator.Region) { counts[evaluator.Tasks{Cluster: cluster, Service: service, Revision: id}]++ })
	}
	return nil
}
