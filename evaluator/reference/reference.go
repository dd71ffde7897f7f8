// Package reference knows how operations name task definitions: the grammar of
// family:revision and of ARNs, and the places where AWS hides references
// inside strings.
package reference

import "strconv"

// Kind is how an operation names a task definition.
type Kind string

// The kinds of reference.
const (
	// Revision names one revision: family:N, or an ARN that ends in :N.
	Revision Kind = "revision"
	// Family names a family: ECS takes its latest ACTIVE revision at call time.
	// An ARN without a revision is one, too.
	Family Kind = "family"
	// Produced is the revision that the same change registers.
	Produced Kind = "produced"
	// Absent is no reference at all; UpdateService then keeps the service's
	// current revision.
	Absent Kind = "absent"
	// Unresolved is a placeholder, an intrinsic or a variable; Reason says which.
	Unresolved Kind = "unresolved"
	// Invalid is text that ECS would refuse as a task definition.
	Invalid Kind = "invalid"
)

// Reference is how an operation names a task definition. Partition, Account
// and Region are set when the reference is an ARN.
type Reference struct {
	Kind      Kind   `json:"kind"`
	Raw       string `json:"raw"`
	Family    string `json:"family,omitempty"`
	Revision  int    `json:"revision,omitempty"`
	Partition string `json:"partition,omitempty"`
	Account   string `json:"account,omitempty"`
	Region    string `json:"region,omitempty"`
	// Reason says why the reference is unresolved or invalid.
	Reason string `json:"reason,omitempty"`
}

// Name returns "family:revision" or "family", whatever is known, else Raw.
func (r Reference) Name() string {
	switch {
	case r.Family == "":
		return r.Raw
	case r.Revision == 0:
		return r.Family
	default:
		return Join(r.Family, r.Revision)
	}
}

// Join writes family:revision.
func Join(family string, revision int) string {
	return family + ":" + strconv.Itoa(revision)
}
