package snapshot

import (
	"strconv"
	"time"

	"github.com/ecsgate/ecsgate/evaluator"
)

// encode turns a state into the JSON types, in the order in which it stands.
func encode(state *evaluator.State) *file {
	return &file{
		Format:  format,
		TakenAt: state.TakenAt.UTC().Format(time.RFC3339Nano),
		Regions: mapped(state.Regions, func(r **evaluator.Region) region { return encodeRegion(*r) }),
	}
}

// mapped converts the entries of a list. The result is never nil: what is known
// to be empty is written as an empty list.
func mapped[T, W any](entries []T, convert func(*T) W) []W {
	converted := make([]W, len(entries))
	for i := range entries {
		converted[i] = convert(&entries[i])
	}
	return converted
}

func encodeRegion(r *evaluator.Region) region {
	w := region{
		Partition: r.Partition, Account: r.Account, Region: r.Region,
		Coverage:      make(map[evaluator.Kind]*evaluator.Coverage, len(r.Coverage)),
		Families:      mapped(r.Families, encodeFamily),
		Clusters:      mapped(r.Clusters, func(c *evaluator.Cluster) cluster { return cluster{c.Name, string(c.Status)} }),
		Services:      mapped(r.Services, encodeService),
		Tasks:         mapped(r.Tasks, encodeTasks),
		Rules:         mapped(r.Rules, encodeTarget),
		Schedules:     mapped(r.Schedules, encodeTarget),
		Pipes:         mapped(r.Pipes, encodeTarget),
		StateMachines: mapped(r.StateMachines, encodeTarget),
		Stacks:        mapped(r.Stacks, func(s *evaluator.Stack) stack { return stack{s.Name, revisionText(s.Revision)} }),
		Computed:      mapped(r.Computed, func(c *evaluator.Computed) computed { return computed{string(c.Kind), c.Name, c.Expression} }),
		StackResources: mapped(r.StackResources, func(s *evaluator.StackResources) stackResources {
			return stackResources{s.Stack, s.Resources, s.Unread}
		}),
	}
	for kind, coverage := range r.Coverage {
		w.Coverage[kind] = &coverage
	}
	return w
}

func encodeFamily(f *evaluator.Family) family {
	return family{
		Name:             f.Name,
		Active:           f.Active.String(),
		Inactive:         f.Inactive.String(),
		DeleteInProgress: f.DeleteInProgress.String(),
		DeregisteredAt:   encodeDates(f.DeregisteredAt),
		RegisteredAt:     encodeDates(f.RegisteredAt),
		Tags:             f.Tags,
	}
}

func encodeDates(dates map[int]time.Time) byRevision[int64] {
	seconds := make(byRevision[int64], len(dates))
	for revision, at := range dates {
		seconds[revision] = at.Unix()
	}
	return seconds
}

func encodeService(s *evaluator.Service) service {
	w := service{
		Cluster: s.Cluster, Name: s.Name, Status: string(s.Status),
		DeploymentController: s.DeploymentController, ManagedBy: s.ManagedBy,
		Revision: revisionText(s.Revision),
		Deployments: mapped(s.Deployments, func(d *evaluator.Deployment) deployment {
			return deployment{d.Status, d.RolloutState, revisionText(d.Revision)}
		}),
		TaskSets: mapped(s.TaskSets, func(t *evaluator.TaskSet) taskSet {
			return taskSet{t.ID, t.Status, revisionText(t.Revision)}
		}),
		Sources:         mapped(s.Sources, func(id *evaluator.RevisionID) string { return revisionText(*id) }),
		RollbackTargets: mapped(s.RollbackTargets, func(id *evaluator.RevisionID) string { return revisionText(*id) }),
		TargetsUnread:   s.TargetsUnread,
	}
	if s.Status != evaluator.Missing || s.DesiredCount != 0 {
		w.DesiredCount = &s.DesiredCount
	}
	return w
}

func encodeTasks(t *evaluator.Tasks) tasks {
	return tasks{t.Cluster, t.Service, revisionText(t.Revision), t.Count}
}

func encodeTarget(t *evaluator.Target) target {
	return target{t.Name, t.Cluster, revisionText(t.Revision), &t.Enabled, t.Via}
}

// revisionText writes family:revision, the family alone where no number is
// named, and nothing for the zero RevisionID.
func revisionText(id evaluator.RevisionID) string {
	if id.Revision == 0 {
		return id.Family
	}
	return id.Family + ":" + strconv.Itoa(id.Revision)
}
