package live_test

import (
	"context"
	"errors"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/ecsgate/ecsgate/evaluator"
	"github.com/ecsgate/ecsgate/evaluator/live"
	"github.com/ecsgate/ecsgate/evaluator/live/ecstest"
)

// configured opens a session as the command does: from the environment, which
// says where the account is, and then what a test says of it.
func configured(t *testing.T, endpoint *ecstest.Endpoint, options live.Options, variables ...string) *live.Session {
	t.Helper()
	server := httptest.NewServer(endpoint)
	t.Cleanup(server.Close)
	for _, variable := range append(endpoint.Environment(server.URL), variables...) {
		name, value, _ := strings.Cut(variable, "=")
		t.Setenv(name, value)
	}
	options.MaxBackoff, options.Now = time.Millisecond, func() time.Time { return at(t, clock) }
	session, err := live.Open(context.Background(), options)
	if err != nil {
		t.Fatal(err)
	}
	return session
}

// unreachable is where nobody listens.
func unreachable(t *testing.T) string {
	t.Helper()
	server := httptest.NewServer(nil)
	server.Close()
	return server.URL
}

// TestWhoseAccount: STS says it, whatever the environment does; where a network
// lets only ECS through, its answers do.
func TestWhoseAccount(t *testing.T) {
	withDefault := wholeRegion(t)
	withDefault.Clusters = append(withDefault.Clusters, evaluator.Cluster{Name: "default", Status: evaluator.Active})
	for name, c := range map[string]struct {
		region    ecstest.Region
		variables []string
		faults    []ecstest.Fault
		sts, ecs  int
	}{
		"a variable says otherwise": {wholeRegion(t), []string{"AWS_ACCOUNT_ID=111122223333"}, nil, 1, 0},
		"STS says it":               {wholeRegion(t), nil, nil, 1, 0},
		"nobody is denied it":       {wholeRegion(t), nil, []ecstest.Fault{ecstest.Denied("*")}, 1, 0},
		"STS is not reached":        {wholeRegion(t), []string{"AWS_ENDPOINT_URL_STS=" + unreachable(t)}, nil, 0, 1},
		"STS is a proxy":            {wholeRegion(t), nil, []ecstest.Fault{ecstest.Garbage("sts:*")}, 1, 1},
		"a default cluster says it": {withDefault, nil, []ecstest.Fault{ecstest.Garbage("sts:*")}, 1, 1},
	} {
		t.Run(name, func(t *testing.T) {
			endpoint := endpointOf(t, c.region)
			endpoint.Inject(c.faults...)
			session := configured(t, endpoint, live.Options{}, c.variables...)
			want := evaluator.Scope{Partition: "aws", Account: account, Region: here}
			if got := session.Place(t.Context()); got != want {
				t.Errorf("got %+v, want %+v", got, want)
			}
			if sts, ecs := requested(endpoint, needless), requested(endpoint, "ecs:DescribeClusters"); sts != c.sts || ecs != c.ecs {
				t.Errorf("asked STS %d times and ECS %d times, want %d and %d", sts, ecs, c.sts, c.ecs)
			}
			session.Place(t.Context())
			if got := session.Collect(t.Context(), []evaluator.Need{needOf(func(*evaluator.Need) {})}).Regions[0].Account; got != account {
				t.Errorf("got account %s", got)
			}
			if again := requested(endpoint, needless); again != c.sts {
				t.Errorf("asked STS again")
			}
		})
	}
}

// TestNoRegion: whose account it is does not hang on where requests go.
func TestNoRegion(t *testing.T) {
	endpoint := twoRegions(t)
	session := configured(t, endpoint, live.Options{}, "AWS_REGION=", "AWS_DEFAULT_REGION=")
	if got, want := session.Place(t.Context()), (evaluator.Scope{Account: account}); got != want || session.Region() != "" {
		t.Errorf("got %+v, want %+v", got, want)
	}
	if got := session.Collect(t.Context(), []evaluator.Need{{Partition: "aws", Region: here, Clusters: []string{here}}}).Regions; len(got) != 1 || len(got[0].Clusters) != 1 {
		t.Errorf("got %+v", got)
	}
}

