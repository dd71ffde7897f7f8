package config

import (
	"time"

	"github.com/ecsgate/ecsgate/evaluator"
	"github.com/ecsgate/ecsgate/evaluator/document"
)

// Waiver is an exception that somebody answers for: what one rule finds in some
// files, or about some revisions, does not count until a day. Neither a rule that
// could not look nor a failure is ever waived.
type Waiver struct {
	Rule string `json:"rule"`
	// File is a glob of files, Revision one of revisions as family:N; one of them is
	// given.
	File     string `json:"file,omitempty"`
	Revision string `json:"revision,omitempty"`
	Reason   string `json:"reason"`
	Owner    string `json:"owner"`
	// Until is the last day, in UTC, on which it holds. It is at most
	// Config.MaxWaiverLife ahead of the day of the run. So nobody has to write down
	// since when it holds, and to prolong it takes an edit that others see.
	Until time.Time `json:"until"`

	document.Position `json:"-"`
}

// subject is what the waiver is for, as it is written.
func (w *Waiver) subject() string {
	if w.File != "" {
		return w.File
	}
	return w.Revision
}

// Expired reports whether the last day is over.
func (w *Waiver) Expired(now time.Time) bool { return !now.Before(w.Until.Add(day)) }

// report describes the waiver in a report.
func (w *Waiver) report(file string) *evaluator.Waiver {
	return &evaluator.Waiver{Reason: w.Reason, Owner: w.Owner, Until: w.Until.Format(time.DateOnly), File: file, Line: w.Line}
}

// WaiverLife is how far ahead a waiver may end.
func (c *Config) WaiverLife() time.Duration {
	if c.MaxWaiverLife == 0 {
		return defaultWaiverLife
	}
	return c.MaxWaiverLife
}

// checkLife refuses a waiver that ends too far ahead: it would be forgotten.
func (c *Config) checkLife(until time.Time, now time.Time) (problem string) {
	last := now.UTC().Truncate(day).Add(c.WaiverLife())
	if !until.After(last) {
		return ""
	}
	return "a waiver ends at most " + days(c.WaiverLife()) + " ahead, which today is " + last.Format(time.DateOnly) +
		", and not on " + until.Format(time.DateOnly)
}
