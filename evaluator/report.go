package evaluator

import (
	"time"

	"github.com/ecsgate/ecsgate/evaluator/reference"
)

// Verdict is the answer of a whole run.
type Verdict string

// The verdicts and outcomes. VerdictFailure is a run's only.
const (
	VerdictViolation Verdict = "violation"
	VerdictFailure   Verdict = "failure"
	VerdictUndecided Verdict = "undecided"
	VerdictAdmitted  Verdict = "admitted"
)

// Report is what Evaluate found, in its total order. As JSON it is report/v1.
type Report struct {
	Version string  `json:"ecsgate"`
	Verdict Verdict `json:"verdict"`
	// ExitCode is 0 to 3 as the README's table says.
	ExitCode int            `json:"exitCode"`
	Summary  Summary        `json:"summary"`
	State    StateReport    `json:"state"`
	Policies PoliciesReport `json:"policies"`
	// Configuration is the file that took part in the judgement; empty: none.
	Configuration string            `json:"configuration,omitempty"`
	Operations    []OperationReport `json:"operations"`
	Change        ChangeReport      `json:"change"`
	Notes         []Note            `json:"notes"`
	Failures      []Failure         `json:"failures"`
	// Baseline is nil where none was given.
	Baseline *BaselineReport `json:"baseline,omitempty"`
}

// ReportVersion is the version of the JSON report.
const ReportVersion = "report/v1"

// Summary counts.
type Summary struct {
	Files      int `json:"files"`
	Operations int `json:"operations"`
	// Decided is Admitted plus the operations with outcome violation.
	Decided    int           `json:"decided"`
	Admitted   int           `json:"admitted"`
	Violations SeverityCount `json:"violations"`
	Undecided  int           `json:"undecided"`
	Waived     int           `json:"waived"`
	Failures   int           `json:"failures"`
}

// SeverityCount counts violations that are neither waived nor in the baseline.
type SeverityCount struct {
	Error   int `json:"error"`
	Warning int `json:"warning"`
	Info    int `json:"info"`
}

// StateReport says what the facts came from.
type StateReport struct {
	// Source is "live", "offline" or the names of the snapshot files.
	Source  string     `json:"source"`
	TakenAt *time.Time `json:"takenAt,omitempty"`
	Digest  string     `json:"digest,omitempty"`
}

// PoliciesReport identifies the policies: a digest over every Rego and data
// file that was loaded.
type PoliciesReport struct {
	Digest string `json:"digest"`
}

// OperationReport is one operation with everything said of it.
type OperationReport struct {
	Action Action `json:"action"`
	Stored bool   `json:"stored"`
	Kind   string `json:"kind"`
	File   string `json:"file"`
	Line   int    `json:"line"`
	Column int    `json:"column"`
	Path   string `json:"path"`
	Scope
	Name               string          `json:"name"`
	DesiredCount       *int            `json:"desiredCount,omitempty"`
	ForceNewDeployment bool            `json:"forceNewDeployment,omitempty"`
	Reference          ReferenceReport `json:"reference"`
	// Hold is in which way something stands on the revision; of a Stand only.
	Hold Hold `json:"hold,omitempty"`
	// Holders are what still needs the revision that is to be retired, and when it
	// would feel the loss.
	Holders    []Holder    `json:"holders,omitempty"`
	Outcome    Verdict     `json:"outcome"`
	Violations []Violation `json:"violations"`
	Undecided  []Undecided `json:"undecided"`
	// Unresolved are the parts of the request that can not be known before it is
	// sent; the outcome is then undecided at best.
	Unresolved []Gap `json:"unresolved"`
	// Explanation is there only when it was asked for.
	Explanation *Explanation `json:"explanation,omitempty"`
}

// ReferenceReport is the reference and what it resolves to now.
type ReferenceReport struct {
	reference.Reference
	Resolved string `json:"resolved,omitempty"`
}

// Violation is a rule's finding.
type Violation struct {
	Rule        string   `json:"rule"`
	Name        string   `json:"name"`
	Severity    Severity `json:"severity"`
	Message     string   `json:"message"`
	Remediation string   `json:"remediation"`
	Field       string   `json:"field"`
	Line        int      `json:"line"`
	Column      int      `json:"column"`
	Waived      bool     `json:"waived"`
	// Waiver is the exception that applies; nil where none does.
	Waiver *Waiver `json:"waiver,omitempty"`
	// Known: the baseline holds it.
	Known bool `json:"known,omitempty"`
}

// Undecided is a rule that could not look, with the reason. Rule is empty where
// no single rule is concerned, as for an operation outside the given state.
type Undecided struct {
	Rule   string `json:"rule"`
	Reason string `json:"reason"`
	// Severity is the highest that the rule could have given.
	Severity Severity `json:"severity,omitempty"`
	// ByChoice: the exit code does not change for it, because the user chose not
	// to look (--offline) or only time can tell (what an old snapshot has not).
	ByChoice bool `json:"byChoice,omitempty"`
}

// AuditRule stands in place of a rule for what an audit of the state could not look
// at, because it was not read: every rule would have judged by it.
const AuditRule = "audit"

// ChangeReport is what the rules of scope change say.
type ChangeReport struct {
	Violations []Violation `json:"violations"`
	Undecided  []Undecided `json:"undecided"`
}

// Explanation is the facts that decided an operation, as the rules read them.
type Explanation struct {
	// Source and AgeSeconds say where the facts are from and how old they are.
	Source     string `json:"source"`
	AgeSeconds int64  `json:"ageSeconds"`
	Facts      *Facts `json:"facts"`
	// Unknown are the facts that could not be had, by path, with the reason.
	Unknown map[string]string `json:"unknown,omitempty"`
	// Rules are the ids of the rules that applied.
	Rules []string `json:"rules"`
}

// BaselineReport says how the findings compare with the baseline.
type BaselineReport struct {
	File  string `json:"file"`
	Known int    `json:"known"`
	New   int    `json:"new"`
	// Vanished are findings of the baseline that are no longer there.
	Vanished []string `json:"vanished"`
}
