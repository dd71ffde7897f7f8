package main

import (
	"fmt"
	"maps"
	"os"
	"slices"

	"github.com/ecsgate/ecsgate/evaluator"
	"github.com/ecsgate/ecsgate/evaluator/document"
	"github.com/ecsgate/ecsgate/evaluator/snapshot"
	"github.com/ecsgate/ecsgate/policies"
)

// loadPolicies makes an evaluator of the bundled rules and the user's own.
func loadPolicies(directories, dataFiles []string) (*evaluator.Evaluator, error) {
	packs := []evaluator.Pack{{Name: "policies", FS: policies.FS(), Bundled: true}}
	for _, directory := range directories {
		if info, err := os.Stat(directory); err != nil {
			return nil, fmt.Errorf("read policies: %w", err)
		} else if !info.IsDir() {
			return nil, fmt.Errorf("read policies: %s is not a directory", directory)
		}
		packs = append(packs, evaluator.Pack{Name: directory, FS: os.DirFS(directory)})
	}
	data := map[string]any{}
	for _, name := range dataFiles {
		if err := mergeData(data, name); err != nil {
			return nil, err
		}
	}
	return evaluator.New(evaluator.Options{Packs: packs, Data: data})
}

// mergeData adds the top-level documents of one file. Two files that define the
// same one would make the verdict depend on their order.
func mergeData(data map[string]any, name string) error {
	text, err := os.ReadFile(name)
	if err != nil {
		return fmt.Errorf("read data: %w", err)
	}
	documents, err := document.Read(text)
	if err != nil {
		return fmt.Errorf("read data: %s:%w", name, err)
	}
	for _, d := range documents {
		if d.Root == nil || d.Root.Kind != document.Mapping {
			return fmt.Errorf("read data: %s: the file must hold an object whose names become data.<name>", name)
		}
		object, _ := d.Root.Value().(map[string]any)
		for _, root := range slices.Sorted(maps.Keys(object)) {
			if _, taken := data[root]; taken {
				return fmt.Errorf("read data: %s: %q is defined by another file, too", name, root)
			}
			data[root] = object[root]
		}
	}
	return nil
}

// readStates reads and joins the snapshots; none at all is no state.
func readStates(names []string) (*evaluator.State, error) {
	var states []*evaluator.State
	for _, name := range names {
		text, err := os.ReadFile(name)
		if err != nil {
			return nil, fmt.Errorf("read state: %w", err)
		}
		state, err := snapshot.Read(text, name)
		if err != nil {
			return nil, fmt.Errorf("read state: %w", err)
		}
		states = append(states, state)
	}
	if len(states) == 0 {
		return nil, nil
	}
	return snapshot.Merge(states...)
}
