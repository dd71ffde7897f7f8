package main

import (
	"fmt"
	"path"
	"slices"

	"github.com/ecsgate/ecsgate/cmd/ecsgate/internal/usage"
)

// chosenClusters makes a filter of globs: what only names and not excludes. Nil
// chooses all.
func chosenClusters(only, not []string) (func(string) bool, error) {
	for _, glob := range slices.Concat(only, not) {
		if _, err := path.Match(glob, ""); err != nil {
			return nil, usage.Error(fmt.Sprintf("--cluster %q is no pattern: *, ? and [a-z] stand for other characters", glob))
		}
	}
	if len(only)+len(not) == 0 {
		return nil, nil
	}
	like := func(name string) func(string) bool {
		return func(glob string) bool {
			matches, _ := path.Match(glob, name) // checked above
			return matches
		}
	}
	return func(name string) bool {
		return (len(only) == 0 || slices.ContainsFunc(only, like(name))) && !slices.ContainsFunc(not, like(name))
	}, nil
}
