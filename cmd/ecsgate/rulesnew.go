package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/urfave/cli/v2"

	"github.com/ecsgate/ecsgate/cmd/ecsgate/internal/disk"
	"github.com/ecsgate/ecsgate/cmd/ecsgate/internal/usage"
	"github.com/ecsgate/ecsgate/evaluator"
	"github.com/ecsgate/ecsgate/evaluator/policykit"
)

// usualPolicies is where rules of one's own stand unless somebody says so.
const usualPolicies = "policy"

func rulesNewCommand(std streams) *cli.Command {
	return &cli.Command{
		Name:      "new",
		Usage:     "write the beginning of a rule of your own, and of its test",
		ArgsUsage: "NAME",
		Description: `Writes DIR/NAME/NAME.rego, a rule that loads and speaks, with all of its
METADATA, and a test that passes. NAME is the rule's package; with dots each part
is a directory. What exists stays as it is.

   ecsgate rules new --id ACME101 --operations RunTask,CreateService acme.sandbox
   ecsgate test policy

Exit codes: 0 written; 2 a failure.`,
		Flags: []cli.Flag{
			&cli.StringFlag{Name: "dir", Value: usualPolicies, Usage: "the directory `DIR` of your rules"},
			&cli.StringFlag{Name: "id", Usage: "the rule's `ID`, such as ACME101 (default: a free one)"},
			&cli.StringFlag{Name: "operations", Value: "RunTask,CreateService,UpdateService", Usage: "the `ACTIONS` that it judges, with commas between them"},
			&cli.StringFlag{Name: "severity", Value: "error", Usage: "the gravest `SEVERITY` that it gives: error, warning, info"},
		},
		OnUsageError:    usage.OnError,
		HideHelpCommand: true,
		Action:          func(c *cli.Context) error { return std.newRule(c) },
	}
}

func (s streams) newRule(c *cli.Context) error {
	names := c.Args().Slice()
	if err := errors.Join(refuseEmpty(c), refuseLateFlags(names)); err != nil {
		return err
	}
	if len(names) != 1 {
		return usage.Error("name one rule: ecsgate rules new [flags] NAME")
	}
	directory := c.String("dir")
	packs, rules, err := rulesBeside(directory)
	if err != nil {
		return err
	}
	rule := policykit.Scaffold{Name: names[0], ID: c.String("id"), Severity: evaluator.Severity(c.String("severity"))}
	for name := range strings.SplitSeq(c.String("operations"), ",") {
		rule.Operations = append(rule.Operations, evaluator.Action(strings.TrimSpace(name)))
	}
	if rule.ID == "" {
		rule.ID = policykit.FreeID(rule.Name, rules)
	}
	files, err := rule.Files()
	if err != nil {
		return err
	}
	for _, f := range files {
		name := filepath.Join(directory, f.Name)
		if _, err := os.Lstat(name); err == nil {
			return existsAlready(name)
		}
	}
	if err := policykit.TryScaffold(directory, files, packs); err != nil {
		return err
	}
	for i := range files {
		files[i].Name = filepath.Join(directory, files[i].Name)
	}
	if err := writeNew(files); err != nil {
		return err
	}
	return writeText(s.stdout, nextSteps(directory, rule.ID, files))
}

// rulesBeside are those that the new one must go with: the built-in ones, and
// those that the directory holds already.
func rulesBeside(directory string) ([]evaluator.Pack, []evaluator.Rule, error) {
	packs := bundledPacks()
	if _, err := os.Stat(directory); err == nil {
		own, err := userPacks([]string{directory})
		if err != nil {
			return nil, nil, err
		}
		if core, err := evaluator.New(evaluator.Options{Packs: append(bundledPacks(), own...)}); err == nil {
			return append(packs, own...), core.Rules(), nil
		}
		// What does not load there, or is not finished, is not this rule's matter.
	}
	core, err := evaluator.New(evaluator.Options{Packs: packs})
	if err != nil {
		return nil, nil, err
	}
	return packs, core.Rules(), nil
}

// writeNew writes files of which none may exist: all of them, or none.
func writeNew(files []policykit.ScaffoldFile) error {
	for i, f := range files {
		err := os.MkdirAll(filepath.Dir(f.Name), 0o755)
		if err == nil {
			err = disk.Create(f.Name, f.Text)
		}
		if err == nil {
			continue
		}
		for _, written := range files[:i] {
			err = errors.Join(err, os.Remove(written.Name))
		}
		if errors.Is(err, fs.ErrExist) {
			return existsAlready(f.Name)
		}
		return fmt.Errorf("write rule: %w", err)
	}
	return nil
}

func existsAlready(name string) error {
	return fmt.Errorf("write rule: %s exists already, and stays as it is", name)
}

func nextSteps(directory, id string, files []policykit.ScaffoldFile) string {
	return fmt.Sprintf(`%s: the rule %s
%s: its tests

Next:
  write what the rule is about into its METADATA, its condition and its message
  ecsgate test %s
  ecsgate check --policy %s --offline FILE
`, files[0].Name, id, files[1].Name, directory, directory)
}
