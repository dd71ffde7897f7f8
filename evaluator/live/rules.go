package live

import (
	"context"
	"fmt"
	"slices"
	"sync"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/eventbridge"
	"github.com/aws/aws-sdk-go-v2/service/eventbridge/types"

	"github.com/ecsgate/ecsgate/evaluator"
)

// listedByEvents is the greatest page of EventBridge (Amazon EventBridge API
// reference, Limit).
const listedByEvents = 100

// readRules reads the rules that run tasks in the clusters. EventBridge finds
// them by their target, and bus by bus: without a name it looks at the default
// bus only (ListRuleNamesByTarget, Amazon EventBridge API reference).
func (r *reader) readRules(ctx context.Context, clusters []string) {
	if len(clusters) == 0 {
		return
	}
	buses, err := r.listBuses(ctx)
	if err != nil { // what is found on the one that every account has is found all the same
		r.lack(evaluator.Rules, err)
		buses = []string{"default"}
	}
	each(buses, func(bus string) {
		each(r.rulesOn(ctx, bus, clusters), func(rule string) {
			r.lack(evaluator.Rules, r.rule(ctx, bus, rule))
		})
	})
}

// listBuses names the event buses; the names of partners' have slashes in them.
func (r *reader) listBuses(ctx context.Context) ([]string, error) {
	in := &eventbridge.ListEventBusesInput{Limit: aws.Int32(listedByEvents)}
	var names []string
	err := pages(r, eventsListEventBuses, func(token *string) (*string, error) {
		in.NextToken = token
		out, err := call(ctx, r, eventsListEventBuses, r.events().ListEventBuses, in)
		if err != nil {
			return nil, err
		}
		for _, bus := range out.EventBuses {
			if aws.ToString(bus.Name) == "" {
				return nil, r.nonsense(eventsListEventBuses, "it lists a bus without a name")
			}
			names = append(names, *bus.Name)
		}
		return out.NextToken, nil
	})
	return distinct(names), err
}

// rulesOn names the rules of a bus that have one of the clusters as a target.
func (r *reader) rulesOn(ctx context.Context, bus string, clusters []string) []string {
	var mu sync.Mutex
	var names []string
	each(clusters, func(cluster string) {
		found, err := r.rulesWith(ctx, bus, r.arn("ecs", "cluster/"+cluster))
		if err != nil && !hasVanished(err) {
			r.lack(evaluator.Rules, err)
		}
		mu.Lock()
		defer mu.Unlock()
		names = append(names, found...)
	})
	return distinct(names)
}

func (r *reader) rulesWith(ctx context.Context, bus, target string) ([]string, error) {
	in := &eventbridge.ListRuleNamesByTargetInput{EventBusName: &bus, TargetArn: &target, Limit: aws.Int32(listedByEvents)}
	var names []string
	err := pages(r, eventsListRuleNamesByTarget, func(token *string) (*string, error) {
		in.NextToken = token
		out, err := call(ctx, r, eventsListRuleNamesByTarget, r.events().ListRuleNamesByTarget, in)
		if err != nil {
			return nil, err
		}
		names = append(names, out.RuleNames...)
		return out.NextToken, nil
	})
	return names, err
}

// rule keeps the targets of one rule that are clusters. A rule that has gone in
// the meantime has none.
func (r *reader) rule(ctx context.Context, bus, name string) error {
	out, err := call(ctx, r, eventsDescribeRule, r.events().DescribeRule, &eventbridge.DescribeRuleInput{EventBusName: &bus, Name: &name})
	if hasVanished(err) {
		return nil
	}
	if err != nil {
		return err
	}
	if !slices.Contains(out.State.Values(), out.State) {
		return r.nonsense(eventsDescribeRule, fmt.Sprintf("it gives rule %q no state that is known", name))
	}
	in := &eventbridge.ListTargetsByRuleInput{EventBusName: &bus, Rule: &name, Limit: aws.Int32(listedByEvents)}
	err = pages(r, eventsListTargetsByRule, func(token *string) (*string, error) {
		in.NextToken = token
		targets, err := call(ctx, r, eventsListTargetsByRule, r.events().ListTargetsByRule, in)
		if err != nil {
			return nil, err
		}
		for _, target := range targets.Targets {
			id := bus + "/" + name + "/" + aws.ToString(target.Id)
			if err := r.ruleTarget(evaluator.Target{Name: id, Enabled: isEnabled(out.State)}, target); err != nil {
				return nil, err
			}
		}
		return targets.NextToken, nil
	})
	if hasVanished(err) {
		return nil
	}
	return err
}

// isEnabled: the last of the states differs from ENABLED in the events that it
// matches (DescribeRule, Amazon EventBridge API reference).
func isEnabled(state types.RuleState) bool {
	return state == types.RuleStateEnabled || state == types.RuleStateEnabledWithAllCloudtrailManagementEvents
}

// ruleTarget keeps a target if it is a cluster. A rule may have others beside it.
func (r *reader) ruleTarget(holder evaluator.Target, target types.Target) error {
	if _, ok := clusterOf(aws.ToString(target.Arn)); !ok {
		return nil
	}
	if target.EcsParameters == nil || aws.ToString(target.EcsParameters.TaskDefinitionArn) == "" {
		return r.nonsense(eventsListTargetsByRule, fmt.Sprintf("target %q names no task definition", holder.Name))
	}
	if l, ok := r.launchOf(*target.EcsParameters.TaskDefinitionArn, *target.Arn); ok {
		r.hold(evaluator.RuleHolder, holder, l)
	}
	return nil
}
