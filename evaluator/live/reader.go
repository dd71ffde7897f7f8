package live

import (
	"cmp"
	"errors"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/cloudformation"
	"github.com/aws/aws-sdk-go-v2/service/codedeploy"
	"github.com/aws/aws-sdk-go-v2/service/ecs"
	"github.com/aws/aws-sdk-go-v2/service/eventbridge"
	"github.com/aws/aws-sdk-go-v2/service/pipes"
	"github.com/aws/aws-sdk-go-v2/service/scheduler"
	"github.com/aws/aws-sdk-go-v2/service/sfn"

	"github.com/ecsgate/ecsgate/evaluator"
	"github.com/ecsgate/ecsgate/evaluator/reference"
)

// reader reads one account and Region. What it finds is kept in found, what it
// could not read in lacks; both may be written from several goroutines.
type reader struct {
	session         *Session
	region, account string
	clients

	mu       sync.Mutex
	found    evaluator.Region
	families familyBook
	// deployment names the running service deployments that DescribeServices showed.
	deployment map[serviceName][]string
	// created is when services were.
	created map[serviceName]time.Time
	// draining are the clusters that have services which drain.
	draining map[string]bool
	// asked are the kinds that were to be read; it is true of one that was read as
	// a whole, and not only as far as it was named. lacks says why one was not.
	asked map[evaluator.Kind]bool
	lacks map[evaluator.Kind][]string
}

// serviceName names a service of the Region.
type serviceName struct{ cluster, name string }

// clients are made when they are first needed: most runs talk to ECS alone.
type clients struct {
	ecs        func() *ecs.Client
	codedeploy func() *codedeploy.Client
	events     func() *eventbridge.Client
	scheduler  func() *scheduler.Client
	pipes      func() *pipes.Client
	states     func() *sfn.Client
	stacks     func() *cloudformation.Client
}

func newReader(s *Session, region, account string) *reader {
	cfg := s.config.Copy()
	cfg.Region = region
	return &reader{
		session: s, region: region, account: account,
		clients: clients{
			ecs:        lazily(cfg, ecs.NewFromConfig),
			codedeploy: lazily(cfg, codedeploy.NewFromConfig),
			events:     lazily(cfg, eventbridge.NewFromConfig),
			scheduler:  lazily(cfg, scheduler.NewFromConfig),
			pipes:      lazily(cfg, pipes.NewFromConfig),
			states:     lazily(cfg, sfn.NewFromConfig),
			stacks:     lazily(cfg, cloudformation.NewFromConfig),
		},
		families: familyBook{}, deployment: map[serviceName][]string{}, created: map[serviceName]time.Time{}, draining: map[string]bool{}, asked: map[evaluator.Kind]bool{}, lacks: map[evaluator.Kind][]string{},
	}
}

func lazily[C, O any](cfg aws.Config, make func(aws.Config, ...func(*O)) *C) func() *C {
	return sync.OnceValue(func() *C { return make(cfg) })
}

// ask notes the kinds that are to be read. What has no other kind to be named by
// is read as a whole.
func (r *reader) ask(kinds ...evaluator.Kind) {
	for _, kind := range kinds {
		switch kind {
		case evaluator.Families, evaluator.Clusters, evaluator.Services:
			r.asked[kind] = false
		default:
			r.asked[kind] = true
		}
	}
}

// covers notes that a kind is read as a whole.
func (r *reader) covers(kind evaluator.Kind) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.asked[kind] = true
}

// keep runs a change of what was found.
func (r *reader) keep(change func(found *evaluator.Region)) {
	r.mu.Lock()
	defer r.mu.Unlock()
	change(&r.found)
}

// lack notes why a kind is not covered. No error is no lack.
func (r *reader) lack(kind evaluator.Kind, err error) {
	if err == nil {
		return
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	r.lacks[kind] = append(r.lacks[kind], reasonOf(err))
}

// reasonOf is the text of an error that may stand in a snapshot.
func reasonOf(err error) string {
	var failed *CallError
	if errors.As(err, &failed) {
		return failed.Reason
	}
	return err.Error()
}

// result closes the reading: every kind that was asked for is complete, or says
// why it is not.
func (r *reader) result() *evaluator.Region {
	region := r.found
	region.Partition, region.Account, region.Region = reference.PartitionOf(r.region), r.account, r.region
	region.Families = r.families.list()
	region.Coverage = map[evaluator.Kind]evaluator.Coverage{}
	for kind, whole := range r.asked {
		reasons := slices.Compact(slices.Sorted(slices.Values(r.lacks[kind])))
		switch {
		case len(reasons) > 0:
			region.Coverage[kind] = evaluator.Coverage{Reason: strings.Join(reasons, separator)}
		case whole:
			region.Coverage[kind] = evaluator.Coverage{Complete: true}
		default:
			region.Coverage[kind] = evaluator.Coverage{Reason: onlyNamed}
		}
	}
	region.Sort()
	for i := range region.Services {
		sortService(&region.Services[i])
	}
	for _, list := range []*[]evaluator.Target{&region.Rules, &region.Schedules, &region.Pipes, &region.StateMachines} {
		*list = slices.Compact(*list)
	}
	region.Computed, region.Stacks = slices.Compact(region.Computed), slices.Compact(region.Stacks)
	return &region
}

// sortService gives a service's lists an order, as ECS promises none. Roll-back
// targets have theirs: newest first.
func sortService(s *evaluator.Service) {
	slices.SortFunc(s.TaskSets, func(a, b evaluator.TaskSet) int { return cmp.Compare(a.ID, b.ID) })
	slices.SortFunc(s.Deployments, func(a, b evaluator.Deployment) int {
		return cmp.Or(cmp.Compare(b.Status, a.Status), cmp.Compare(b.Revision.Revision, a.Revision.Revision), cmp.Compare(a.RolloutState, b.RolloutState))
	})
	slices.SortFunc(s.Sources, func(a, b evaluator.RevisionID) int {
		return cmp.Or(cmp.Compare(a.Family, b.Family), cmp.Compare(a.Revision, b.Revision))
	})
}

// separator stands between several reasons.
const separator = "; "

// onlyNamed is why a kind is not complete although every call succeeded.
const onlyNamed = "only what the change names was read"

// together runs steps side by side.
func together(steps ...func()) {
	var group sync.WaitGroup
	for _, step := range steps {
		group.Go(step)
	}
	group.Wait()
}

// each runs a step for each entry, side by side.
func each[T any](entries []T, step func(T)) {
	var group sync.WaitGroup
	for _, entry := range entries {
		group.Go(func() { step(entry) })
	}
	group.Wait()
}
