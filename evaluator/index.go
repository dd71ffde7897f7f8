package evaluator

import "sync"

// Index answers what stands on a revision or family of one Region as it is now,
// without any change. It is built once; a look-up does not depend on the size of
// the account. It is safe for concurrent use.
type Index struct {
	inventory *inventory
	nothing   *effects
	held      func() map[string][]int
}

// NewIndex indexes a Region, which must not change afterwards.
func NewIndex(region *Region) *Index {
	inv := newInventory(region)
	return &Index{inventory: inv, nothing: &effects{}, held: sync.OnceValue(func() map[string][]int { return inv.holders().byFamily() })}
}

// Region returns what was indexed.
func (x *Index) Region() *Region { return x.inventory.Region }

// Family returns a family, or nil where the Region has none of the name.
func (x *Index) Family(name string) *Family { return x.inventory.families[name] }

// Status returns the status of a revision; known is false, with the reason,
// where its absence from the state means nothing.
func (x *Index) Status(id RevisionID) (status Status, reason string, known bool) {
	status, g, known := x.inventory.statusOf(id)
	return status, g.reason, known
}

// Holders returns what holds a revision: what names it by number, and what
// names its family. With Revision 0 it is only the latter.
func (x *Index) Holders(id RevisionID) *Holders {
	return x.nothing.holdersOf(x.inventory, id)
}

// Unread says why a kind was not read completely; ok is true where it was.
func (x *Index) Unread(kind Kind) (reason string, ok bool) {
	g, incomplete := x.inventory.missing(kind)
	return g.reason, !incomplete
}

// UnreadTargets says what services would go back to although no holder says so,
// because nobody could read it.
func (x *Index) UnreadTargets() []string {
	var reasons []string
	for i := range x.inventory.Services {
		if reason := x.inventory.Services[i].UnreadTarget(); reason != "" {
			reasons = append(reasons, reason)
		}
	}
	return reasons
}

// Held lists the revisions of a family that something holds by number, whether
// they exist or not, ascending.
func (x *Index) Held(family string) []int { return x.held()[family] }
