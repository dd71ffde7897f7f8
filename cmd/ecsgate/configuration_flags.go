package main

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/urfave/cli/v2"

	"github.com/ecsgate/ecsgate/cmd/ecsgate/internal/disk"
)

// flagValue is what the configuration says under a key, and the flag that says
// the same.
type flagValue struct {
	key, flag string
	values    []string
	// adds: what the flag says is added to the configuration, and does not take its
	// place. Rules that somebody forgot to name again must not be lost.
	adds bool
}

// flagValues are what the configuration says that flags can say. Of the first
// three only one is ever given.
func (r *configuration) flagValues() []flagValue {
	return []flagValue{
		{key: "state", flag: "state", values: r.paths(r.State)},
		{key: "live", flag: "live", values: yes(r.Live)},
		{key: "offline", flag: "offline", values: yes(r.Offline)},
		{key: "max-state-age", flag: "max-state-age", values: positive(r.MaxStateAge)},
		{key: "regions", flag: "region", values: r.Regions},
		{key: "account", flag: "account", values: given(r.Account)},
		{key: "cluster", flag: "cluster", values: given(r.Cluster)},
		{key: "policies", flag: "policy", values: r.paths(r.Policies), adds: true},
		{key: "data", flag: "data", values: r.paths(r.Data), adds: true},
		{key: "fail-on", flag: "fail-on", values: given(string(r.FailOn))},
		{key: "strict", flag: "strict", values: yes(r.Strict)},
		{key: "formats", flag: "format", values: r.formats()},
		{key: "baseline", flag: "baseline", values: r.paths(given(r.Baseline))},
	}
}

func given(text string) []string {
	if text == "" {
		return nil
	}
	return []string{text}
}

func yes(is bool) []string {
	if !is {
		return nil
	}
	return []string{strconv.FormatBool(is)}
}

func positive[T interface {
	~int64
	fmt.Stringer
}](n T) []string {
	if n == 0 {
		return nil
	}
	return []string{n.String()}
}

func (r *configuration) paths(names []string) []string {
	var paths []string
	for _, name := range names {
		paths = append(paths, r.path(name))
	}
	return paths
}

// formats are those of the configuration, their files named from here.
func (r *configuration) formats() []string {
	var formats []string
	for _, format := range r.Formats {
		if name, file, ok := strings.Cut(format, "="); ok {
			format = name + "=" + r.path(file)
		}
		formats = append(formats, format)
	}
	return formats
}

// fill gives the flags that the command line leaves out the values that the
// configuration has under these keys.
func (r *configuration) fill(c *cli.Context, keys ...string) error {
	for _, v := range r.flagValues() {
		if !slices.Contains(keys, v.key) || r.wins(v) {
			continue
		}
		if err := r.refuseAbsent(v.key); err != nil {
			return err
		}
		for _, value := range v.values {
			if v.adds && slices.ContainsFunc(c.StringSlice(v.flag), func(other string) bool { return disk.Real(other) == disk.Real(value) }) {
				continue
			}
			if err := c.Set(v.flag, value); err != nil {
				return fmt.Errorf("read configuration: %s: %s: %w", r.File, v.key, err)
			}
		}
	}
	return nil
}

// wins reports whether a flag takes the place of a value of the configuration.
func (r *configuration) wins(v flagValue) bool {
	switch v.key {
	case "state", "live", "offline":
		return r.flagged["state"] || r.flagged["live"] || r.flagged["offline"]
	case "policies", "data": // a bundle stands instead of them
		return r.flagged["bundle"]
	case "baseline":
		return r.flagged["baseline"] || r.flagged["write-baseline"]
	}
	return !v.adds && r.flagged[v.flag]
}

// configureCheck reads the configuration of a command that judges files.
func configureCheck(c *cli.Context, std streams) (*configuration, error) {
	r, err := readConfiguration(c, std)
	if err != nil {
		return nil, err
	}
	return r, r.fill(c, "state", "live", "offline", "max-state-age", "regions", "account", "cluster",
		"policies", "data", "fail-on", "strict", "formats", "baseline")
}

// configureStanding reads that of a command that judges the account itself. What
// is in a snapshot is looked at as a whole.
func configureStanding(c *cli.Context, std streams) (*configuration, error) {
	r, err := readConfiguration(c, std)
	if err != nil {
		return nil, err
	}
	keys := []string{"state", "live", "max-state-age", "policies", "data"}
	if c.Command.Name == "audit" { // the others have a --format of their own
		keys = append(keys, "fail-on", "strict", "formats", "baseline")
	}
	if err := r.fill(c, keys...); err != nil {
		return nil, err
	}
	if c.Bool("live") {
		return r, r.fill(c, "regions", "account")
	}
	return r, nil
}
