package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/urfave/cli/v2"

	"github.com/ecsgate/ecsgate/cmd/ecsgate/internal/disk"
	"github.com/ecsgate/ecsgate/cmd/ecsgate/internal/starter"
	"github.com/ecsgate/ecsgate/cmd/ecsgate/internal/survey"
	"github.com/ecsgate/ecsgate/cmd/ecsgate/internal/usage"
	"github.com/ecsgate/ecsgate/evaluator/config"
	"github.com/ecsgate/ecsgate/evaluator/nearest"
)

func initCommand(std streams) *cli.Command {
	return &cli.Command{
		Name:      "init",
		Usage:     "write a first configuration, a hook for commits and a job for CI",
		ArgsUsage: "[DIR]",
		Description: `Looks at what the repository in DIR (default: here) holds: manifests, snapshots of
an account, rules of your own, a CI system. Then it writes .ecsgate.yaml,
.pre-commit-config.yaml and a job for CI that fit. What exists stays as it is: of
that it prints what to add. What git ignores is left out, as no job has it.

   ecsgate init --dry-run
   ecsgate init
   ecsgate init --ci gitlab infra

Exit codes: 0 done, even if nothing was left to write; 2 a failure.`,
		Flags: []cli.Flag{
			&cli.StringSliceFlag{Name: "ci", Usage: "write the job of `SYSTEM`: " + strings.Join(starter.Names(), ", ") + " (repeatable; default: what is in use)"},
			&cli.BoolFlag{Name: "dry-run", Usage: "print what would be written, and write nothing"},
		},
		OnUsageError:    usage.OnError,
		HideHelpCommand: true,
		Action: func(c *cli.Context) error {
			i, err := readInit(c, std)
			if err != nil {
				return err
			}
			return i.run()
		},
	}
}

// initialisation is what a command line asks init to do.
type initialisation struct {
	streams
	directory string
	systems   []starter.CI
	dry       bool
	// ignored is what git ignores below the directory.
	ignored []string
}

func readInit(c *cli.Context, std streams) (*initialisation, error) {
	i := &initialisation{streams: std, directory: ".", dry: c.Bool("dry-run")}
	if err := refuseEmpty(c); err != nil {
		return nil, err
	}
	if err := refuseLateFlags(c.Args().Slice()); err != nil {
		return nil, err
	}
	switch c.NArg() {
	case 0:
	case 1:
		i.directory = filepath.Clean(c.Args().First())
	default:
		return nil, usage.Error("name one directory, or none for this one")
	}
	if info, err := os.Stat(i.directory); err != nil {
		return nil, fmt.Errorf("look at repository: %w", err)
	} else if !info.IsDir() {
		return nil, usage.Error(i.directory + " is no directory")
	}
	for _, name := range distinct(c.StringSlice("ci")) {
		n := slices.Index(starter.Names(), name)
		if n < 0 {
			return nil, usage.Error(fmt.Sprintf("--ci %q: %s", name, nearest.Hint(name, starter.Names(), "write "+usage.Enumerate(starter.Names(), "or"))))
		}
		i.systems = append(i.systems, starter.Systems()[n])
	}
	i.ignored = ignoredBy(c.Context, i.directory)
	return i, nil
}

// run looks, writes, and tells what it did.
func (i *initialisation) run() error {
	found := survey.Look(i.directory, survey.Options{
		Ref: thisBuild().ref(), Systems: i.systems, Open: openHere, Ignored: i.ignored,
		Loads: func(directories []string) error {
			_, err := loadPolicies(directories, nil)
			return err
		},
	})
	drafts, err := found.Drafts()
	if err != nil {
		return err
	}
	var said strings.Builder
	said.WriteString(found.Text())
	for _, d := range drafts {
		if err := i.settle(d, &said); err != nil {
			_ = writeText(i.stdout, said.String())
			return err
		}
	}
	said.WriteString(i.next(found, drafts))
	return writeText(i.stdout, said.String())
}

// settle writes a draft, or says why not.
func (i *initialisation) settle(d survey.Draft, said *strings.Builder) error {
	switch {
	case d.Done && d.Name == config.FileName:
		fmt.Fprintf(said, "kept   %s, as it exists\n", d.Name)
	case d.Done:
		fmt.Fprintf(said, "kept   %s: ecsgate is in it\n", d.Name)
	case d.Exists:
		fmt.Fprintf(said, "kept   %s, as it exists; what to add:\n\n%s\n", d.Name, indented(d.Addition))
	case i.dry:
		fmt.Fprintf(said, "would write %s:\n\n%s\n", d.Name, indented(string(d.Text)))
	default:
		if err := writeStarter(filepath.Join(i.directory, filepath.FromSlash(d.Name)), d.Text); err != nil {
			return fmt.Errorf("write %s: %w", d.Name, err)
		}
		fmt.Fprintf(said, "wrote  %s\n", d.Name)
	}
	return nil
}

func writeStarter(name string, text []byte) error {
	if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		return err
	}
	err := disk.Create(name, text)
	switch {
	case err == nil:
		return nil
	case !errors.Is(err, fs.ErrExist): // what is half written must not look like a configuration
		_ = os.Remove(name)
	}
	return disk.About(name, err)
}

func indented(text string) string {
	lines := strings.Split(strings.TrimSuffix(text, "\n"), "\n")
	for i, line := range lines {
		if line != "" {
			lines[i] = "    " + line
		}
	}
	return strings.Join(lines, "\n") + "\n"
}
