package live

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/scheduler"
	"github.com/aws/aws-sdk-go-v2/service/scheduler/types"

	"github.com/ecsgate/ecsgate/evaluator"
)

// readSchedules reads the schedules that run tasks or move services, in whatever
// group. A list says of a target nothing but its ARN (ScheduleSummary, Amazon
// EventBridge Scheduler API reference), so that each of them is read.
func (r *reader) readSchedules(ctx context.Context) {
	listed, err := r.listSchedules(ctx)
	r.lack(evaluator.Schedules, err)
	each(listed, func(schedule types.ScheduleSummary) {
		if err := r.schedule(ctx, schedule); !hasVanished(err) {
			r.lack(evaluator.Schedules, err)
		}
	})
}

// listSchedules lists the schedules with a target that may launch something.
func (r *reader) listSchedules(ctx context.Context) ([]types.ScheduleSummary, error) {
	in := &scheduler.ListSchedulesInput{MaxResults: aws.Int32(100)}
	var schedules []types.ScheduleSummary
	err := pages(r, schedulerListSchedules, func(token *string) (*string, error) {
		in.NextToken = token
		out, err := call(ctx, r, schedulerListSchedules, r.scheduler().ListSchedules, in)
		if err != nil {
			return nil, err
		}
		for _, schedule := range out.Schedules {
			if aws.ToString(schedule.Name) == "" || aws.ToString(schedule.GroupName) == "" || schedule.Target == nil {
				return nil, r.nonsense(schedulerListSchedules, "it lists a schedule without its name, group or target")
			}
			if mayLaunch(aws.ToString(schedule.Target.Arn)) {
				schedules = append(schedules, schedule)
			}
		}
		return out.NextToken, nil
	})
	return schedules, err
}

func mayLaunch(target string) bool {
	_, cluster := clusterOf(target)
	_, universal := launchingTarget(target)
	return cluster || universal
}

// schedule keeps what one schedule launches.
func (r *reader) schedule(ctx context.Context, listed types.ScheduleSummary) error {
	out, err := call(ctx, r, schedulerGetSchedule, r.scheduler().GetSchedule, &scheduler.GetScheduleInput{Name: listed.Name, GroupName: listed.GroupName})
	if err != nil {
		return err
	}
	holder := evaluator.Target{Name: *listed.GroupName + "/" + *listed.Name}
	if !slices.Contains(out.State.Values(), out.State) {
		return r.nonsense(schedulerGetSchedule, fmt.Sprintf("it gives schedule %q no state that is known", holder.Name))
	}
	if out.Target == nil {
		return r.nonsense(schedulerGetSchedule, fmt.Sprintf("it gives schedule %q no target", holder.Name))
	}
	holder.Enabled = out.State == types.ScheduleStateEnabled && !isOver(out, r.session.options.Now())
	l, ok, err := r.scheduled(out.Target)
	if err != nil {
		return r.nonsense(schedulerGetSchedule, fmt.Sprintf("schedule %q %v", holder.Name, err))
	}
	if ok {
		r.hold(evaluator.ScheduleHolder, holder, l)
	}
	return nil
}

// scheduled reads what the target of a schedule launches. It may be another
// than the one that was listed.
func (r *reader) scheduled(target *types.Target) (l launch, ok bool, err error) {
	arn := aws.ToString(target.Arn)
	if api, ok := launchingTarget(arn); ok {
		l, ok = r.universal(api, aws.ToString(target.Input))
		return l, ok, nil
	}
	if _, ok := clusterOf(arn); !ok {
		return launch{}, false, nil
	}
	if target.EcsParameters == nil || aws.ToString(target.EcsParameters.TaskDefinitionArn) == "" {
		return launch{}, false, errors.New("names no task definition")
	}
	l, ok = r.launchOf(*target.EcsParameters.TaskDefinitionArn, arn)
	return l, ok, nil
}

// A one-off has come in every time zone 14 hours after its time in UTC, and one
// that failed is sent again for a day at most (RetryPolicy, Amazon EventBridge
// Scheduler API reference).
const (
	anyZone  = 14 * time.Hour
	anyRetry = 24 * time.Hour
)

// isOver reports whether a schedule has certainly triggered for the last time.
// One that is over stays, and stays ENABLED, unless it says otherwise
// (ActionAfterCompletion). One-off schedules have no EndDate: it is ignored
// (CreateSchedule, Amazon EventBridge Scheduler API reference).
func isOver(s *scheduler.GetScheduleOutput, now time.Time) bool {
	once, is := strings.CutPrefix(strings.TrimSpace(aws.ToString(s.ScheduleExpression)), "at(")
	if !is {
		return s.EndDate != nil && s.EndDate.Before(now)
	}
	at, err := time.Parse("2006-01-02T15:04:05", strings.TrimSpace(strings.TrimSuffix(once, ")")))
	if err != nil {
		return false
	}
	last := at.Add(anyZone + anyRetry)
	if window := s.FlexibleTimeWindow; window != nil {
		last = last.Add(time.Duration(aws.ToInt32(window.MaximumWindowInMinutes)) * time.Minute)
	}
	return last.Before(now)
}
