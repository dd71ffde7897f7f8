package evaluator

import (
	"time"

	"github.com/ecsgate/ecsgate/evaluator/reference"
)

// Input is what a rule reads: input/v1. Its JSON names are those of
// schema/input.json; a test compares the two.
type Input struct {
	Now       time.Time       `json:"now"`
	Operation *OperationInput `json:"operation,omitempty"`
	Facts     *Facts          `json:"facts,omitempty"`
	// Change is there only for rules of scope change, in place of the two above.
	Change *ChangeInput `json:"change,omitempty"`
	State  StateInput   `json:"state"`
}

// OperationInput is the request as it will be sent.
type OperationInput struct {
	Action Action     `json:"action"`
	Stored bool       `json:"stored"`
	Origin Origin     `json:"origin"`
	Kind   string     `json:"kind"`
	File   string     `json:"file"`
	Line   int        `json:"line"`
	Name   string     `json:"name"`
	Holder HolderKind `json:"holder,omitempty"`
	// Hold is in which way something stands on the revision (Stand only).
	Hold Hold `json:"hold,omitempty"`
	// Enabled is false when what stores the operation is switched off.
	Enabled bool       `json:"enabled"`
	EndsAt  *time.Time `json:"endsAt,omitempty"`
	Scope
	Reference            reference.Reference `json:"reference"`
	DesiredCount         *int                `json:"desiredCount,omitempty"`
	ForceNewDeployment   bool                `json:"forceNewDeployment"`
	DeploymentController string              `json:"deploymentController"`
	Parameters           []string            `json:"parameters"`
	// DeploymentParameters are those that start a deployment, among them the
	// UndocumentedParameters, of which AWS does not say so.
	DeploymentParameters   []string   `json:"deploymentParameters"`
	UndocumentedParameters []string   `json:"undocumentedParameters"`
	Conflicts              []Conflict `json:"conflicts"`
	// Unbounded: a retirement of whatever a list of all families holds.
	Unbounded bool           `json:"unbounded"`
	Request   map[string]any `json:"request"`
}

// Facts are the part of the state that concerns one operation. A nil part does
// not apply to it; a part that could not be known never reaches a rule.
type Facts struct {
	Revision *RevisionFact `json:"revision,omitempty"`
	Family   *FamilyFact   `json:"family,omitempty"`
	Held     *HeldFact     `json:"held,omitempty"`
	Cluster  *ClusterFact  `json:"cluster,omitempty"`
	Service  *ServiceFact  `json:"service,omitempty"`
	Holders  *Holders      `json:"holders,omitempty"`
	Change   *ChangeFact   `json:"change"`
}

// RevisionFact is what is known of one revision. For a reference by family it
// is the revision that the family resolves to.
type RevisionFact struct {
	Family string `json:"family"`
	// Revision is absent for one that the change produces in a family of
	// unknown numbering.
	Revision       int        `json:"revision,omitempty"`
	Status         Status     `json:"status"`
	DeregisteredAt *time.Time `json:"deregisteredAt,omitempty"`
	RegisteredAt   *time.Time `json:"registeredAt,omitempty"`
}

// HeldFact is the revision that a stack holds now for what the reference names:
// that is what it means unless the change registers a new one.
type HeldFact struct {
	Stack    string `json:"stack"`
	Family   string `json:"family"`
	Revision int    `json:"revision"`
	Status   Status `json:"status"`
}

// FamilyFact is what is known of a family, after the change's registrations.
type FamilyFact struct {
	Name   string `json:"name"`
	Status Status `json:"status"`
	// Latest is the highest number that can be read, LatestActive the revision
	// that a reference by family means; absent where there is none.
	Latest       int `json:"latest,omitempty"`
	LatestActive int `json:"latestActive,omitempty"`
	// Active are the numbers of the ACTIVE revisions, ascending.
	Active []int `json:"active"`
}

// ClusterFact is what is known of a cluster.
type ClusterFact struct {
	Name   string `json:"name"`
	Status Status `json:"status"`
}

// ServiceFact is what is known of a service.
type ServiceFact struct {
	Name                 string `json:"name"`
	Status               Status `json:"status"`
	DesiredCount         int    `json:"desiredCount"`
	DeploymentController string `json:"deploymentController"`
	// Revision is the current one; absent for an EXTERNAL service without a
	// PRIMARY task set.
	Revision        *RevisionFact    `json:"revision,omitempty"`
	Deployments     []DeploymentFact `json:"deployments"`
	TaskSets        []TaskSetFact    `json:"taskSets"`
	RollbackTargets []RevisionFact   `json:"rollbackTargets"`
}

// DeploymentFact is one entry of a service's deployments.
type DeploymentFact struct {
	Status       string `json:"status"`
	RolloutState string `json:"rolloutState,omitempty"`
	Family       string `json:"family"`
	Revision     int    `json:"revision"`
}

// TaskSetFact is one task set of a service.
type TaskSetFact struct {
	ID       string `json:"id"`
	Status   string `json:"status"`
	Family   string `json:"family"`
	Revision int    `json:"revision"`
}

// StateInput says where the facts come from.
type StateInput struct {
	Source     string    `json:"source"`
	TakenAt    time.Time `json:"takenAt"`
	AgeSeconds int64     `json:"ageSeconds"`
}
