package evaluator_test

import (
	"slices"
	"testing"

	"github.com/ecsgate/ecsgate/evaluator"
)

func TestParseRanges(t *testing.T) {
	t.Parallel()
	tests := []struct {
		text    string
		numbers []int
		ok      bool
	}{
		{"", []int{}, true},
		{"41", []int{41}, true},
		{"1-3,41", []int{1, 2, 3, 41}, true},
		{"1,2", []int{1, 2}, true},
		{"2-1", nil, false},
		{"1,1", nil, false},
		{"3,1", nil, false},
		{"1-3,3", nil, false},
		{"0", nil, false},
		{"-1", nil, false},
		{"+1", nil, false},
		{"1,", nil, false},
		{"1-", nil, false},
		{"a", nil, false},
		{"2147483648", nil, false},
	}
	for _, test := range tests {
		got, err := evaluator.ParseRanges(test.text)
		if (err == nil) != test.ok {
			t.Errorf("%q: got error %v", test.text, err)
			continue
		}
		if test.ok && !slices.Equal(got.Numbers(), test.numbers) {
			t.Errorf("%q: got %v, want %v", test.text, got.Numbers(), test.numbers)
		}
	}
}

func TestRanges(t *testing.T) {
	t.Parallel()
	r := evaluator.RangesOf(41, 3, 1, 2, 2)
	if got, want := r.String(), "1-3,41"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	if got, want := r.Len(), 4; got != want {
		t.Errorf("got length %d, want %d", got, want)
	}
	if got, want := r.Max(), 41; got != want {
		t.Errorf("got highest %d, want %d", got, want)
	}
	for n, want := range map[int]bool{0: false, 1: true, 3: true, 4: false, 40: false, 41: true, 42: false} {
		if got := r.Has(n); got != want {
			t.Errorf("has %d: got %v, want %v", n, got, want)
		}
	}
	if evaluator.Ranges(nil).Max() != 0 {
		t.Error("the empty set has a highest number")
	}
}
