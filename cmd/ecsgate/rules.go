package main

import (
	"cmp"
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"

	"github.com/urfave/cli/v2"

	"github.com/ecsgate/ecsgate/cmd/ecsgate/internal/usage"
	"github.com/ecsgate/ecsgate/evaluator"
	"github.com/ecsgate/ecsgate/evaluator/nearest"
	"github.com/ecsgate/ecsgate/evaluator/printable"
)

func rulesCommand(std streams) *cli.Command {
	return &cli.Command{
		Name:      "rules",
		Usage:     "show the catalogue of rules, or one of them; begin a rule of your own",
		ArgsUsage: "[ID | new NAME]",
		Description: `A rule is meant by its id, its name or an older name. The rules are those that check
would go by: the policies and data of the configuration count.

   ecsgate rules
   ecsgate rules ECS103
   ecsgate rules --policy policies --format json`,
		Flags: slices.Concat([]cli.Flag{
			&cli.StringFlag{Name: "format", Value: "text", Usage: "`FORMAT`: text, json, markdown"},
		}, policyFlags(), configurationFlags()),
		Subcommands: []*cli.Command{rulesNewCommand(std)},
		// That of a command with others below it ends without a line feed.
		CustomHelpTemplate: cli.SubcommandHelpTemplate + "\n",
		OnUsageError:       usage.OnError,
		HideHelpCommand:    true,
		Action: func(c *cli.Context) error {
			configured, known, err := catalogueOf(c, std)
			if err != nil {
				return err
			}
			rules, err := selectRules(known, c.Args().Slice())
			if err != nil {
				return err
			}
			switch format := c.String("format"); format {
			case "text":
				if c.Args().Present() {
					_, width := std.terminal()
					return writeRule(std.stdout, rules[0], configured.decided(rules[0].ID), width)
				}
				return writeCatalogue(std.stdout, rules, configured.Settings())
			case "json":
				return printable.WriteJSON(std.stdout, rules, "  ")
			case "markdown":
				return writeMarkdown(std.stdout, rules)
			default:
				return usage.Error(fmt.Sprintf("--format %q: write text, json or markdown", format))
			}
		},
	}
}

// selectRules finds the rule of that id, name or alias.
func selectRules(rules []evaluator.Rule, arguments []string) ([]evaluator.Rule, error) {
	switch len(arguments) {
	case 0:
		return rules, nil
	case 1:
	default:
		return nil, usage.Error("name one rule, or none for all; flags come before the id")
	}
	for _, r := range rules {
		if strings.EqualFold(r.ID, arguments[0]) || r.Name == arguments[0] || slices.Contains(r.Aliases, arguments[0]) {
			return []evaluator.Rule{r}, nil
		}
	}
	known := []string{"new"}
	for _, r := range rules {
		known = append(known, r.ID, r.Name)
	}
	return nil, usage.Error(fmt.Sprintf("no rule %q: %s", arguments[0], nearest.Hint(arguments[0], known, "ecsgate rules lists them all")))
}

func writeCatalogue(w io.Writer, rules []evaluator.Rule, settings map[string]evaluator.Setting) error {
	var b strings.Builder
	for _, r := range rules {
		fmt.Fprintf(&b, "%-8s %-8s %s\n", r.ID, severityIn(settings, r), r.Title)
	}
	return writeText(w, b.String())
}

func writeRule(w io.Writer, r evaluator.Rule, decided string, width int) error {
	var b strings.Builder
	fmt.Fprintf(&b, "%s %s (%s)\n%s\n\n%s\n\n", r.ID, r.Name, r.Severity, r.Title, paragraph(r.Description, "", width))
	if decided != "" {
		fmt.Fprintf(&b, "decided     %s\n", decided)
	}
	fmt.Fprintf(&b, "applies to  %s\nreferences  %s\nsent        %s\n", list(r.Operations), list(r.References), r.Stored)
	fmt.Fprintf(&b, "needs       %s\n", list(r.Needs))
	if len(r.Searches) > 0 {
		fmt.Fprintf(&b, "searches    %s\n", list(r.Searches))
	}
	if len(r.Wants) > 0 {
		fmt.Fprintf(&b, "wants       %s\n", list(r.Wants))
	}
	for _, name := range slices.Sorted(maps.Keys(r.Parameters)) {
		fmt.Fprintf(&b, "parameter   %s%s: %s\n", name, ofType(r.ParameterTypes[name]), r.Parameters[name])
	}
	if !r.Waivable {
		b.WriteString("waivable    no: behind its finding nothing else is looked at\n")
	}
	fmt.Fprintf(&b, "do          %s\n", paragraph(r.Remediation, "            ", width))
	for _, link := range r.Links {
		fmt.Fprintf(&b, "read        %s\n", link.Ref)
	}
	fmt.Fprintf(&b, "\n%s:%d\n\n%s\n", r.File, r.Line, strings.ReplaceAll(r.Text, "\t", "    "))
	return writeText(w, b.String())
}

// usualWidth is where paragraphs are broken that go to no terminal.
const usualWidth = 100

// paragraph breaks a text into lines that begin alike.
func paragraph(text, indent string, width int) string {
	width = min(cmp.Or(width, usualWidth), usualWidth) - len(indent)
	return strings.Join(printable.Wrap(printable.Clean(text), max(width, 20)), "\n"+indent)
}

func ofType(t evaluator.ParameterType) string {
	if t == "" {
		return ""
	}
	return fmt.Sprintf(" (%s)", t)
}

func writeMarkdown(w io.Writer, rules []evaluator.Rule) error {
	var b strings.Builder
	b.WriteString("| id | rule | severity | says | needs |\n|---|---|---|---|---|\n")
	for _, r := range rules {
		fmt.Fprintf(&b, "| %s | %s | %s | %s | %s |\n", r.ID, r.Name, r.Severity, r.Title, list(slices.Concat(r.Needs, r.Searches, r.Wants)))
	}
	return writeText(w, b.String())
}

// list writes names in one line, and says so when there are none.
func list[T ~string](names []T) string {
	if len(names) == 0 {
		return "nothing"
	}
	texts := make([]string, len(names))
	for i, name := range names {
		texts[i] = string(name)
	}
	return strings.Join(texts, ", ")
}
