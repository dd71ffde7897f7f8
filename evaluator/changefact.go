package evaluator

// ChangeFact is what else this change does to the operation's family. Only
// that: a list of the whole change inside every input would be quadratic.
type ChangeFact struct {
	// Registers are the registrations of this family.
	Registers []ChangeEntry `json:"registers"`
	// Launches are those that name this very revision by number, refused ones
	// too.
	Launches []ChangeEntry `json:"launches"`
	// Followers are launches that name the family and that no error refuses.
	Followers []ChangeEntry `json:"followers"`
	// Retires are the numbers of the family's revisions that the change
	// deregisters, ascending.
	Retires []int `json:"retires"`
	// NewestRetired is the newest ACTIVE one of them; absent when there is none.
	NewestRetired int `json:"newestRetired,omitempty"`
	// LatestActiveAfter is what the family will mean after all of the change;
	// absent when no ACTIVE revision stays.
	LatestActiveAfter int `json:"latestActiveAfter,omitempty"`
}

// ChangeEntry is another operation of the change.
type ChangeEntry struct {
	Action  Action `json:"action"`
	Stored  bool   `json:"stored"`
	File    string `json:"file"`
	Line    int    `json:"line"`
	Cluster string `json:"cluster"`
	Service string `json:"service"`
	Name    string `json:"name"`
}

// ChangeInput is what a rule of scope change reads.
type ChangeInput struct {
	// Operations is how many the change has.
	Operations int `json:"operations"`
	// Altered is the number of revisions whose status the proposals and requests
	// of the change would alter; revisions that a plan replaces do not count.
	Altered int `json:"altered"`
	// Emptied are the families that lose every ACTIVE revision to them.
	Emptied []string `json:"emptied"`
}
