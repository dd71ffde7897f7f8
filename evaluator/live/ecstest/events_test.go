package ecstest_test

import (
	"strings"
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/eventbridge"

	"github.com/ecsgate/ecsgate/evaluator/live/ecstest"
)

// withRules is the shop with a bus of its own and a rule that runs no task.
func withRules(t *testing.T) *eventbridge.Client {
	t.Helper()
	server := shop(t)
	server.Change(func(a *ecstest.Account) {
		r := a.Regions[home]
		r.Buses = append(r.Buses, "orders")
		r.Rules = append(r.Rules,
			ecstest.Rule{Bus: "orders", Name: "paid", State: "DISABLED", Targets: []ecstest.RuleTarget{
				{ID: "run", ARN: r.Rules[0].Targets[0].ARN, TaskDefinition: "arn:aws:ecs:eu-west-1:123456789012:task-definition/web"},
				{ID: "tell", ARN: "arn:aws:sqs:eu-west-1:123456789012:paid"},
			}},
			ecstest.Rule{Name: "tell", State: "ENABLED", Targets: []ecstest.RuleTarget{{ID: "1", ARN: "arn:aws:sqs:eu-west-1:123456789012:told"}}},
		)
	})
	return eventbridge.NewFromConfig(configured(server, home))
}

func TestEventBuses(t *testing.T) {
	t.Parallel()
	out, err := withRules(t).ListEventBuses(t.Context(), &eventbridge.ListEventBusesInput{})
	if err != nil {
		t.Fatal(err)
	}
	if len(out.EventBuses) != 2 || *out.EventBuses[0].Name != "default" || *out.EventBuses[1].Name != "orders" {
		t.Errorf("buses = %v", out.EventBuses)
	}
}

func TestRules(t *testing.T) {
	t.Parallel()
	tests := []struct {
		bus, prefix string
		want, err   string
	}{
		{"", "", "invoice-export nightly-report web-warmup tell", ""},
		{"", "web", "web-warmup", ""},
		{"orders", "", "paid", ""},
		{"arn:aws:events:eu-west-1:123456789012:event-bus/orders", "", "paid", ""},
		{"nobody", "", "", "ResourceNotFoundException: Event bus nobody does not exist."},
	}
	api := withRules(t)
	for _, test := range tests {
		in := &eventbridge.ListRulesInput{NamePrefix: &test.prefix}
		if test.bus != "" {
			in.EventBusName = &test.bus
		}
		out, err := api.ListRules(t.Context(), in)
		if said(err) != test.err {
			t.Errorf("bus %q: got %q, want %q", test.bus, said(err), test.err)
		}
		if err != nil {
			continue
		}
		var names []string
		for _, r := range out.Rules {
			names = append(names, *r.Name)
		}
		if got := strings.Join(names, " "); got != test.want {
			t.Errorf("bus %q, prefix %q: got %q, want %q", test.bus, test.prefix, got, test.want)
		}
	}
}

// TestRuleNamesByTarget: only one bus is looked at.
func TestRuleNamesByTarget(t *testing.T) {
	t.Parallel()
	const cluster = "arn:aws:ecs:eu-west-1:123456789012:cluster/prod"
	api := withRules(t)
	for bus, want := range map[string]string{"default": "invoice-export nightly-report web-warmup", "orders": "paid"} {
		out, err := api.ListRuleNamesByTarget(t.Context(), &eventbridge.ListRuleNamesByTargetInput{TargetArn: aws.String(cluster), EventBusName: &bus})
		if err != nil {
			t.Fatal(err)
		}
		if got := strings.Join(out.RuleNames, " "); got != want {
			t.Errorf("%s: got %q, want %q", bus, got, want)
		}
	}
}

func TestTargetsByRule(t *testing.T) {
	t.Parallel()
	api := withRules(t)
	out, err := api.ListTargetsByRule(t.Context(), &eventbridge.ListTargetsByRuleInput{Rule: aws.String("paid"), EventBusName: aws.String("orders")})
	if err != nil || len(out.Targets) != 2 {
		t.Fatalf("%v, %v", out, err)
	}
	if got := shortened(*out.Targets[0].EcsParameters.TaskDefinitionArn); got != "task-definition/web" {
		t.Errorf("it runs %s, want the family", got)
	}
	if out.Targets[1].EcsParameters != nil {
		t.Errorf("a queue has ECS parameters")
	}
	rule, err := api.DescribeRule(t.Context(), &eventbridge.DescribeRuleInput{Name: aws.String("paid"), EventBusName: aws.String("orders")})
	if err != nil || rule.State != "DISABLED" || shortened(*rule.Arn) != "rule/orders/paid" {
		t.Errorf("%v, %v", rule, err)
	}
	_, err = api.DescribeRule(t.Context(), &eventbridge.DescribeRuleInput{Name: aws.String("paid")})
	if got, want := said(err), "ResourceNotFoundException: Rule paid does not exist on EventBus default."; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}
