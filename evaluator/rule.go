package evaluator

import (
	"fmt"
	"slices"
)

// Severity is how grave a violation is.
type Severity string

// The severities.
const (
	Error   Severity = "error"
	Warning Severity = "warning"
	Info    Severity = "info"
)

// rank orders severities; the gravest is highest, an unknown one 0.
func (s Severity) rank() int {
	switch s {
	case Error:
		return 3
	case Warning:
		return 2
	case Info:
		return 1
	}
	return 0
}

// AtLeast reports whether s is as grave as other, or graver.
func (s Severity) AtLeast(other Severity) bool { return s.rank() >= other.rank() }

// Valid reports whether s is one of the three severities.
func (s Severity) Valid() bool { return s.rank() > 0 }

// Rule is what a rule's METADATA says of it.
type Rule struct {
	ID string `json:"id"`
	// Name is the last part of the package path, Package the whole of it.
	Name        string   `json:"name"`
	Package     string   `json:"package"`
	Title       string   `json:"title"`
	Description string   `json:"description"`
	Severity    Severity `json:"severity"`
	// Operations and References are the actions and the kinds of reference that
	// the rule applies to; Stored says whether to requests that are sent later.
	Operations []Action `json:"operations,omitempty"`
	References []string `json:"references,omitempty"`
	Stored     When     `json:"stored"`
	// Origins are who may have decided what the request holds; none: whoever.
	Origins []Origin `json:"origins,omitempty"`
	// Scope is "operation" or "change".
	Scope string `json:"scope"`
	// Needs are the paths under input that must be known.
	Needs []string `json:"needs"`
	// Searches are lists in which the rule looks for something: what is found is
	// certain even where the list could not be read completely; unless the rule then
	// gives its gravest severity, it is undecided as well.
	Searches []string `json:"searches,omitempty"`
	// Wants are paths that only make a finding graver or less grave: the rule is
	// undecided without them only when it has a finding below its gravest severity.
	Wants []string `json:"wants,omitempty"`
	// SilentBeside are ids of rules, "refusal" or "no-op", beside whose violations on the
	// same operation this rule has nothing to add.
	SilentBeside []string `json:"silentBeside,omitempty"`
	// Parameters names what data.config.<id> may hold, with its meaning.
	Parameters map[string]string `json:"parameters,omitempty"`
	// ParameterTypes says of those of which it is known what their values must be.
	ParameterTypes map[string]ParameterType `json:"parameterTypes,omitempty"`
	// Waivable is false for a rule behind whose finding nothing else could be looked
	// at: to let it pass would admit what nobody judged.
	Waivable    bool     `json:"waivable"`
	Remediation string   `json:"remediation"`
	Aliases     []string `json:"aliases,omitempty"`
	Links       []Link   `json:"links,omitempty"`
	// File and Line say where the rule is written; Text is its Rego, from the
	// package on.
	File string `json:"file"`
	Line int    `json:"line"`
	Text string `json:"-"`
}

// reads lists every path that the rule may read, however much it needs it.
func (r *Rule) reads() []string { return slices.Concat(r.Needs, r.Searches, r.Wants) }

// RefuseParameter says of the value of a parameter what it must be and is not; "":
// it is that, or nobody says. It begins with the name.
func (r *Rule) RefuseParameter(name string, value any) (problem string) {
	if problem = r.ParameterTypes[name].Refuse(value); problem == "" {
		return ""
	}
	return fmt.Sprintf("%s %s: %s", name, problem, r.Parameters[name])
}

// Link is one of a rule's related resources.
type Link struct {
	Ref         string `json:"ref"`
	Description string `json:"description,omitempty"`
}

// When says whether a rule applies to requests sent now, later, or both.
type When string

// The times of a request.
const (
	Now    When = "now"
	Later  When = "later"
	Always When = "both"
)
