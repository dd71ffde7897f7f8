package snapshot

import (
	"maps"
	"slices"

	"github.com/ecsgate/ecsgate/evaluator"
)

// key names an account and Region.
func (w *region) key() string { return w.Partition + "/" + w.Account + "/" + w.Region }

// region checks and converts what is known of one account and Region.
func (w *region) region() (*evaluator.Region, error) {
	r := &evaluator.Region{Partition: w.Partition, Account: w.Account, Region: w.Region}
	for _, step := range []func(*evaluator.Region) error{w.checkPlace, w.coverage, w.checkDistinct, w.runtime, w.holders} {
		if err := step(r); err != nil {
			return nil, err
		}
	}
	r.Sort()
	return r, nil
}

func (w *region) checkPlace(*evaluator.Region) error {
	switch {
	case !partitionPattern.MatchString(w.Partition):
		return refuse("partition", "%s is not a partition: expected for example aws, aws-cn or aws-us-gov", quote(w.Partition))
	case !accountPattern.MatchString(w.Account):
		return refuse("account", "%s is not an account: expected 12 digits", quote(w.Account))
	case !regionPattern.MatchString(w.Region):
		return refuse("region", "%s is not a Region: expected for example eu-west-1", quote(w.Region))
	}
	return nil
}

// coverage checks that the file does not claim more than it shows: a kind that
// was read completely has its list, be it empty, and one that was not has a
// reason.
func (w *region) coverage(r *evaluator.Region) error {
	if w.Coverage == nil {
		return refuse("coverage", "coverage is missing: without it the snapshot says nothing about what is not in it")
	}
	listed := w.listed()
	for _, kind := range slices.Sorted(maps.Keys(w.Coverage)) {
		c := w.Coverage[kind]
		present, hasList := listed[kind]
		var err error
		switch {
		case !slices.Contains(evaluator.Kinds, kind):
			err = refuse("", "%s is not a kind that can be covered", quote(string(kind)))
		case c.Complete && c.Reason != "":
			err = refuse("reason", "a reason for what was read completely: leave one of them out")
		case !c.Complete && c.Reason == "":
			err = refuse("", "%s are not complete: expected a reason", kind)
		case c.Complete && hasList && !present:
			err = refuse("", "%s are said to be complete, but there is no list of them: write an empty one if there are none", kind)
		}
		if err != nil {
			return under(err, "coverage", string(kind))
		}
	}
	for kind, c := range w.Coverage {
		if r.Coverage == nil {
			r.Coverage = make(map[evaluator.Kind]evaluator.Coverage, len(w.Coverage))
		}
		r.Coverage[kind] = *c
	}
	return nil
}

// listed says of each kind that has a list of its own whether it is there.
func (w *region) listed() map[evaluator.Kind]bool {
	return map[evaluator.Kind]bool{
		evaluator.Families:      w.Families != nil,
		evaluator.Clusters:      w.Clusters != nil,
		evaluator.Services:      w.Services != nil,
		evaluator.RunningTasks:  w.Tasks != nil,
		evaluator.Rules:         w.Rules != nil,
		evaluator.Schedules:     w.Schedules != nil,
		evaluator.Pipes:         w.Pipes != nil,
		evaluator.StateMachines: w.StateMachines != nil,
		evaluator.Stacks:        w.Stacks != nil,
	}
}

func (w *region) checkDistinct(*evaluator.Region) error {
	for _, err := range []error{
		distinct("families", w.Families, func(f *family) string { return f.Name }),
		distinct("clusters", w.Clusters, func(c *cluster) string { return c.Name }),
		distinct("services", w.Services, func(s *service) string { return s.Cluster + "/" + s.Name }),
		distinct("stackResources", w.StackResources, func(s *stackResources) string { return s.Stack }),
		distinct("tasks", w.Tasks, func(t *tasks) string { return t.Cluster + "/" + t.Service + "/" + t.Revision }),
	} {
		if err != nil {
			return err
		}
	}
	return nil
}

// runtime converts what ECS itself keeps.
func (w *region) runtime(r *evaluator.Region) (err error) {
	if r.Families, err = each("families", w.Families, (*family).family); err != nil {
		return err
	}
	if r.Clusters, err = each("clusters", w.Clusters, (*cluster).cluster); err != nil {
		return err
	}
	if r.Services, err = each("services", w.Services, (*service).service); err != nil {
		return err
	}
	r.Tasks, err = each("tasks", w.Tasks, (*tasks).tasks)
	return err
}

// holders converts what other services keep.
func (w *region) holders(r *evaluator.Region) (err error) {
	if r.Rules, err = each("rules", w.Rules, (*target).trigger); err != nil {
		return err
	}
	if r.Schedules, err = each("schedules", w.Schedules, (*target).trigger); err != nil {
		return err
	}
	if r.Pipes, err = each("pipes", w.Pipes, (*target).trigger); err != nil {
		return err
	}
	if r.StateMachines, err = each("stateMachines", w.StateMachines, (*target).target); err != nil {
		return err
	}
	if r.Stacks, err = each("stacks", w.Stacks, (*stack).stack); err != nil {
		return err
	}
	if r.Computed, err = each("computed", w.Computed, (*computed).computed); err != nil {
		return err
	}
	r.StackResources, err = each("stackResources", w.StackResources, (*stackResources).stackResources)
	return err
}
