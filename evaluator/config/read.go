package config

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"time"

	"github.com/ecsgate/ecsgate/evaluator"
	"github.com/ecsgate/ecsgate/evaluator/document"
)

// Options are what a configuration is read by.
type Options struct {
	// Name is that of the file, for messages.
	Name string
	// Now is the time of the run.
	Now time.Time
	// Operations and Formats are the names that there are.
	Operations []evaluator.Action
	Formats    []string
}

// Read reads a configuration. What it does not know it refuses: a misspelt key
// would silently change nothing. Errors begin with "name:line:column:".
func Read(data []byte, options Options) (*Config, error) {
	r := &reader{options: options, config: &Config{File: options.Name, keys: map[string]document.Field{}}}
	if err := r.read(data); err != nil {
		return nil, fmt.Errorf("%s:%w", options.Name, err)
	}
	return r.config, nil
}

type reader struct {
	options Options
	config  *Config
}

func (r *reader) read(data []byte) error {
	documents, err := document.Read(data)
	if err != nil {
		return err
	}
	root := documents[0].Root
	switch {
	case len(documents) > 1:
		return refuse(documents[1].Root.Position, "a second document: a configuration is one")
	case root.Kind == document.Null:
		return refuse(root.Position, "the configuration says nothing: begin with version: %d", Version)
	}
	if version := root.Get("version"); version != nil {
		if n, ok := version.Int(); !ok || version.Kind != document.Number || n != Version {
			return refuse(version.Position, "\"version\" must be %d, the only one that this ecsgate reads", Version)
		}
	}
	if err := r.root(root); err != nil {
		return err
	}
	if !root.Has("version") {
		return refuse(root.Position, "the configuration has no \"version\": begin with version: %d", Version)
	}
	return r.checkLives()
}

func (r *reader) root(root *document.Node) error {
	c := r.config
	err := object(root, "the configuration", fields{
		"version":         func(*document.Node) error { c.Version = Version; return nil },
		"paths":           each(&c.Paths, manifestPath),
		"state":           texts(&c.State),
		"live":            boolean(&c.Live),
		"offline":         boolean(&c.Offline),
		"max-state-age":   age(&c.MaxStateAge),
		"regions":         each(&c.Regions, region),
		"account":         account(&c.Account),
		"cluster":         text(&c.Cluster),
		"targets":         r.targets,
		"rules":           r.rules,
		"policies":        texts(&c.Policies),
		"data":            texts(&c.Data),
		"fail-on":         severity(&c.FailOn),
		"strict":          boolean(&c.Strict),
		"formats":         each(&c.Formats, r.format),
		"baseline":        text(&c.Baseline),
		"max-waiver-life": r.waiverLife,
		"waivers":         r.waivers,
	})
	if err != nil {
		return err
	}
	for _, field := range root.Fields {
		c.keys[field.Name] = field
	}
	return r.checkState()
}

// checkState refuses a configuration that judges against more than one thing.
func (r *reader) checkState() error {
	c := r.config
	var given []document.Position
	for key, is := range map[string]bool{"state": len(c.State) > 0, "live": c.Live, "offline": c.Offline} {
		if is {
			given = append(given, c.keys[key].Position)
		}
	}
	if len(given) < 2 {
		return nil
	}
	slices.SortFunc(given, func(a, b document.Position) int { return cmp.Or(a.Line-b.Line, a.Column-b.Column) })
	return refuse(given[1], "give only one of \"state\", \"live\" and \"offline\"")
}

// checkLives refuses waivers that end too far ahead, once it is known how far.
func (r *reader) checkLives() error {
	for _, w := range r.config.Waivers {
		if problem := r.config.checkLife(w.Until, r.options.Now); problem != "" {
			return refuse(w.Position, "%s", problem)
		}
	}
	return nil
}

// fields say how the value of each key of an object is read.
type fields map[string]func(*document.Node) error

// object reads an object, key by key.
func object(node *document.Node, what string, known fields) error {
	if node.Tag != "" || node.Kind != document.Mapping {
		return refuse(node.Position, "%s must be an object, not a %s", what, kindOf(node))
	}
	for _, field := range node.Fields {
		read, ok := known[field.Name]
		if !ok {
			return refuse(field.Position, "unknown key %.40q of %s: %s", field.Name, what, suggest(field.Name, slices.Sorted(maps.Keys(known))))
		}
		if field.Value.Kind == document.Null && field.Value.Tag == "" {
			return refuse(field.Position, "%q has no value: give it one, or leave it out", field.Name)
		}
		if err := read(field.Value); err != nil {
			return err
		}
	}
	return nil
}

// kindOf names what a value is; a tagged one is not what it looks like.
func kindOf(node *document.Node) string {
	if node.Tag != "" {
		return fmt.Sprintf("value tagged %.40q", node.Tag)
	}
	return node.Kind.String()
}