// TestNobodysAccount: of an account that nobody knows nothing is known, for a
// reason that says so.
func TestNobodysAccount(t *testing.T) {
	noKeys := []string{"AWS_ACCESS_KEY_ID=", "AWS_SECRET_ACCESS_KEY="}
	for name, c := range map[string]struct {
		variables []string
		faults    []ecstest.Fault
		want      string
	}{
		"no credentials": {noKeys, nil, "no AWS credentials were found: configure them, or name a profile with --profile"},
		"expired": {nil, []ecstest.Fault{ecstest.Expired("*")},
			"sts:GetCallerIdentity was refused, because the credentials are expired or not valid there (ExpiredToken) in eu-west-1"},
		"STS is a proxy, and ECS denies": {nil, []ecstest.Fault{ecstest.Garbage("sts:*"), ecstest.Denied("ecs:*")},
			"sts:GetCallerIdentity gave an answer that can not be read in eu-west-1"},
		"nothing is reached": {[]string{"AWS_ENDPOINT_URL=" + unreachable(t)}, nil, "sts:GetCallerIdentity could not connect to the endpoint in eu-west-1"},
	} {
		t.Run(name, func(t *testing.T) {
			endpoint := endpointOf(t, wholeRegion(t))
			endpoint.Inject(c.faults...)
			checkBlind(t.Context(), t, configured(t, endpoint, live.Options{}, c.variables...), c.want)
		})
	}
}

// TestOutOfTime: a reading that ends before it began knows nothing.
func TestOutOfTime(t *testing.T) {
	t.Parallel()
	gone, cancel := context.WithCancel(t.Context())
	cancel()
	late := opened(t, endpointOf(t, wholeRegion(t)), func(o *live.Options) { o.Timeout = 1 })
	checkBlind(t.Context(), t, late, "sts:GetCallerIdentity did not end in time (--timeout) in eu-west-1")
	checkBlind(gone, t, opened(t, endpointOf(t, wholeRegion(t))), "sts:GetCallerIdentity was interrupted in eu-west-1")
}

// checkBlind checks that a session knows nothing, and why.
func checkBlind(ctx context.Context, t *testing.T, session *live.Session, want string) {
	t.Helper()
	region := session.Collect(ctx, []evaluator.Need{wholeRetirement()}).Regions[0]
	for _, kind := range evaluator.Kinds {
		if got := region.Coverage[kind]; got.Complete || got.Reason != want {
			t.Errorf("%s: got %+v, want %s", kind, got, want)
		}
	}
	if region.Account != "" || region.Partition != "aws" || region.Region != here || len(region.Families)+len(region.Services) > 0 {
		t.Errorf("got %+v", region)
	}
	_, err := session.Snapshot(ctx, []string{here}, live.Selection{Kinds: evaluator.Kinds})
	var failed *live.CallError
	if !errors.As(err, &failed) || err.Error() != want {
		t.Errorf("got %v, want %s", err, want)
	}
}

// TestAnotherAccount: the one that somebody wrote down is read, or none.
func TestAnotherAccount(t *testing.T) {
	t.Parallel()
	const other, reason = "210987654321", "the credentials open account 123456789012, not 210987654321"
	endpoint := endpointOf(t, wholeRegion(t))
	session := opened(t, endpoint, func(o *live.Options) { o.Account = other })
	state := session.Collect(t.Context(), []evaluator.Need{{Partition: "aws", Account: other, Region: here, Clusters: []string{"prod"}}})
	if len(state.Regions) != 1 || state.Regions[0].Account != other {
		t.Fatalf("got %+v", state.Regions)
	}
	for _, kind := range evaluator.Kinds {
		if got := state.Regions[0].Coverage[kind]; got.Complete || got.Reason != reason {
			t.Errorf("%s: got %+v", kind, got)
		}
	}
	if _, err := session.Snapshot(t.Context(), []string{here}, live.Selection{Kinds: evaluator.Kinds}); err == nil || err.Error() != reason {
		t.Errorf("got %v, want %s", err, reason)
	}
	if got := asked(endpoint); len(got) != 1 || got[0] != needless {
		t.Errorf("%v were asked", got)
	}
	// A file that names yet another account speaks of what is outside the state.
	session = opened(t, endpointOf(t, wholeRegion(t)))
	if got := session.Collect(t.Context(), []evaluator.Need{{Partition: "aws", Account: other, Region: here}}).Regions; len(got) != 0 {
		t.Errorf("got %+v", got)
	}
}

// TestProfile: what is wrong with the configuration is said at once.
func TestProfile(t *testing.T) {
	file := filepath.Join(t.TempDir(), "config")
	if err := os.WriteFile(file, []byte("[profile ci]\nregion = eu-west-3\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	t.Setenv("AWS_CONFIG_FILE", file)
	session, err := live.Open(t.Context(), live.Options{Profile: "ci"})
	if err != nil || session.Region() != "eu-west-3" {
		t.Errorf("got %+v, %v", session, err)
	}
	if session, err = live.Open(t.Context(), live.Options{Profile: "ci", Region: here}); err != nil || session.Region() != here {
		t.Errorf("got %+v, %v", session, err)
	}
	if _, err := live.Open(t.Context(), live.Options{Profile: "none"}); err == nil || !strings.HasPrefix(err.Error(), "read AWS configuration: ") {
		t.Errorf("got %v", err)
	}
}
