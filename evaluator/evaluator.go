// Package evaluator is the core of ecsgate: it judges operations against what
// is known of ECS by Rego rules. It does no I/O and reads no clock or
// environment: files, state and time are handed in.
package evaluator

import (
	"cmp"
	"encoding/json"
	"fmt"
	"slices"
	"sync"

	"github.com/open-policy-agent/opa/v1/storage"
	"github.com/open-policy-agent/opa/v1/storage/inmem"
)

// Options are what an Evaluator is made of. The zero value has no rule.
type Options struct {
	Packs []Pack
	// Data is merged into data, beside the policies: parameters of rules under
	// "config", documents that users' policies read under other names.
	Data map[string]any
	// Check is asked, once the rules are read and before anything is compiled,
	// whether they are those that the caller expects. It may be nil.
	Check func([]Rule) error
}

// Evaluator holds checked policies. It is safe for concurrent use.
type Evaluator struct {
	modules []*module
	rules   []*Rule
	data    map[string]any
	store   storage.Store
	digest  string

	mu       sync.Mutex
	compiled map[string]*compiledRule // by rule id, as areas are needed
}

// New parses the policies, checks their METADATA and compiles the packs of
// users. What it refuses is a PolicyError.
func New(options Options) (*Evaluator, error) {
	e := &Evaluator{data: options.Data, compiled: map[string]*compiledRule{}}
	if e.data == nil {
		e.data = map[string]any{}
	}
	var failures PolicyError
	for i := range options.Packs {
		failures = append(failures, e.addPack(&options.Packs[i])...)
	}
	failures = append(failures, e.checkIDs()...)
	if options.Check != nil && len(failures) == 0 {
		if err := options.Check(e.Rules()); err != nil {
			return nil, err
		}
	}
	failures = append(failures, e.checkData()...)
	if len(failures) > 0 {
		return nil, failures
	}
	slices.SortFunc(e.rules, func(a, b *Rule) int { return cmp.Compare(a.ID, b.ID) })
	text, err := json.Marshal(e.data)
	if err != nil {
		return nil, fmt.Errorf("read data: %w", err)
	}
	e.digest = digest(e.modules, text)
	e.store = inmem.NewFromObjectWithOpts(e.data, inmem.OptRoundTripOnWrite(false))
	if err := e.compile(func(m *module) bool { return !m.pack.Bundled }); err != nil {
		return nil, err
	}
	return e, nil
}

// Digest identifies the policies and the data beside them.
func (e *Evaluator) Digest() string { return e.digest }

// Rules lists the rules, by id.
func (e *Evaluator) Rules() []Rule {
	rules := make([]Rule, len(e.rules))
	for i, r := range e.rules {
		rules[i] = *r
	}
	return rules
}
