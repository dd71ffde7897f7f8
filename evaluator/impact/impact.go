// Package impact uses the index of holders without a manifest: who stands on a
// revision or family (impact), what stands on revisions that are gone (audit),
// and which revisions nothing stands on (prune). It reads the state only.
package impact

import (
	"time"

	"github.com/ecsgate/ecsgate/evaluator"
	"github.com/ecsgate/ecsgate/evaluator/reference"
)

// Version is the version of the JSON that Impact is written as.
const Version = "impact/v1"

// Impact is what stands on one revision, or on a family as a whole.
type Impact struct {
	Partition string `json:"partition"`
	Account   string `json:"account"`
	Region    string `json:"region"`
	Family    string `json:"family"`
	// Revision is 0 where the whole family was asked for.
	Revision int `json:"revision,omitempty"`
	// Status is that of the revision, or of the family.
	Status evaluator.Status `json:"status"`
	// Latest is what the family means now, After what it would mean without what
	// was asked for; 0: nothing, so that what names the family fails.
	Latest int `json:"latest,omitempty"`
	After  int `json:"after,omitempty"`
	// Counts are the family's revisions by status, Numbers which these are.
	Counts  Counts  `json:"counts"`
	Numbers Numbers `json:"numbers"`
	// Revisions are those that were asked for and exist: one, or of a family
	// every one that something holds or that is ACTIVE.
	Revisions []Revision `json:"revisions"`
	// Followers name the family, whatever its newest ACTIVE revision is.
	Followers []evaluator.Holder `json:"followers"`
	// Unread are the kinds of holder that could not be looked through.
	Unread []Unread `json:"unread"`
	// Computed launch what nobody can read beforehand.
	Computed []Computed `json:"computed"`
}

// Revision is one revision with what holds it by number.
type Revision struct {
	Number         int                `json:"revision"`
	Status         evaluator.Status   `json:"status"`
	RegisteredAt   *time.Time         `json:"registeredAt,omitempty"`
	DeregisteredAt *time.Time         `json:"deregisteredAt,omitempty"`
	Holders        []evaluator.Holder `json:"holders"`
}

// Counts are how many revisions a family has of each status.
type Counts struct {
	Active           int `json:"active"`
	Inactive         int `json:"inactive"`
	DeleteInProgress int `json:"deleteInProgress"`
}

// Numbers are the revisions of a family of each status, written "1-39,41".
type Numbers struct {
	Active           evaluator.Ranges `json:"active"`
	Inactive         evaluator.Ranges `json:"inactive"`
	DeleteInProgress evaluator.Ranges `json:"deleteInProgress"`
}

// Unread is a kind of holder that was not read completely.
type Unread struct {
	Kind   evaluator.Kind `json:"kind"`
	Reason string         `json:"reason"`
}

// Computed is a holder whose task definition is computed when it triggers.
type Computed struct {
	Kind       evaluator.HolderKind `json:"kind"`
	Name       string               `json:"name"`
	Expression string               `json:"expression"`
}

// Name writes "web:41" or "web".
func (i *Impact) Name() string {
	return reference.Reference{Family: i.Family, Revision: i.Revision}.Name()
}

// Breaks lists the holders that a retirement would hurt at some time.
func (i *Impact) Breaks() []evaluator.Holder {
	var hurt []evaluator.Holder
	for _, h := range i.all() {
		if h.Hurts != evaluator.HurtsNever {
			hurt = append(hurt, h)
		}
	}
	return hurt
}

func (i *Impact) all() []evaluator.Holder {
	var all []evaluator.Holder
	for _, r := range i.Revisions {
		all = append(all, r.Holders...)
	}
	return append(all, i.Followers...)
}
