package evaluator

// Status is the status of a revision, family, cluster or service as ECS spells
// it, or Missing.
type Status string

// The statuses that the rules know. A service or cluster has others; they pass
// through as ECS spells them.
const (
	Active           Status = "ACTIVE"
	Inactive         Status = "INACTIVE"
	Draining         Status = "DRAINING"
	DeleteInProgress Status = "DELETE_IN_PROGRESS"
	// Missing is ours: known not to exist.
	Missing Status = "MISSING"
)
