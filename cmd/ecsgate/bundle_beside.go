package main

import (
	"fmt"
	"strings"

	"github.com/ecsgate/ecsgate/evaluator"
	"github.com/ecsgate/ecsgate/evaluator/config"
	"github.com/ecsgate/ecsgate/evaluator/policykit"
)

// dataBeside are the documents of the bundle, and those of the configuration that
// it does not hold: it stands instead of the policies there, with the data that it
// was made with, but parameters of rules must not be lost.
func (r *request) dataBeside(bundle *policykit.Bundle) (map[string]any, error) {
	configured := r.configured.Config
	if len(configured.Policies) > 0 {
		r.tell("the bundle %s stands instead of the policies of %s", r.bundle.file, configured.Where("policies", configured.Policies[0]))
	}
	if err := r.configured.refuseAbsent("data"); err != nil {
		return nil, err
	}
	beside, err := readData(r.configured.paths(configured.Data))
	if err != nil {
		return nil, err
	}
	data := bundle.Data()
	for root, document := range beside {
		if _, packed := data[root]; !packed {
			data[root] = document
			continue
		}
		r.tell("data.%s is that of the bundle %s, not that of the configuration", root, r.bundle.file)
	}
	return data, nil
}

// packedTwice says so where a directory beside the bundle was packed into it; else it
// returns nil, as where one of the two does not load by itself.
func (r *request) packedTwice(bundle *policykit.Bundle) error {
	alone := &config.Config{}
	inside, err := loadBeside(bundle.Packs(r.bundle.file), bundle.Data(), nil, nil, alone)
	if err != nil {
		return nil
	}
	packed := map[string]evaluator.Rule{}
	for _, rule := range inside.Rules() {
		packed[rule.ID] = rule
	}
	for _, directory := range r.policies {
		beside, err := loadBeside(bundledPacks(), bundle.Data(), []string{directory}, nil, alone)
		if err != nil {
			continue
		}
		for _, rule := range beside.Rules() {
			twin, twice := packed[rule.ID]
			if twice && !strings.HasPrefix(rule.Package, "ecs.") {
				return fmt.Errorf("--policy %s: its %s is in the bundle already (%s:%d): leave out --policy, or make the bundle anew where its rules are old",
					directory, rule.ID, twin.File, twin.Line)
			}
		}
	}
	return nil
}
