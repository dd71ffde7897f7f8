package evaluator

import (
	"fmt"
	"strings"
	"sync"
)

// inventory is one account and Region of the state, indexed so that a look-up
// does not depend on its size.
type inventory struct {
	*Region
	families map[string]*Family
	clusters map[string]*Cluster
	services map[serviceKey]*Service

	holders func() *holderIndex
}

// serviceKey names a service within an account and Region.
type serviceKey struct{ cluster, name string }

func newInventory(region *Region) *inventory {
	inv := &inventory{
		Region:   region,
		families: make(map[string]*Family, len(region.Families)),
		clusters: make(map[string]*Cluster, len(region.Clusters)),
		services: make(map[serviceKey]*Service, len(region.Services)),
	}
	for i := range region.Families {
		inv.families[region.Families[i].Name] = &region.Families[i]
	}
	for i := range region.Clusters {
		inv.clusters[region.Clusters[i].Name] = &region.Clusters[i]
	}
	for i := range region.Services {
		s := &region.Services[i]
		inv.services[serviceKey{s.Cluster, s.Name}] = s
	}
	inv.holders = sync.OnceValue(func() *holderIndex { return indexHolders(inv) })
	return inv
}

// missing says why "not in the state" does not mean MISSING for a kind; ok is
// false when it does, because the kind was read completely.
func (inv *inventory) missing(kind Kind) (g gap, incomplete bool) {
	coverage, looked := inv.Coverage[kind]
	switch {
	case coverage.Complete:
		return gap{}, false
	case !looked:
		return gap{reason: fmt.Sprintf("the state does not cover %s", kind), unasked: true}, true
	default:
		return gap{reason: fmt.Sprintf("the state does not cover %s: %s", kind, coverage.Reason)}, true
	}
}

// covers reports whether the inventory can be the one that a scope means. One
// whose account nobody knows, because the credentials did not even tell, can be
// that of any.
func (inv *inventory) covers(s Scope) bool {
	return (s.Partition == "" || s.Partition == inv.Partition) &&
		(s.Account == "" || inv.Account == "" || s.Account == inv.Account) &&
		(s.Region == "" || s.Region == inv.Region.Region)
}

// name writes "eu-west-1 of account 123456789012".
func (inv *inventory) name() string {
	return Scope{Account: inv.Account, Region: inv.Region.Region}.place()
}

// locate finds the inventory that a scope means.
func locate(inventories []*inventory, s Scope) (*inventory, gap) {
	var found []*inventory
	var names []string
	for _, inv := range inventories {
		if inv.covers(s) {
			found = append(found, inv)
			names = append(names, inv.name())
		}
	}
	switch len(found) {
	case 1:
		return found[0], gap{}
	case 0:
		return nil, gap{reason: s.place() + " is outside the given state", byChoice: true}
	default:
		return nil, gap{reason: "the state holds " + strings.Join(names, " and ") + ", and the request does not say which is meant: pass --region or --account", byChoice: true}
	}
}

// place writes what a scope says of account and Region.
func (s Scope) place() string {
	switch {
	case s.Region == "" && s.Account == "":
		return "this account and Region"
	case s.Account == "":
		return "Region " + s.Region
	case s.Region == "":
		return "account " + s.Account
	default:
		return s.Region + " of account " + s.Account
	}
}

// status returns the status of one revision, or Missing; known is false where
// the family was not read so far that its absence means anything.
func (f *Family) status(revision int) (status Status, known bool) {
	switch {
	case f == nil:
		return Missing, true
	case f.Active.Has(revision):
		return Active, true
	case f.Inactive.Has(revision):
		return Inactive, true
	case f.DeleteInProgress.Has(revision):
		return DeleteInProgress, true
	}
	newer := f.Extent != AskedOnly && revision > f.latest()
	return Missing, f.Extent == WholeFamily || newer || f.Absent.Has(revision)
}

// notRead is why a revision of a family that was read in part is not known.
func notRead(id RevisionID) gap {
	return gap{reason: fmt.Sprintf("%s:%d was not read", id.Family, id.Revision)}
}

// latest returns the highest number that can be read, or 0.
func (f *Family) latest() int {
	if f == nil {
		return 0
	}
	return max(f.Active.Max(), f.Inactive.Max(), f.DeleteInProgress.Max())
}
