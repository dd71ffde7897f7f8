package evaluator

// Holders are what would still need a revision after the launches and releases
// of the change: the revision that is to be retired, or the one that an
// UpdateService moves its service away from.
type Holders struct {
	Services []ServiceHolder `json:"services"`
	// RollbackTargets are the services whose last successful revision it is.
	RollbackTargets []ServiceHolder `json:"rollbackTargets"`
	Tasks           []TaskHolder    `json:"tasks"`
	Rules           []TargetHolder  `json:"rules"`
	Schedules       []TargetHolder  `json:"schedules"`
	Pipes           []TargetHolder  `json:"pipes"`
	StateMachines   []TargetHolder  `json:"stateMachines"`
	Stacks          []StackHolder   `json:"stacks"`
	// Owner is the Express service, as cluster/name, that registers the family for
	// itself; absent where there is none.
	Owner string `json:"owner,omitempty"`
}

// Hold says in which way a service needs a revision.
type Hold string

// The ways in which a service holds a revision.
const (
	// HoldCurrent: a steady service runs it.
	HoldCurrent Hold = "current"
	// HoldDeployment: an unfinished deployment runs it.
	HoldDeployment Hold = "deployment"
	// HoldSource: an unfinished deployment came from it and may go back.
	HoldSource Hold = "source"
	// HoldTaskSet: an unfinished task set runs it.
	HoldTaskSet Hold = "taskSet"
	// HoldRollback: the last successful revision before the current one.
	HoldRollback Hold = "rollbackTarget"
	// HoldPerhaps: nobody can read what a service would go back to, and it is the
	// ACTIVE revision before the one that the service runs.
	HoldPerhaps Hold = "perhapsRollbackTarget"
	// HoldDraining: a deleted service still runs tasks of it.
	HoldDraining Hold = "draining"
	// HoldStack: the console made a CloudFormation stack for it.
	HoldStack Hold = "stack"
	// HoldDeletion: ECS is deleting it, and waits for what uses it.
	HoldDeletion Hold = "deletion"
)

// ServiceHolder is a service that needs the revision.
type ServiceHolder struct {
	Cluster string `json:"cluster"`
	Name    string `json:"name"`
	Hold    Hold   `json:"hold"`
	// Moved: this change takes the service away from the revision, which thereby
	// becomes its roll-back target. Created: this change makes the holder.
	Moved   bool `json:"moved"`
	Created bool `json:"created"`
}

// TaskHolder is a group of tasks that run the revision; stopped ones are not
// counted.
type TaskHolder struct {
	Cluster string `json:"cluster"`
	// Service is empty for standalone tasks.
	Service string `json:"service"`
	Count   int    `json:"count"`
	Created bool   `json:"created"`
}

// TargetHolder is a rule, schedule, pipe or state machine that names the
// revision, or its family (then Revision is absent).
type TargetHolder struct {
	Name string `json:"name"`
	// Cluster is where it launches; absent where that is not said by name.
	Cluster  string `json:"cluster,omitempty"`
	Family   string `json:"family"`
	Revision int    `json:"revision,omitempty"`
	Enabled  bool   `json:"enabled"`
	// Via is empty for what triggers now; "version 3", "alias live" or "execution"
	// for what a state machine keeps beside its definition.
	Via string `json:"via,omitempty"`
}

// StackHolder is the CloudFormation stack that the console made for a revision.
type StackHolder struct {
	Name string `json:"name"`
}
