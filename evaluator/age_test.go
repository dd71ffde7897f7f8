package evaluator_test

import (
	"testing"
	"time"

	"github.com/ecsgate/ecsgate/evaluator"
)

const day = 24 * time.Hour

func TestAge(t *testing.T) {
	for _, c := range []struct {
		age  time.Duration
		want string
	}{
		{-time.Second, "less than a minute old"},
		{0, "less than a minute old"},
		{59 * time.Second, "less than a minute old"},
		{time.Minute, "1 minute old"},
		{2*time.Hour - 1, "119 minutes old"},
		{2 * time.Hour, "2 hours old"},
		{2*day - 1, "47 hours old"},
		{72*time.Hour + 49*time.Minute + 33*time.Second, "3 days old"},
	} {
		if got := evaluator.Age(c.age); got != c.want {
			t.Errorf("%v: got %q, want %q", c.age, got, c.want)
		}
	}
}

func TestSpan(t *testing.T) {
	for _, c := range []struct {
		span time.Duration
		want string
	}{
		{0, "0s"}, {30 * time.Second, "30s"}, {10 * time.Minute, "10m"}, {2 * time.Hour, "2h"}, {90 * time.Minute, "1h30m"},
		{time.Hour + 5*time.Second, "1h0m5s"}, {day, "1 day"}, {36 * time.Hour, "36h"}, {90 * day, "90 days"},
	} {
		if got := evaluator.Span(c.span); got != c.want {
			t.Errorf("%v: got %q, want %q", c.span, got, c.want)
		}
	}
}

// TestTooOld: the age is never written as if it were the limit.
func TestTooOld(t *testing.T) {
	for _, c := range []struct {
		age, limit time.Duration
		want       string
	}{
		{72*time.Hour + 49*time.Minute, 2 * time.Hour, "the state is 3 days old, which is more than the 2h that are allowed (--max-state-age)"},
		{77 * time.Hour, 3 * day, "the state is 77 hours old, which is more than the 3 days that are allowed (--max-state-age)"},
		{130 * time.Minute, 2 * time.Hour, "the state is 130 minutes old, which is more than the 2h that are allowed (--max-state-age)"},
		{2*time.Hour + time.Second, 2 * time.Hour, "the state is 7201 seconds old, which is more than the 2h that are allowed (--max-state-age)"},
	} {
		if got := evaluator.TooOld(c.age, c.limit); got != c.want {
			t.Errorf("%v: got %q, want %q", c.age, got, c.want)
		}
	}
}
