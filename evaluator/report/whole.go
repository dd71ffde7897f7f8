package report

import "github.com/ecsgate/ecsgate/evaluator"

// What stands where the place of a finding does, for those about the change as a
// whole; or about the state, where that is judged and nothing is to change.
const (
	changePlace = "change"
	statePlace  = "state"
)

// wholePlace is the place of what is about all that was judged.
func wholePlace(r *evaluator.Report) string {
	if audits(r) {
		return statePlace
	}
	return changePlace
}

// wholeName names all that was judged, in a sentence.
func wholeName(r *evaluator.Report) string { return "the " + wholePlace(r) + " as a whole" }

// audits reports whether the state itself was judged: what stands in an account is
// in no file.
func audits(r *evaluator.Report) bool {
	return len(r.Operations) > 0 && r.Operations[0].File == "" || unreadParts(r) > 0
}

// unreadParts counts what of the state an audit could not look through.
func unreadParts(r *evaluator.Report) int {
	n := 0
	for _, u := range r.Change.Undecided {
		if u.Rule == evaluator.AuditRule {
			n++
		}
	}
	return n
}
