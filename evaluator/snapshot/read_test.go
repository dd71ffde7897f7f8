package snapshot_test

import (
	"crypto/sha256"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/ecsgate/ecsgate/evaluator"
	"github.com/ecsgate/ecsgate/evaluator/snapshot"
)

// valid is a small snapshot; the tests of refusals break it in one place.
const valid = `{
"ecsgate": "state/v1",
"takenAt": "2026-11-23T10:00:00Z",
"regions": [{
"partition": "aws", "account": "123456789012", "region": "eu-west-1",
"coverage": {"families": {"complete": true}, "services": {"complete": true}, "pipes": {"complete": false, "reason": "denied"}},
"families": [
{"name": "web", "active": "40,43-45", "inactive": "1-39,41", "deleteInProgress": "42", "deregisteredAt": {"41": 1795427760}, "tags": {"45": {"team": "shop"}}},
{"name": "api"}],
"clusters": [{"name": "prod", "status": "ACTIVE"}],
"services": [
{"cluster": "prod", "name": "web", "status": "ACTIVE", "deploymentController": "ECS", "desiredCount": 2, "revision": "web:40", "deployments": [{"status": "PRIMARY", "rolloutState": "COMPLETED", "revision": "web:40"}], "rollbackTargets": ["web:39"]},
{"cluster": "prod", "name": "cart", "status": "DRAINING", "deploymentController": "EXTERNAL", "desiredCount": 0, "taskSets": [{"id": "ecs-svc/1", "status": "DRAINING", "revision": "gone:3"}]},
{"cluster": "prod", "name": "blog", "status": "MISSING"}],
"tasks": [{"cluster": "prod", "service": "web", "revision": "web:40", "count": 2}],
"schedules": [{"name": "jobs/nightly", "revision": "web", "enabled": false}],
"stateMachines": [{"name": "close", "revision": "web:44", "enabled": true, "via": "version 3"}]
}]}`

func TestRead(t *testing.T) {
	state, err := snapshot.Read([]byte(valid), "account.json")
	if err != nil {
		t.Fatal(err)
	}
	if got, want := state.Digest, fmt.Sprintf("sha256:%x", sha256.Sum256([]byte(valid))); got != want {
		t.Errorf("got digest %s, want %s", got, want)
	}
	if state.Source != "account.json" || !state.TakenAt.Equal(time.Date(2026, 11, 23, 10, 0, 0, 0, time.UTC)) {
		t.Errorf("got source %q of %s", state.Source, state.TakenAt)
	}
	r := state.Regions[0]
	web := r.Families[1]
	if got := web.DeregisteredAt[41]; !got.Equal(state.TakenAt.Add(-4 * time.Minute)) {
		t.Errorf("got web:41 deregistered at %s, want four minutes before the snapshot", got)
	}
	if !web.Active.Has(44) || !web.Inactive.Has(39) || !web.DeleteInProgress.Has(42) || web.Tags[45]["team"] != "shop" {
		t.Errorf("got family %+v", web)
	}
	if got, want := r.Services[2].RollbackTargets[0], (evaluator.RevisionID{Family: "web", Revision: 39}); got != want {
		t.Errorf("got roll-back target %v, want %v", got, want)
	}
	if got, want := r.Schedules[0].Revision, (evaluator.RevisionID{Family: "web"}); got != want {
		t.Errorf("got %v for a schedule that names the family, want %v", got, want)
	}
	if got := r.Coverage[evaluator.Pipes]; got.Complete || got.Reason != "denied" {
		t.Errorf("got coverage %+v of pipes", got)
	}
	if _, ok := r.Coverage[evaluator.Rules]; ok {
		t.Error("rules are covered, although the file says nothing of them")
	}
}

// TestReadRefuses breaks the valid snapshot in one place at a time.
func TestReadRefuses(t *testing.T) {
	for _, test := range refusals {
		t.Run(test.name, func(t *testing.T) {
			if !strings.Contains(valid, test.old) {
				t.Fatalf("%q is not in the valid snapshot", test.old)
			}
			state, err := snapshot.Read([]byte(strings.Replace(valid, test.old, test.new, 1)), "account.json")
			if err == nil {
				t.Fatalf("got a state of %d Regions, want an error", len(state.Regions))
			}
			if got, want := err.Error(), "account.json:"+test.want; got != want {
				t.Errorf("got  %s\nwant %s", got, want)
			}
		})
	}
}

// TestReadNamesWithNull: only the value null is refused.
func TestReadNamesWithNull(t *testing.T) {
	text := strings.Replace(valid, `"name": "blog"`, `"name": "null"`, 1)
	state, err := snapshot.Read([]byte(text), "account.json")
	if err != nil {
		t.Fatal(err)
	}
	if got, want := state.Regions[0].Services[1].Name, "null"; got != want {
		t.Errorf("got service %q, want %q", got, want)
	}
}

// TestReadRefusesOtherFiles: what is no snapshot at all.
func TestReadRefusesOtherFiles(t *testing.T) {
	tests := []struct{ name, data, want string }{
		{"nothing", "", "1:1: unexpected EOF"},
		{"list", " []", `1:2: not a snapshot: expected an object with "ecsgate": "state/v1"`},
		{"other object", `{"services": []}`, `1:1: not a snapshot: expected an object with "ecsgate": "state/v1"`},
		{"yaml", "ecsgate: state/v1", "1:1: invalid character 'e' at start of value"},
		{"UTF-16", "\xff\xfe{\x00", `1:1: invalid character '\xff' at start of value`},
		{"breaks off", `{"ecsgate": "state/v1", "regions": [`, "1:37: unexpected EOF"},
		{"broken before the format", "{\"regions\": [],\n\"a\": [}", "2:7: invalid character '}' at start of value"},
		{"format is a number", `{"ecsgate": 1}`, `1:13: "1" is not a format that this ecsgate reads: it reads state/v1; take the snapshot again, or use the ecsgate that wrote it`},
		{"no Region", `{"ecsgate": "state/v1", "takenAt": "2026-11-23T10:00:00Z", "regions": []}`, "1:71: no Region: a snapshot describes at least one"},
		{"format is no value", `{"ecsgate": x}`, "1:13: invalid character 'x' at start of value"},
		{"two documents", `{"ecsgate": "state/v1"} {}`, "1:25: invalid character '{' after top-level value"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			_, err := snapshot.Read([]byte(test.data), "other")
			if err == nil {
				t.Fatal("got no error")
			}
			if got, want := err.Error(), "other:"+test.want; got != want {
				t.Errorf("got  %s\nwant %s", got, want)
			}
		})
	}
}

// TestReadEchoesLittle: a wrong file may hold secrets at any length.
func TestReadEchoesLittle(t *testing.T) {
	secret := strings.Repeat("s3cret-", 100)
	for _, place := range []string{"state/v1", "2026-11-23T10:00:00Z", "eu-west-1", "40,43-45", "prod", "web:40", "version 3", "41", "team", "partition"} {
		broken := strings.Replace(valid, `"`+place+`"`, `"`+secret+`"`, 1)
		_, err := snapshot.Read([]byte(broken), "account.json")
		switch {
		case place == "team" || place == "version 3": // any text may stand there
		case err == nil:
			t.Errorf("%s: got no error", place)
		case strings.Contains(err.Error(), secret[:41]):
			t.Errorf("%s: more than 40 characters of the file in %q", place, err)
		}
	}
}
