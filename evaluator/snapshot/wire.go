package snapshot

import (
	"maps"
	"slices"
	"strconv"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"

	"github.com/ecsgate/ecsgate/evaluator"
)

// The types of this file are the JSON of a snapshot, member by member, in the
// order in which they are written. A list is nil when the file leaves it out,
// a pointer when its member is required and its zero value means something.

type file struct {
	Format  string   `json:"ecsgate"`
	TakenAt string   `json:"takenAt"`
	Regions []region `json:"regions"`
}

type region struct {
	Partition     string                                 `json:"partition"`
	Account       string                                 `json:"account"`
	Region        string                                 `json:"region"`
	Coverage      map[evaluator.Kind]*evaluator.Coverage `json:"coverage"`
	Families      []family                               `json:"families"`
	Clusters      []cluster                              `json:"clusters"`
	Services      []service                              `json:"services"`
	Tasks         []tasks                                `json:"tasks"`
	Rules         []target                               `json:"rules"`
	Schedules     []target                               `json:"schedules"`
	Pipes         []target                               `json:"pipes"`
	StateMachines []target                               `json:"stateMachines"`
	Stacks        []stack                                `json:"stacks"`
	Computed      []computed                             `json:"computed,omitempty"`

	StackResources []stackResources `json:"stackResources,omitempty"`
}

type family struct {
	Name             string                        `json:"name"`
	Active           string                        `json:"active,omitempty"`
	Inactive         string                        `json:"inactive,omitempty"`
	DeleteInProgress string                        `json:"deleteInProgress,omitempty"`
	DeregisteredAt   byRevision[int64]             `json:"deregisteredAt,omitempty"`
	RegisteredAt     byRevision[int64]             `json:"registeredAt,omitempty"`
	Tags             byRevision[map[string]string] `json:"tags,omitempty"`
}

type cluster struct {
	Name   string `json:"name"`
	Status string `json:"status"`
}

type service struct {
	Cluster              string       `json:"cluster"`
	Name                 string       `json:"name"`
	Status               string       `json:"status"`
	DeploymentController string       `json:"deploymentController,omitempty"`
	ManagedBy            string       `json:"managedBy,omitempty"`
	DesiredCount         *int         `json:"desiredCount,omitempty"`
	Revision             string       `json:"revision,omitempty"`
	Deployments          []deployment `json:"deployments,omitempty"`
	TaskSets             []taskSet    `json:"taskSets,omitempty"`
	Sources              []string     `json:"sources,omitempty"`
	RollbackTargets      []string     `json:"rollbackTargets,omitempty"`
	TargetsUnread        string       `json:"rollbackTargetsUnread,omitempty"`
}

type deployment struct {
	Status       string `json:"status"`
	RolloutState string `json:"rolloutState,omitempty"`
	Revision     string `json:"revision"`
}

type taskSet struct {
	ID       string `json:"id"`
	Status   string `json:"status"`
	Revision string `json:"revision"`
}

type tasks struct {
	Cluster  string `json:"cluster"`
	Service  string `json:"service,omitempty"`
	Revision string `json:"revision"`
	Count    int    `json:"count"`
}

type target struct {
	Name     string `json:"name"`
	Cluster  string `json:"cluster,omitempty"`
	Revision string `json:"revision"`
	Enabled  *bool  `json:"enabled"`
	Via      string `json:"via,omitempty"`
}

type stack struct {
	Name     string `json:"name"`
	Revision string `json:"revision"`
}

// stackResources has either its resources or why they could not be read.
type stackResources struct {
	Stack     string            `json:"stack"`
	Resources map[string]string `json:"resources,omitzero"`
	Unread    string            `json:"unread,omitempty"`
}

type computed struct {
	Kind       string `json:"kind"`
	Name       string `json:"name"`
	Expression string `json:"expression"`
}

// byRevision is an object whose names are revision numbers.
type byRevision[T any] map[int]T

// MarshalJSONTo writes the numbers ascending: as text, 10 would come before 9.
func (m byRevision[T]) MarshalJSONTo(e *jsontext.Encoder) error {
	if err := e.WriteToken(jsontext.BeginObject); err != nil {
		return err
	}
	for _, revision := range m.numbers() {
		if err := e.WriteToken(jsontext.String(strconv.Itoa(revision))); err != nil {
			return err
		}
		if err := json.MarshalEncode(e, m[revision]); err != nil {
			return err
		}
	}
	return e.WriteToken(jsontext.EndObject)
}

func (m byRevision[T]) numbers() []int { return slices.Sorted(maps.Keys(m)) }
