package evaluator

// The kinds of holder beside those that store a reference.
const (
	ServiceKind HolderKind = "service"
	TasksKind   HolderKind = "tasks"
	StackKind   HolderKind = "stack"
	// LaunchKind is a launch of the very change that retires the revision.
	LaunchKind HolderKind = "launch"
)

// Holder is one thing that needs a revision, whatever its kind. Its account and
// Region are those of the revision.
type Holder struct {
	Kind HolderKind `json:"kind"`
	// Name is empty for standalone tasks; for tasks of a service it is the service's.
	Name    string `json:"name"`
	Cluster string `json:"cluster,omitempty"`
	// Hold is in which way a service needs it.
	Hold Hold `json:"hold,omitempty"`
	// Via is what of a state machine holds it, beside the definition that runs now.
	Via string `json:"via,omitempty"`
	// Pinned: it names the revision by number, so that it follows no other.
	Pinned  bool `json:"pinned"`
	Enabled bool `json:"enabled"`
	// Count is the number of tasks.
	Count int   `json:"count,omitempty"`
	Hurts Hurts `json:"hurts"`
}

// List puts all holders into one list: services, tasks, what stores a
// reference, stacks. emptied says that the family keeps no ACTIVE revision.
func (h *Holders) List(emptied bool) []Holder {
	list := []Holder{}
	for _, services := range [][]ServiceHolder{h.Services, h.RollbackTargets} {
		for _, s := range services {
			list = append(list, Holder{Kind: ServiceKind, Name: s.Name, Cluster: s.Cluster, Hold: s.Hold, Pinned: true, Enabled: true, Hurts: s.Hold.hurts()})
		}
	}
	for _, t := range h.Tasks {
		list = append(list, Holder{Kind: TasksKind, Name: t.Service, Cluster: t.Cluster, Pinned: true, Enabled: true, Count: t.Count, Hurts: HurtsNever})
	}
	for _, stored := range []struct {
		kind    HolderKind
		targets []TargetHolder
	}{{RuleHolder, h.Rules}, {ScheduleHolder, h.Schedules}, {PipeHolder, h.Pipes}, {StateMachineHolder, h.StateMachines}} {
		for _, t := range stored.targets {
			list = append(list, Holder{Kind: stored.kind, Name: t.Name, Cluster: t.Cluster, Via: t.Via, Pinned: t.Revision != 0, Enabled: t.Enabled, Hurts: t.hurts(emptied)})
		}
	}
	for _, s := range h.Stacks {
		list = append(list, Holder{Kind: StackKind, Name: s.Name, Pinned: true, Enabled: true, Hurts: HurtsNever})
	}
	return list
}

// List lists the holders, with the launches of the same change first.
func (f *Facts) List() []Holder {
	if f.Holders == nil {
		return nil
	}
	var launches []Holder
	if f.Change != nil {
		for _, l := range f.Change.Launches {
			launches = append(launches, Holder{Kind: LaunchKind, Name: l.Service, Cluster: l.Cluster, Pinned: true, Enabled: true, Hurts: HurtsAtOnce})
		}
	}
	return append(launches, f.Holders.List(f.emptied())...)
}

// emptied reports whether the family keeps no ACTIVE revision, by this change or
// without it.
func (f *Facts) emptied() bool {
	if f.Change != nil && len(f.Change.Retires) > 0 {
		return f.Change.LatestActiveAfter == 0
	}
	return f.Family != nil && f.Family.LatestActive == 0
}
