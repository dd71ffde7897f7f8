package evaluator

import (
	"time"

	"github.com/ecsgate/ecsgate/evaluator/document"
	"github.com/ecsgate/ecsgate/evaluator/reference"
)

// Action names an ECS API request.
type Action string

// The actions that ecsgate judges. Two are ours: Release, a holder that is not a
// service goes away or is pointed elsewhere; and Stand, something stands on a
// revision as it is now, and no request is sent (audit).
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
	Stand                    Action = "Stand"

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

// IsRequest reports whether the action is one that ECS is asked for, and not one
// of our own words.
func (a Action) IsRequest() bool {
	return a.Launches() && a != PutService || a.Retires() || a == RegisterTaskDefinition || a == DeleteService
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
	// FromState: no file asks for it; the account holds it already (audit).
	FromState Origin = "state"
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

	// CodeDeploy is the AppSpec by which the tool has an update deployed where the
	// service's controller is CODE_DEPLOY: it asks the service first. Nil: it sends
	// the update whatever deploys the service.
	CodeDeploy *Stored

	// Target is what somebody wrote down for just this operation about where it goes,
	// as Run.Target is for all; it wins over that. Its Field names what says so, for
	// messages.
	Target Claim
	// Claims are what the request itself says about where it goes.
	Claims []Claim
	// Gaps are the parts of it that can not be known before it is sent.
	Gaps []Gap

	Reference reference.Reference
	// Held is what the reference means as long as the change does not produce a new
	// revision; zero: nothing is known to hold one.
	Held Held
	// Unread says why something could not be looked up on which it depends what the
	// operation is; empty: nothing, or everything could.
	Unread string

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

	// Stands says what stands on the reference of a Stand.
	Stands *Standing
	// Early is what to say of a deregistration that is sent before the change
	// registers the family's next revision, nil where it is not. It is said only
	// where somebody may feel it.
	Early *Note
	// Releases identifies what a Release lets go, or what a stored request takes the
	// place of: the target of a rule, a schedule or a pipe that is written anew.
	Releases *HolderID
}

// Standing says what stands on a revision as it is now, and how.
type Standing struct {
	Hold Hold
	// Name is the stack's; a service is in the claims.
	Name string
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

// Held is the revision that a CloudFormation stack holds now for a task
// definition of its template.
type Held struct {
	Stack string
	RevisionID
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
