package live_test

import (
	"net/http"
	"testing"

	"github.com/ecsgate/ecsgate/evaluator"
	"github.com/ecsgate/ecsgate/evaluator/live/ecstest"
)

// TestOneFamilyFails: it is left out, and the others stand.
func TestOneFamilyFails(t *testing.T) {
	t.Parallel()
	families := []evaluator.Family{{Name: "api", Active: ranges(t, "1")}, {Name: "bad", Active: ranges(t, "1")}, {Name: "web", Active: ranges(t, "1")}}
	for name, c := range map[string]struct {
		status string
		answer func(http.ResponseWriter)
		reason string
	}{
		"denied":       {"DELETE_IN_PROGRESS", func(w http.ResponseWriter) { refusing(w, "AccessDeniedException", "secret") }, "ecs:ListTaskDefinitions is not permitted (AccessDeniedException)"},
		"other things": {"ACTIVE", func(w http.ResponseWriter) { _, _ = w.Write([]byte(`{"taskDefinitionArns": ["secret"]}`)) }, "ecs:ListTaskDefinitions gave an answer that can not be used in eu-west-1 of account 123456789012: it lists what is no task definition"},
		"no end": {"INACTIVE", func(w http.ResponseWriter) {
			_, _ = w.Write([]byte(`{"taskDefinitionArns": [], "nextToken": "secret"}`))
		}, "its pages repeat"},
	} {
		endpoint := endpointOf(t, ecstest.Region{Families: families})
		failing := awsAsked(endpoint, "ListTaskDefinitions", func(w http.ResponseWriter, r *http.Request, parameters fields) {
			if parameters["familyPrefix"] == "bad" && parameters["status"] == c.status {
				c.answer(w)
				return
			}
			endpoint.ServeHTTP(w, r)
		})
		region := collected(t, opened(t, failing), needOf(func(n *evaluator.Need) {
			n.Families = []evaluator.FamilyNeed{{Name: "api"}, {Name: "bad"}, {Name: "web"}}
		}))
		if len(region.Families) != 2 || region.Families[0].Name != "api" || region.Families[1].Name != "web" {
			t.Errorf("%s: got %+v", name, region.Families)
		}
		checkLack(t, region, evaluator.Families, c.reason)
		checkNoSecret(t, name, region)
	}
}

// TestDescribedAsSomethingElse: no description is taken for that of another
// revision, or for one of a status that nobody knows.
func TestDescribedAsSomethingElse(t *testing.T) {
	t.Parallel()
	for reason, change := range map[string]func(fields){
		"describes something else than web:20": func(d fields) { d["revision"] = 21 },
		"gives web:20 no status that is known": func(d fields) { d["status"] = "secret" },
	} {
		endpoint := endpointOf(t, ecstest.Region{Families: []evaluator.Family{webFamily(t)}})
		other := answering(endpoint, "DescribeTaskDefinition", func(answer fields) { change(answer["taskDefinition"].(map[string]any)) })
		region := collected(t, opened(t, other), needOf(func(n *evaluator.Need) {
			n.Families = []evaluator.FamilyNeed{{Name: "web", Revisions: []int{20}}}
		}))
		if len(region.Families) != 0 {
			t.Errorf("%s: got %+v", reason, region.Families)
		}
		checkLack(t, region, evaluator.Families, reason)
		checkNoSecret(t, reason, region)
	}
}
