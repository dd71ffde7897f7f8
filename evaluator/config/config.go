// Package config holds what a user writes down beside the manifests: the
// configuration with its waivers, the waivers in comments of manifests, and the
// baseline, which is the findings that are known and do not fail a run. It is
// given texts and the time, and reads neither files nor a clock.
package config

import (
	"fmt"
	"time"

	"github.com/bmatcuk/doublestar/v4"

	"github.com/ecsgate/ecsgate/evaluator"
	"github.com/ecsgate/ecsgate/evaluator/document"
)

// Version is the version of a configuration file.
const Version = 1

// FileName is what a configuration is called where nobody names another.
const FileName = ".ecsgate.yaml"

// defaultWaiverLife is how far ahead a waiver may end where the configuration
// does not say.
const defaultWaiverLife = 180 * day

const day = 24 * time.Hour

// Config is what a configuration file says. The zero value says nothing, as where
// there is no file. Paths are relative to the file, as they are written.
type Config struct {
	// File is where it was read from, as messages name it.
	File    string `json:"-"`
	Version int    `json:"version"`

	// Paths are what check judges where nobody names anything.
	Paths []string `json:"paths,omitempty"`

	// At most one of State, Live and Offline says what is judged against.
	State       []string      `json:"state,omitempty"`
	Live        bool          `json:"live,omitempty"`
	Offline     bool          `json:"offline,omitempty"`
	MaxStateAge time.Duration `json:"max-state-age,omitempty"`

	// Regions, Account and Cluster are those of requests that do not name any, and
	// for which no target does.
	Regions []string `json:"regions,omitempty"`
	Account string   `json:"account,omitempty"`
	Cluster string   `json:"cluster,omitempty"`
	Targets []Target `json:"targets,omitempty"`

	Rules    []Rule   `json:"rules,omitempty"`
	Policies []string `json:"policies,omitempty"`
	Data     []string `json:"data,omitempty"`

	FailOn  evaluator.Severity `json:"fail-on,omitempty"`
	Strict  bool               `json:"strict,omitempty"`
	Formats []string           `json:"formats,omitempty"`
	// Baseline is the file of the findings that are known.
	Baseline string `json:"baseline,omitempty"`

	// MaxWaiverLife is how far ahead a waiver may end; 0: 180 days.
	MaxWaiverLife time.Duration `json:"max-waiver-life,omitempty"`
	Waivers       []Waiver      `json:"waivers,omitempty"`

	// keys are those that are given, where they stand, and their values.
	keys map[string]document.Field
}

// Target says where the requests of some files go that do not say so themselves.
type Target struct {
	// Files are globs of which one must match.
	Files   []string `json:"files"`
	Account string   `json:"account,omitempty"`
	Region  string   `json:"region,omitempty"`
	Cluster string   `json:"cluster,omitempty"`
	Service string   `json:"service,omitempty"`
	// Operation is the request that an AWS CLI file is the body of.
	Operation evaluator.Action `json:"operation,omitempty"`

	document.Position `json:"-"`
	// globs are where each of the files stands.
	globs []document.Position
}

// Rule is what the configuration decides of one rule. In the file it is an entry
// of a map, under the rule's id.
type Rule struct {
	ID string `json:"-"`
	// Severity is the gravest that the rule gives; empty: as it gives by itself.
	Severity evaluator.Severity `json:"severity,omitempty"`
	Off      bool               `json:"off,omitempty"`
	// From is the first day on which it gives errors; until then it warns.
	From time.Time `json:"from,omitzero"`
	// Parameters are what the rule reads as data.config.<id>.
	Parameters map[string]any `json:"parameters,omitempty"`

	document.Position `json:"-"`
	// parameters are where each of them stands.
	parameters []document.Field
}

// Place returns where a key stands, as "file:line", and whether it is given.
func (c *Config) Place(key string) (string, bool) {
	field, given := c.keys[key]
	if !given {
		return "", false
	}
	return c.place(field.Position), true
}

// Where returns where one of the texts under a key stands, as "file:line:column".
func (c *Config) Where(key, text string) string {
	field := c.keys[key]
	at := field.Position
	for _, item := range items(field.Value) {
		if value, _ := item.Scalar(); value == text {
			at = item.Position
		}
	}
	return fmt.Sprintf("%s:%d:%d", c.File, at.Line, at.Column)
}

// place writes a position in the file for people.
func (c *Config) place(at document.Position) string { return fmt.Sprintf("%s:%d", c.File, at.Line) }

// Target returns the first target for a file, which is named from the directory of
// the configuration, and whether there is one.
func (c *Config) Target(file string) (Target, bool) {
	for _, t := range c.Targets {
		for _, glob := range t.Files {
			if file != "" && doublestar.MatchUnvalidated(glob, file) {
				return t, true
			}
		}
	}
	return Target{}, false
}

// Settings are what the configuration decides of rules, for evaluator.Run.
func (c *Config) Settings() map[string]evaluator.Setting {
	settings := map[string]evaluator.Setting{}
	for _, rule := range c.Rules {
		settings[rule.ID] = evaluator.Setting{
			Severity: rule.Severity, Off: rule.Off, From: rule.From, File: c.File, Line: rule.Line,
		}
	}
	return settings
}

// Parameters are those of the rules, by id and name: the document "config" of the
// policies' data.
func (c *Config) Parameters() map[string]map[string]any {
	parameters := map[string]map[string]any{}
	for _, rule := range c.Rules {
		if len(rule.Parameters) > 0 {
			parameters[rule.ID] = rule.Parameters
		}
	}
	return parameters
}
