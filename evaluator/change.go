package evaluator

import "fmt"

// Change is all operations and proposals of one run, judged together.
type Change struct {
	Operations []Operation
	// Besides are revisions that the change deregisters as well, and that are judged
	// another time: what becomes of a family depends on all that goes. Rules of scope
	// change do not count them.
	Besides []Retired
	// Clusters are those that the change itself creates, MaybeClusters those that
	// it creates under a condition which nobody knows.
	Clusters, MaybeClusters []Scope
	// Notes are what readers have to say that is no finding.
	Notes []Note
	// Unread is what the run as a whole would have had to look at and could not,
	// apart from any operation.
	Unread []Undecided
	// Failures are files that could not be read or recognised.
	Failures []Failure
	// Files is how many files were read, recognised or not.
	Files int
}

// Retired is a revision of one account and Region that goes.
type Retired struct {
	Scope
	RevisionID
}

// Note is something that the user should know and no rule can judge: "this
// template's CloudFormation will deregister the revision that it replaces".
type Note struct {
	File    string `json:"file"`
	Line    int    `json:"line"`
	Message string `json:"message"`
	// Unseen: it speaks of something that may send ECS requests and was not looked
	// at, so that nobody can say that all is admitted.
	Unseen bool `json:"unseen,omitempty"`
}

// Failure is something that the program could not do. It is never a violation.
type Failure struct {
	File    string `json:"file"`
	Line    int    `json:"line,omitempty"`
	Column  int    `json:"column,omitempty"`
	Message string `json:"message"`
}

// String writes "file:line:column: message", as far as the place is known.
func (f Failure) String() string {
	switch {
	case f.File == "":
		return f.Message
	case f.Line == 0:
		return f.File + ": " + f.Message
	default:
		return fmt.Sprintf("%s:%d:%d: %s", f.File, f.Line, f.Column, f.Message)
	}
}

// Append adds what another reader found.
func (c *Change) Append(other Change) {
	c.Operations = append(c.Operations, other.Operations...)
	c.Besides = append(c.Besides, other.Besides...)
	c.Clusters = append(c.Clusters, other.Clusters...)
	c.MaybeClusters = append(c.MaybeClusters, other.MaybeClusters...)
	c.Notes = append(c.Notes, other.Notes...)
	c.Unread = append(c.Unread, other.Unread...)
	c.Failures = append(c.Failures, other.Failures...)
	c.Files += other.Files
}
