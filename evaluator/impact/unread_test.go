package impact_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/ecsgate/ecsgate/evaluator"
	"github.com/ecsgate/ecsgate/evaluator/impact"
	"github.com/ecsgate/ecsgate/evaluator/reference"
	"github.com/ecsgate/ecsgate/policies"
)

// TestUnreadTarget: where nobody could read what CodeDeploy would go back to, an
// audit, a look-up and a prune each say so, and nothing of the family is proposed.
func TestUnreadTarget(t *testing.T) {
	t.Parallel()
	const reason = "nobody could read what service prod/vault would be rolled back to: an AppSpec lies in S3"
	region := &evaluator.Region{
		Partition: "aws", Account: "123456789012", Region: "eu-west-1", Coverage: map[evaluator.Kind]evaluator.Coverage{},
		Families: []evaluator.Family{{Name: "till", Active: evaluator.RangesOf(1, 2, 3)}, {Name: "vault", Active: evaluator.RangesOf(1, 2, 3, 4)}},
		Clusters: []evaluator.Cluster{{Name: "prod", Status: evaluator.Active}},
		Services: []evaluator.Service{{
			Cluster: "prod", Name: "vault", Status: evaluator.Active, DeploymentController: "CODE_DEPLOY", DesiredCount: 1,
			Revision: evaluator.RevisionID{Family: "vault", Revision: 4}, TargetsUnread: "an AppSpec lies in S3",
		}},
	}
	for _, kind := range evaluator.Kinds {
		region.Coverage[kind] = evaluator.Coverage{Complete: true}
	}
	state := &evaluator.State{Source: "state.json", TakenAt: time.Unix(1_790_000_000, 0), Regions: []*evaluator.Region{region}}
	says := func(where string, texts []string) {
		t.Helper()
		if !slices.ContainsFunc(texts, func(text string) bool { return strings.Contains(text, reason) }) {
			t.Errorf("%s: got %q, want %q", where, texts, reason)
		}
	}
	var audited []string
	for _, u := range impact.Audit(state).Unread {
		audited = append(audited, u.Reason)
	}
	says("audit", audited)

	looked, err := impact.Of(evaluator.NewIndex(region), reference.Parse("vault:2"))
	if err != nil {
		t.Fatal(err)
	}
	var unread []string
	for _, u := range looked.Unread {
		unread = append(unread, u.Reason)
	}
	says("impact", unread)

	core, err := evaluator.New(evaluator.Options{Packs: []evaluator.Pack{{FS: policies.FS(), Bundled: true}}})
	if err != nil {
		t.Fatal(err)
	}
	plan, err := impact.Prune(t.Context(), core, evaluator.Run{Now: state.TakenAt, State: state}, impact.PruneOptions{Keep: 1, Batch: 1, Limit: 50})
	if err != nil {
		t.Fatal(err)
	}
	says("prune", plan.Unread)
	var proposed []string
	for _, p := range plan.Proposals {
		proposed = append(proposed, p.Name())
	}
	if want := []string{"till:1", "till:2"}; !slices.Equal(proposed, want) {
		t.Errorf("got the proposals %q, want %q", proposed, want)
	}
}
