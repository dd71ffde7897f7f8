package impact

import (
	"fmt"
	"slices"

	"github.com/ecsgate/ecsgate/evaluator"
	"github.com/ecsgate/ecsgate/evaluator/reference"
)

// holderKinds are the kinds of the state that hold revisions.
var holderKinds = []evaluator.Kind{
	evaluator.Services, evaluator.RollbackTargets, evaluator.RunningTasks, evaluator.Rules, evaluator.Schedules,
	evaluator.Pipes, evaluator.StateMachines, evaluator.Stacks,
}

// Of looks up what stands on a revision or family of one Region. It is an error
// to ask for what the Region is known not to have, or for a family that was not
// read.
func Of(index *evaluator.Index, ref reference.Reference) (*Impact, error) {
	region := index.Region()
	family, err := familyOf(index, ref)
	if err != nil {
		return nil, err
	}
	i := &Impact{
		Partition: region.Partition, Account: region.Account, Region: region.Region, Family: family.Name, Revision: ref.Revision,
		Latest:    family.Active.Max(),
		Counts:    Counts{family.Active.Len(), family.Inactive.Len(), family.DeleteInProgress.Len()},
		Numbers:   Numbers{family.Active, family.Inactive, family.DeleteInProgress},
		Revisions: []Revision{}, Unread: []Unread{}, Computed: []Computed{},
	}
	if ref.Revision != 0 {
		i.After = newestBut(family, ref.Revision)
		i.one(index, family)
	} else {
		i.whole(index, family)
	}
	i.Followers = index.Holders(evaluator.RevisionID{Family: family.Name}).List(i.After == 0)
	i.unlooked(index)
	return i, nil
}

// familyOf finds the family. One that ECS does not have may still be named.
func familyOf(index *evaluator.Index, ref reference.Reference) (*evaluator.Family, error) {
	region := index.Region()
	if family := index.Family(ref.Family); family != nil {
		return family, nil
	}
	if reason, ok := index.Unread(evaluator.Families); !ok {
		return nil, UnknownError(fmt.Sprintf("look up %s: %s", ref.Name(), reason))
	}
	named := index.Holders(evaluator.RevisionID{Family: ref.Family}).List(true)
	if len(named)+len(index.Held(ref.Family)) > 0 {
		return &evaluator.Family{Name: ref.Family}, nil
	}
	return nil, fmt.Errorf("look up %s: %s of account %s has no family %q, and nothing names one", ref.Name(), region.Region, region.Account, ref.Family)
}

// one adds the revision that was asked for. One that does not exist may still
// be named, and be what runs.
func (i *Impact) one(index *evaluator.Index, family *evaluator.Family) {
	r := i.revision(index, family, i.Revision)
	i.Status = r.Status
	i.Revisions = append(i.Revisions, r)
}

// whole adds every revision of the family that is ACTIVE or that something
// holds.
func (i *Impact) whole(index *evaluator.Index, family *evaluator.Family) {
	switch {
	case i.Latest > 0:
		i.Status = evaluator.Active
	case i.Counts == (Counts{}):
		i.Status = evaluator.Missing
	default:
		i.Status = evaluator.Inactive
	}
	numbers := family.Active.Numbers()
	for _, n := range index.Held(family.Name) {
		if !family.Active.Has(n) {
			numbers = append(numbers, n)
		}
	}
	slices.Sort(numbers)
	for _, n := range slices.Backward(numbers) {
		i.Revisions = append(i.Revisions, i.revision(index, family, n))
	}
}

func (i *Impact) revision(index *evaluator.Index, family *evaluator.Family, number int) Revision {
	id := evaluator.RevisionID{Family: family.Name, Revision: number}
	status, _, _ := index.Status(id)
	r := Revision{Number: number, Status: status, Holders: []evaluator.Holder{}}
	if at, ok := family.RegisteredAt[number]; ok {
		r.RegisteredAt = &at
	}
	if at, ok := family.DeregisteredAt[number]; ok {
		r.DeregisteredAt = &at
	}
	for _, h := range index.Holders(id).List(false) {
		if h.Pinned {
			r.Holders = append(r.Holders, h)
		}
	}
	return r
}

// unlooked notes what nobody could look through.
func (i *Impact) unlooked(index *evaluator.Index) {
	for _, kind := range holderKinds {
		if reason, ok := index.Unread(kind); !ok {
			i.Unread = append(i.Unread, Unread{kind, reason})
		}
	}
	for _, reason := range index.UnreadTargets() {
		i.Unread = append(i.Unread, Unread{evaluator.RollbackTargets, reason})
	}
	for _, c := range index.Region().Computed {
		i.Computed = append(i.Computed, Computed(c))
	}
}

// newestBut is what the family means once a revision is gone.
func newestBut(family *evaluator.Family, gone int) int {
	newest := 0
	for _, n := range family.Active.Numbers() {
		if n != gone {
			newest = max(newest, n)
		}
	}
	return newest
}

// UnknownError is state that could not be had: the exit code tells it from a
// name that is wrong.
type UnknownError string

func (e UnknownError) Error() string { return string(e) }
