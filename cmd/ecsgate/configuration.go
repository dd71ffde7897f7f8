package main

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/urfave/cli/v2"

	"github.com/ecsgate/ecsgate/cmd/ecsgate/internal/disk"
	"github.com/ecsgate/ecsgate/cmd/ecsgate/internal/usage"
	"github.com/ecsgate/ecsgate/evaluator/config"
	"github.com/ecsgate/ecsgate/evaluator/manifest"
	"github.com/ecsgate/ecsgate/evaluator/report"
)

// configurationFlags say where the configuration is.
func configurationFlags() []cli.Flag {
	return []cli.Flag{
		&cli.StringFlag{Name: "config", Usage: "read the configuration in `FILE` (default: " + config.FileName + ", here or in a directory above)"},
		&cli.BoolFlag{Name: "no-config", Usage: "read no configuration"},
	}
}

// configuration is what the file says, as one command uses it.
type configuration struct {
	*config.Config
	// here is the working directory, home that of the file, both without symbolic
	// links; from is the way from the one to the other.
	here, home, from string
	// flagged are the flags that the command line gives itself.
	flagged map[string]bool
}

// readConfiguration reads the configuration before anything else. Where there is
// none it says nothing.
func readConfiguration(c *cli.Context, std streams) (*configuration, error) {
	if err := refuseEmpty(c); err != nil {
		return nil, err
	}
	name := c.String("config")
	if name != "" && c.Bool("no-config") {
		return nil, usage.Error("--config and --no-config: give only one of them")
	}
	r := &configuration{Config: &config.Config{}, flagged: map[string]bool{}}
	for _, flag := range c.Command.Flags {
		r.flagged[flag.Names()[0]] = c.IsSet(flag.Names()[0])
	}
	if _, reads := r.flagged["config"]; !reads {
		return r, nil
	}
	here, err := os.Getwd()
	if err != nil {
		return nil, fmt.Errorf("read configuration: %w", err)
	}
	r.here = disk.Real(here)
	if name == "" && !c.Bool("no-config") {
		if name, err = findConfiguration(r.here); err != nil {
			return nil, fmt.Errorf("read configuration: %w", err)
		}
	}
	r.home, r.from = r.here, "."
	if name == "" {
		return r, nil
	}
	now, err := timeOf(c, std)
	if err != nil {
		return nil, err
	}
	return r, r.read(std, name, now)
}

func (r *configuration) read(std streams, name string, now time.Time) error {
	text, err := os.ReadFile(name)
	if err != nil {
		return fmt.Errorf("read configuration: %w", err)
	}
	r.Config, err = config.Read(text, config.Options{
		Name: filepath.ToSlash(name), Now: now, Operations: manifest.Requests(), Formats: report.Formats(),
	})
	if err != nil {
		return fmt.Errorf("read configuration: %w", err)
	}
	std.tell("read the configuration %s", filepath.ToSlash(name))
	r.from = filepath.Dir(name)
	r.home = disk.Real(r.from)
	return nil
}

// findConfiguration looks for the file from a directory upward: to the root of the
// repository, or else of the file system. The name is relative to the directory.
func findConfiguration(directory string) (string, error) {
	for up := "."; ; up = filepath.Join(up, "..") {
		found, err := disk.Exists(filepath.Join(directory, config.FileName))
		if found || err != nil {
			return filepath.Join(up, config.FileName), err
		}
		if root, err := disk.Exists(filepath.Join(directory, ".git")); root || err != nil {
			return "", err
		}
		parent := filepath.Dir(directory)
		if parent == directory {
			return "", nil
		}
		directory = parent
	}
}

// path names a file of the configuration from the working directory.
func (r *configuration) path(name string) string {
	if filepath.IsAbs(name) {
		return name
	}
	return filepath.Join(r.from, filepath.FromSlash(name))
}

// relative names a file of the run from the directory of the configuration; "":
// it is no file, or there is no way to it.
func (r *configuration) relative(name string) string {
	if name == "-" || strings.HasPrefix(name, "--") {
		return ""
	}
	if filepath.IsAbs(name) {
		name = filepath.Join(disk.Real(filepath.Dir(name)), filepath.Base(name))
	} else {
		name = filepath.Join(r.here, filepath.FromSlash(name))
	}
	name, err := filepath.Rel(r.home, name)
	if err != nil {
		return ""
	}
	return filepath.ToSlash(name)
}
