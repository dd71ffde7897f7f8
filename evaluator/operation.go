package evaluator

import (
	"time"

	"github.com/ecsgate/ecsgate/evaluator/document"
	"github.com/ecsgate/ecsgate/evaluator/reference"
)

// Action names an ECS API request.
type Action string

// The actions that ecsgate judges. Release is ours: a holder that is not a
// service goes away or is pointed elsewhere.
const (
	RunTask                  Action = "RunTask"
	StartTask                Action = "StartTask"
	CreateService            Action = "CreateService"
	UpdateService            Action = "UpdateService"
	CreateTaskSet            Action = "CreateTaskSet"
	RegisterTaskDefinition   Action = "RegisterTaskDefinition"
	DeregisterTaskDefinition Action = "DeregisterTaskDefinition"
	DeleteTaskDefinitions    Action = "DeleteTaskDefinitions"
	DeleteService            Action = "DeleteService"
	Release                  Action = "Release"

	// PutService is what a reader yields for a declared service. Whether it
	// creates or updates depends on what exists, so the join replaces it by
	// CreateService or UpdateService; no rule ever sees it.
	PutService Action = "PutService"
)

// Launches reports whether the action starts tasks, now or through a service.
func (a Action) Launches() bool {
	switch a {
	case RunTask, StartTask, CreateService, UpdateService, CreateTaskSet, PutService:
		return true
	}
	return false
}

// Retires reports whether the action takes a revision out of use.
func (a Action) Retires() bool {
	return a == DeregisterTaskDefinition || a == DeleteTaskDefinitions
}

// Origin says who decides what the request holds.
type Origin string

// The origins of an operation.
const (
	// FromRequest: the file is the request.
	FromRequest Origin = "request"
	// FromTemplate: a desired state; the request is sent only if it differs
	// from what its tool last applied.
	FromTemplate Origin = "template"
	// FromPlan: a plan or change set; its own actions decide.
	FromPlan Origin = "plan"
	// FromTool: a deploy tool composes the request.
	FromTool Origin = "tool"
	// FromProposal: somebody asks before sending it by CLI or SDK.
	FromProposal Origin = "proposal"
)

// Operation is one ECS API request that a file or a proposal would cause, now
// or later. Readers fill it; Evaluate never changes it.
type Operation struct {
	Action Action
	Origin Origin
	// Kind is the reader's name for the kind of file: "cli-json",
	// "cloudformation", "proposal".
	Kind string
	// File and Position say where the reference stands; without one, where the
	// operation does. Path names that place inside the document.
	File string
	document.Position
	Path string
	// Context marks an operation that counts for the change as a whole but is
	// not reported.
	Context bool

	// Maybe: whether it is sent at all, or with this reference, hangs on a condition
	// or on a parameter's default, which nobody knows yet. Its launch counts, what
	// it would let go stays.
	Maybe bool

	// Unbounded marks a retirement that is repeated for all revisions of all
	// families: a loop over a list that nothing bounds. Its reference is unresolved.
	Unbounded bool

	// Stored is set when something else sends the request later.
	Stored *Stored

	// Claims are what the request itself says about where it goes.
	Claims []Claim
	// Gaps are the parts of it that can not be known before it is sent.
	Gaps []Gap

	Reference reference.Reference

	// DesiredCount is nil where the request does not set it.
	DesiredCount         *int
	ForceNewDeployment   bool
	DeploymentController string
	// Parameters are the names of the request's own parameters that carry a
	// value, as the API spells them, sorted.
	Parameters []string
	// Request is the request's own parameters as plain values (map, slice,
	// string, json.Number, bool); free-form, for policies of users.
	Request map[string]any
	// Fields are the positions of the request's parameters, by name.
	Fields map[string]document.Position

	// Releases identifies what a Release lets go.
	Releases *HolderID
}

// Stored says what sends an operation later.
type Stored struct {
	Holder HolderKind
	// Name is the rule and target, the schedule, the pipe, the state machine
	// and its state.
	Name string
	// Enabled is false for a disabled rule, schedule or pipe.
	Enabled bool
	// EndsAt is when it triggers for the last time; zero: never ends.
	EndsAt time.Time
}

// triggers reports whether the operation may still be sent.
func (s *Stored) triggers(now time.Time) bool {
	return s.Enabled && (s.EndsAt.IsZero() || s.EndsAt.After(now))
}

// HolderKind names a kind of holder that is not a service or a task.
type HolderKind string

// The kinds of holder that store a reference.
const (
	RuleHolder         HolderKind = "rule"
	ScheduleHolder     HolderKind = "schedule"
	PipeHolder         HolderKind = "pipe"
	StateMachineHolder HolderKind = "stateMachine"
	AppSpecHolder      HolderKind = "appSpec"
)

// HolderID identifies one holder in one account and Region.
type HolderID struct {
	Kind HolderKind
	Name string
}

// Gap is a part of an operation that can not be known before it is sent.
type Gap struct {
	// Field is "cluster", "service", "region", "account" or "family".
	Field string `json:"field"`
	// Reason says what stands there instead: "!ImportValue net-Cluster".
	Reason string `json:"reason"`
}
