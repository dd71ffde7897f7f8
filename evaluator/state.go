package evaluator

import (
	"fmt"
	"strings"
	"time"
)

// State is what is known of ECS: from a snapshot or from live calls.
type State struct {
	// Source is "live" or the snapshot's file name.
	Source  string
	TakenAt time.Time
	// Digest is "sha256:…" of the snapshot's bytes; empty for live state.
	Digest  string
	Regions []*Region
}

// Region is what is known of one account in one Region.
type Region struct {
	// Source and TakenAt are those of the snapshot that the Region is from, where
	// several were joined; else they are empty, and the State's hold.
	Source    string
	TakenAt   time.Time
	Partition string
	Account   string
	Region    string
	// Coverage says which kinds were read completely. A kind without an entry was
	// not looked at.
	Coverage map[Kind]Coverage

	Families      []Family
	Clusters      []Cluster
	Services      []Service
	Tasks         []Tasks
	Rules         []Target
	Schedules     []Target
	Pipes         []Target
	StateMachines []Target
	Stacks        []Stack
	// Computed are those of the four kinds above that nobody can look through.
	Computed []Computed
	// StackResources are the stacks that somebody asked for by name. Of others
	// nothing is known, so that they have no kind and no coverage.
	StackResources []StackResources
}

// Kind is a kind of knowledge that is read, or fails to be read, as a whole.
type Kind string

// The kinds of knowledge.
const (
	Families        Kind = "families"
	Clusters        Kind = "clusters"
	Services        Kind = "services"
	RollbackTargets Kind = "rollbackTargets"
	RunningTasks    Kind = "tasks"
	Rules           Kind = "rules"
	Schedules       Kind = "schedules"
	Pipes           Kind = "pipes"
	StateMachines   Kind = "stateMachines"
	Stacks          Kind = "stacks"
	RegisteredAt    Kind = "registeredAt"
)

// Kinds lists them all.
var Kinds = []Kind{
	Families, Clusters, Services, RollbackTargets, RunningTasks, Rules, Schedules, Pipes, StateMachines, Stacks, RegisteredAt,
}

// Coverage says whether a kind was read completely: only then does "not in the
// state" mean MISSING. Reason says why it was not.
type Coverage struct {
	Complete bool   `json:"complete"`
	Reason   string `json:"reason,omitempty"`
}

// RevisionID names one revision of one account and Region.
type RevisionID struct {
	Family   string
	Revision int
}

// Family is the statuses of a family's revisions. One without any revision is
// known not to exist.
type Family struct {
	Name string
	// Extent says how much of it was read; Absent are numbers that were asked for
	// one by one and do not exist. A snapshot holds whole families only.
	Extent           Extent
	Absent           Ranges
	Active           Ranges
	Inactive         Ranges
	DeleteInProgress Ranges
	DeregisteredAt   map[int]time.Time
	RegisteredAt     map[int]time.Time
	Tags             map[int]map[string]string
}

// Extent is how much of a family was read. A family has up to a million
// revisions, and few of them ever matter to one launch.
type Extent int

// The extents, from all to least.
const (
	// WholeFamily: every revision.
	WholeFamily Extent = iota
	// AllActive: every ACTIVE revision; of the other statuses the newest, and
	// those that were asked for.
	AllActive
	// NewestOnly: the newest of each status, and those that were asked for.
	NewestOnly
	// AskedOnly: single revisions. Nothing is known of the family as a whole.
	AskedOnly
)

// Cluster is one cluster.
type Cluster struct {
	Name   string
	Status Status
}

// codeDeploy is the deployment controller of services that CodeDeploy deploys.
const codeDeploy = "CODE_DEPLOY"

// Service is one service with everything that runs in it.
type Service struct {
	Cluster              string
	Name                 string
	Status               Status
	DeploymentController string
	// ManagedBy is "ECS" for what an Express service owns, else empty.
	ManagedBy    string
	DesiredCount int
	// Revision is the zero RevisionID where the service itself has none (EXTERNAL).
	Revision    RevisionID
	Deployments []Deployment
	TaskSets    []TaskSet
	// Sources are what a running deployment came from; RollbackTargets the last
	// successful revisions, newest first.
	Sources         []RevisionID
	RollbackTargets []RevisionID
	// TargetsUnread is why nobody could read what CodeDeploy would go back to,
	// although the kind as a whole was read: "its AppSpec lies in S3".
	TargetsUnread string
}

// Deployment is one entry of a service's deployments.
type Deployment struct {
	Status       string
	RolloutState string
	Revision     RevisionID
}

// TaskSet is one task set of a service.
type TaskSet struct {
	ID       string
	Status   string
	Revision RevisionID
}

// Tasks is the number of tasks, stopped ones not counted, that run one
// revision in one cluster for one service; Service is empty for standalone ones.
type Tasks struct {
	Cluster  string
	Service  string
	Revision RevisionID
	Count    int
}

// Target is a rule's target, a schedule, a pipe or a state of a state machine
// that names a task definition. Revision.Revision is 0 when it names the family.
type Target struct {
	Name     string
	Cluster  string
	Revision RevisionID
	Enabled  bool
	Via      string
}

// Computed is a rule, schedule, pipe or state machine whose task definition is
// computed when it triggers: by a JSONPath, by JSONata, by its input.
type Computed struct {
	Kind HolderKind
	Name string
	// Expression is what computes it.
	Expression string
}

// ComputedNote names what of the Region computes its task definition when it
// triggers; some is false where nothing does.
func (r *Region) ComputedNote() (note Note, some bool) {
	var names []string
	for _, c := range r.Computed {
		names = append(names, fmt.Sprintf("%s %q (%s)", c.Kind, c.Name, c.Expression))
	}
	where := Scope{Account: r.Account, Region: r.Region}.place()
	return Note{Message: fmt.Sprintf("in %s the task definition is computed at run time by %s", where, strings.Join(names, ", "))}, len(names) > 0
}

// Stack is the CloudFormation stack that the console made for one revision.
type Stack struct {
	Name     string
	Revision RevisionID
}
