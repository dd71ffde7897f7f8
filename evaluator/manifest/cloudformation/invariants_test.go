package cloudformation_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/ecsgate/ecsgate/evaluator"
	"github.com/ecsgate/ecsgate/evaluator/reference"
)

// checkInvariants checks what holds of every change that was read from a
// template, whatever the template.
func checkInvariants(t *testing.T, change evaluator.Change) {
	t.Helper()
	for _, op := range change.Operations {
		if op.Kind != "cloudformation" || op.Origin != evaluator.FromTemplate || op.Path == "" {
			t.Errorf("kind %q, origin %q, path %q", op.Kind, op.Origin, op.Path)
		}
		if op.Reference.Kind == reference.Unresolved && op.Reference.Reason == "" {
			t.Errorf("%s: unresolved without a reason", op.Path)
		}
		if op.Reference.Kind == reference.Revision && op.Reference.Revision == 0 {
			t.Errorf("%s: a revision without a number", op.Path)
		}
		for _, gap := range op.Gaps {
			if gap.Field == "" || gap.Reason == "" {
				t.Errorf("%s: empty gap %+v", op.Path, gap)
			}
		}
		for name := range op.Request {
			if !slices.Contains(op.Parameters, name) {
				t.Errorf("%s: %q is in the request, not in the parameters", op.Path, name)
			}
		}
	}
}

// checkMarks checks that the characters by which the reader marks what is not
// known stay inside.
func checkMarks(t *testing.T, change evaluator.Change) {
	t.Helper()
	var b strings.Builder
	fmt.Fprintf(&b, "%+v", change)
	for _, op := range change.Operations {
		fmt.Fprintf(&b, "%+v", op.Stored)
	}
	everything := b.String()
	if i := strings.IndexFunc(everything, isMark); i >= 0 {
		t.Errorf("a mark got out: %.80q", everything[max(0, i-40):])
	}
}

func isMark(c rune) bool { return c >= 0xF0000 && c <= 0xFFFFD }
