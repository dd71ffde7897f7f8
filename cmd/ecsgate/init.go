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

	"github.com/ecsgate/ecsgate/cmd/ecsgate/internal/starter"
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
that it prints what to add.

   ecsgate init --dry-run
   ecsgate init
   ecsgate init --ci gitlab infra

Exit codes: 0 done, even if nothing was left to write; 2 a failure.`,
		Flags: []cli.Flag{
			&cli.StringSliceFlag{Name: "ci", Usage: "write the job of `SYSTEM`: " + strings.Join(ciNames(), ", ") + " (repeatable; default: what is in use)"},
			&cli.BoolFlag{Name: "dry-run", Usage: "print what would be written, and write nothing"},
		},
		OnUsageError:    onUsageError,
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
		return nil, usageError("name one directory, or none for this one")
	}
	if info, err := os.Stat(i.directory); err != nil {
		return nil, fmt.Errorf("look at repository: %w", err)
	} else if !info.IsDir() {
		return nil, usageError(i.directory + " is no directory")
	}
	for _, name := range distinct(c.StringSlice("ci")) {
		n := slices.Index(ciNames(), name)
		if n < 0 {
			return nil, usageError(fmt.Sprintf("--ci %q: %s", name, nearest.Hint(name, ciNames(), "write "+enumerate(ciNames(), "or"))))
		}
		i.systems = append(i.systems, starter.Systems()[n])
	}
	return i, nil
}

func ciNames() []string {
	var names []string
	for _, ci := range starter.Systems() {
		names = append(names, ci.Name)
	}
	return names
}

// run looks, writes, and tells what it did.
func (i *initialisation) run() error {
	found := i.look()
	drafts, err := i.drafts(found)
	if err != nil {
		return err
	}
	var said strings.Builder
	said.WriteString(found.text())
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
func (i *initialisation) settle(d draft, said *strings.Builder) error {
	switch {
	case d.done && d.name == config.FileName:
		fmt.Fprintf(said, "kept   %s, as it exists\n", d.name)
	case d.done:
		fmt.Fprintf(said, "kept   %s: ecsgate is in it\n", d.name)
	case d.exists:
		fmt.Fprintf(said, "kept   %s, as it exists; what to add:\n\n%s\n", d.name, indented(d.addition))
	case i.dry:
		fmt.Fprintf(said, "would write %s:\n\n%s\n", d.name, indented(string(d.text)))
	default:
		if err := writeStarter(filepath.Join(i.directory, filepath.FromSlash(d.name)), d.text); err != nil {
			return fmt.Errorf("write %s: %w", d.name, err)
		}
		fmt.Fprintf(said, "wrote  %s\n", d.name)
	}
	return nil
}

func writeStarter(name string, text []byte) error {
	if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		return err
	}
	err := createFile(name, text)
	switch {
	case err == nil:
		return nil
	case !errors.Is(err, fs.ErrExist): // what is half written must not look like a configuration
		_ = os.Remove(name)
	}
	return about(name, err)
}

// next says what to do then.
func (i *initialisation) next(found surroundings, drafts []draft) string {
	news := slices.ContainsFunc(drafts, func(d draft) bool { return !d.exists })
	if i.dry || !news {
		return ""
	}
	var b strings.Builder
	b.WriteString("\nnext:\n")
	here := ""
	if i.directory != "." {
		here = "cd " + i.directory + " && "
	}
	fmt.Fprintf(&b, "  %s%s\n", here, found.first())
	if len(found.Snapshots) == 0 {
		b.WriteString("  ecsgate snapshot --output account.json   # then state: [account.json] in " + config.FileName + "\n")
	}
	if found.root {
		b.WriteString("  pre-commit install\n")
	}
	if found.Bare {
		b.WriteString("and when there is a manifest (ecsgate kinds lists what is one):\n")
		fmt.Fprintf(&b, "  %secsgate check DIR\n", here)
	}
	return b.String()
}

// first is a command that has something to judge here. Without a manifest that is
// the account as a snapshot has it, or else a command line.
func (r *surroundings) first() string {
	switch {
	case !r.Bare:
		return "ecsgate check " + strings.Join(r.Paths, " ")
	case len(r.Snapshots) > 0:
		return "ecsgate audit   # there is no manifest yet"
	}
	return "ecsgate check -- aws ecs run-task --task-definition web:41   # there is no manifest yet"
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
