package snapshot_test

import (
	"path/filepath"
	"reflect"
	"testing"
	"time"

	"github.com/ecsgate/ecsgate/evaluator"
	"github.com/ecsgate/ecsgate/evaluator/snapshot"
)

// elsewhere is an account and Region of its own.
func elsewhere(source, region string, takenAt time.Time) *evaluator.State {
	return &evaluator.State{
		Source: source, TakenAt: takenAt, Digest: "sha256:" + source,
		Regions: []*evaluator.Region{{Partition: "aws", Account: "123456789012", Region: region}},
	}
}

func TestMerge(t *testing.T) {
	now := time.Date(2026, 11, 23, 10, 0, 0, 0, time.UTC)
	east := elsewhere("east.json", "us-east-1", now)
	west := elsewhere("west.json", "eu-west-1", now.Add(-time.Hour))
	got, err := snapshot.Merge(east, west)
	if err != nil {
		t.Fatal(err)
	}
	if got.Source != "east.json, west.json" || !got.TakenAt.Equal(west.TakenAt) {
		t.Errorf("got source %q of %s, want both files, as old as the older", got.Source, got.TakenAt)
	}
	for i, want := range []*evaluator.State{west, east} {
		region := *want.Regions[0]
		region.Source, region.TakenAt = want.Source, want.TakenAt
		if !reflect.DeepEqual(*got.Regions[i], region) {
			t.Errorf("got Region %+v, want %+v", *got.Regions[i], region)
		}
	}
	turned, err := snapshot.Merge(west, east)
	if err != nil {
		t.Fatal(err)
	}
	if got.Digest != turned.Digest || got.Digest == east.Digest || got.Digest == west.Digest {
		t.Errorf("got digests %s and %s, want one of both files in any order", got.Digest, turned.Digest)
	}
}

func TestMergeOne(t *testing.T) {
	_, want := readFixture(t, filepath.Join(fixtures, "shop.json"))
	got, err := snapshot.Merge(want)
	if err != nil || got != want {
		t.Errorf("got %v, %v; want the state itself", got, err)
	}
}

func TestMergeRefuses(t *testing.T) {
	_, err := snapshot.Merge()
	if got, want := message(err), "merge snapshots: none given"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	_, err = snapshot.Merge(elsewhere("a.json", "eu-west-1", time.Time{}), elsewhere("b.json", "eu-west-1", time.Time{}))
	if got, want := message(err), "merge snapshots: eu-west-1 of account 123456789012 is in a.json and in b.json"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

func message(err error) string {
	if err == nil {
		return ""
	}
	return err.Error()
}
