package main

import (
	"fmt"
	"maps"
	"os"
	"slices"

	"github.com/ecsgate/ecsgate/evaluator"
	"github.com/ecsgate/ecsgate/evaluator/config"
	"github.com/ecsgate/ecsgate/evaluator/document"
	"github.com/ecsgate/ecsgate/evaluator/snapshot"
	"github.com/ecsgate/ecsgate/policies"
)

// loadPolicies makes an evaluator of the bundled rules and the user's own.
func loadPolicies(directories, dataFiles []string) (*evaluator.Evaluator, error) {
	return loadConfigured(directories, dataFiles, &config.Config{})
}

// loadConfigured also gives them the parameters of the configuration, and refuses
// one that speaks of other rules.
func loadConfigured(directories, dataFiles []string, c *config.Config) (*evaluator.Evaluator, error) {
	return loadBeside(bundledPacks(), map[string]any{}, directories, dataFiles, c)
}

// loadBeside makes an evaluator of packs and data, and of the user's own beside
// them.
func loadBeside(packs []evaluator.Pack, data map[string]any, directories, dataFiles []string, c *config.Config) (*evaluator.Evaluator, error) {
	own, err := userPacks(directories)
	if err != nil {
		return nil, err
	}
	for _, name := range dataFiles {
		if err := mergeData(data, name); err != nil {
			return nil, err
		}
	}
	addParameters(data, c)
	return evaluator.New(evaluator.Options{Packs: append(packs, own...), Data: data, Check: c.Check})
}

func bundledPacks() []evaluator.Pack {
	return []evaluator.Pack{{Name: "policies", FS: policies.FS(), Bundled: true}}
}

func userPacks(directories []string) ([]evaluator.Pack, error) {
	var packs []evaluator.Pack
	for _, directory := range directories {
		if info, err := os.Stat(directory); err != nil {
			return nil, fmt.Errorf("read policies: %w", err)
		} else if !info.IsDir() {
			return nil, fmt.Errorf("read policies: %s is not a directory", directory)
		}
		packs = append(packs, evaluator.Pack{Name: directory, FS: os.DirFS(directory)})
	}
	return packs, nil
}

// readData reads the documents of files.
func readData(files []string) (map[string]any, error) {
	data := map[string]any{}
	for _, name := range files {
		if err := mergeData(data, name); err != nil {
			return nil, err
		}
	}
	return data, nil
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
