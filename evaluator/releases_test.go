package evaluator

import (
	"testing"

	"github.com/ecsgate/ecsgate/evaluator/reference"
)

// A holder lets go only where the request is certain to be sent, to a place that
// somebody named, and names something else instead.
func TestReleases(t *testing.T) {
	t.Parallel()
	inventories := []*inventory{newInventory(&Region{Partition: "aws", Account: "123456789012", Region: "eu-west-1"})}
	id := &HolderID{Kind: RuleHolder, Name: "default/nightly/web"}
	stored := &Stored{Holder: RuleHolder, Name: id.Name, Enabled: true}
	unknownRegion := []Gap{{Field: "region", Reason: `"$REGION" is a variable`}}
	tests := []struct {
		name   string
		op     Operation
		target Scope
		want   bool
	}{
		{"a release", Operation{Action: Release, Releases: id}, Scope{}, true},
		{"a release that may not be sent", Operation{Action: Release, Releases: id, Maybe: true}, Scope{}, false},
		{"a release in a Region that nobody knows", Operation{Action: Release, Releases: id, Gaps: unknownRegion}, Scope{}, false},
		{"a release in a Region that is written down", Operation{Action: Release, Releases: id, Gaps: unknownRegion}, Scope{Region: "eu-west-1"}, true},
		{"a release in an account that nobody knows", Operation{Action: Release, Releases: id, Gaps: []Gap{{Field: "account"}}}, Scope{}, false},
		{"a release without a name", Operation{Action: Release}, Scope{}, false},
		{"written anew, by number", Operation{Action: RunTask, Stored: stored, Releases: id, Reference: reference.Parse("web:42")}, Scope{}, true},
		{"written anew, by family", Operation{Action: RunTask, Stored: stored, Releases: id, Reference: reference.Parse("web")}, Scope{}, true},
		{"written anew with what nobody knows", Operation{Action: RunTask, Stored: stored, Releases: id, Reference: reference.Parse("$DEFINITION")}, Scope{}, false},
		{"written anew with what is no name", Operation{Action: RunTask, Stored: stored, Releases: id, Reference: reference.Parse("web:latest")}, Scope{}, false},
		{"written anew in a Region that nobody knows", Operation{Action: RunTask, Stored: stored, Releases: id, Reference: reference.Parse("web:42"), Gaps: unknownRegion}, Scope{}, false},
		{"created", Operation{Action: RunTask, Stored: stored, Reference: reference.Parse("web:42")}, Scope{}, false},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			if got := settle(&test.op, test.target, Scope{}, inventories).releases(); got != test.want {
				t.Errorf("got %v, want %v", got, test.want)
			}
		})
	}
}
