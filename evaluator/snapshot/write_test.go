package snapshot_test

import (
	"bytes"
	"errors"
	"math/rand/v2"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/ecsgate/ecsgate/evaluator"
	"github.com/ecsgate/ecsgate/evaluator/snapshot"
)

// TestReadIsTheInverseOfWrite, for states of every shape.
func TestReadIsTheInverseOfWrite(t *testing.T) {
	for seed := range uint64(300) {
		want := (&random{Rand: rand.New(rand.NewPCG(seed, 1))}).state()
		data := written(t, want)
		got, err := snapshot.Read(data, "random")
		if err != nil {
			t.Fatalf("seed %d: %v\n%s", seed, err, data)
		}
		if !reflect.DeepEqual(content(got), content(want)) {
			t.Fatalf("seed %d: got %+v, want %+v\n%s", seed, got.Regions, want.Regions, data)
		}
	}
}

// TestWriteSorts: the order in which a collector came upon things is not seen,
// and the state that was handed in is left as it was.
func TestWriteSorts(t *testing.T) {
	for seed := range uint64(50) {
		r := &random{Rand: rand.New(rand.NewPCG(seed, 2))}
		state := r.state()
		want := written(t, state)
		reverse(state)
		before := state.Regions[0]
		services := slices.Clone(before.Services)
		if got := written(t, state); !bytes.Equal(got, want) {
			t.Fatalf("seed %d: got\n%s\nwant\n%s", seed, got, want)
		}
		if state.Regions[0] != before || !reflect.DeepEqual(before.Services, services) {
			t.Fatalf("seed %d: Write sorted the caller's own lists", seed)
		}
	}
}

func reverse(state *evaluator.State) {
	slices.Reverse(state.Regions)
	for _, r := range state.Regions {
		slices.Reverse(r.Families)
		slices.Reverse(r.Clusters)
		slices.Reverse(r.Services)
		slices.Reverse(r.Tasks)
		slices.Reverse(r.Rules)
		slices.Reverse(r.Schedules)
		slices.Reverse(r.Pipes)
		slices.Reverse(r.StateMachines)
		slices.Reverse(r.Stacks)
	}
}

// TestWriteRefuses what Read would refuse: nobody wants to learn it later.
func TestWriteRefuses(t *testing.T) {
	tests := []struct {
		name, want string
		breakIt    func(*evaluator.State)
	}{
		{"no Region", "write snapshot: /regions: no Region: a snapshot describes at least one", func(s *evaluator.State) { s.Regions = nil }},
		{"ARN for a cluster", `write snapshot: /regions/0/services/1/cluster: "arn:prod" is not a name: expected up to 255 letters, digits, hyphens and underscores (no ARN)`,
			func(s *evaluator.State) { s.Regions[0].Services[1].Cluster = "arn:prod" }},
		{"incomplete without a reason", "write snapshot: /regions/0/coverage/rules: rules are not complete: expected a reason",
			func(s *evaluator.State) { s.Regions[0].Coverage[evaluator.Rules] = evaluator.Coverage{} }},
		{"broken text", "write snapshot: jsontext: invalid UTF-8", func(s *evaluator.State) {
			s.Regions[0].Coverage[evaluator.Rules] = evaluator.Coverage{Reason: "\xff"}
		}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			state, err := snapshot.Read([]byte(valid), "account.json")
			if err != nil {
				t.Fatal(err)
			}
			test.breakIt(state)
			var out bytes.Buffer
			err = snapshot.Write(&out, state)
			if err == nil || !strings.HasPrefix(err.Error(), test.want) || out.Len() > 0 {
				t.Errorf("got %v and %d bytes, want %s and none", err, out.Len(), test.want)
			}
		})
	}
}

var errFull = errors.New("disk full")

type full struct{}

func (full) Write([]byte) (int, error) { return 0, errFull }

func TestWriteReportsTheWriter(t *testing.T) {
	state, err := snapshot.Read([]byte(valid), "account.json")
	if err != nil {
		t.Fatal(err)
	}
	if err := snapshot.Write(full{}, state); !errors.Is(err, errFull) {
		t.Errorf("got %v, want %v", err, errFull)
	}
}
