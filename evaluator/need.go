package evaluator

// Need is what must be known of one account and Region to judge a change: what
// its operations name, and what the rules that apply to them read. Account or
// Region are empty where nothing says them. Every list is sorted.
type Need struct {
	Partition, Account, Region string

	Families []FamilyNeed
	Clusters []string
	Services []ServiceNeed
	// Holders are the kinds in which the holders of Retired must be searched.
	Holders []Kind
	// Retired are the revisions that the change takes out of use.
	Retired []RevisionID
}

// FamilyNeed is a family of which the newest revisions must be known.
type FamilyNeed struct {
	Name string
	// Revisions are numbers whose status must be known, too.
	Revisions []int
	// Active: every ACTIVE revision must be known.
	Active bool
	// RegisteredAt: so must be when Revisions were registered.
	RegisteredAt bool
}

// ServiceNeed is a service that must be known, with the status of what it runs
// and, if Targets, of what it would be rolled back to.
type ServiceNeed struct {
	Cluster, Name string
	Targets       bool
}
