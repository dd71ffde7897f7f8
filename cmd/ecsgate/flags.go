package main

import (
	"fmt"
	"slices"
	"strings"

	"github.com/urfave/cli/v2"

	"github.com/ecsgate/ecsgate/cmd/ecsgate/internal/usage"
	"github.com/ecsgate/ecsgate/evaluator/policykit"
	"github.com/ecsgate/ecsgate/evaluator/report"
)

// checkFlags are the flags of check, in the order of its help.
func checkFlags() []cli.Flag {
	return slices.Concat([]cli.Flag{
		&cli.StringSliceFlag{Name: "state", Usage: "judge against the snapshot in `FILE` (repeatable: other accounts and Regions)"},
		&cli.BoolFlag{Name: "live", Usage: "judge against the account as it is now"},
		&cli.BoolFlag{Name: "offline", Usage: "judge without any state: rules that need it are undecided by choice"},
		&cli.StringFlag{Name: "max-state-age", Usage: "do not admit anything on state older than `TIME` (2h, 7d)"},
		&cli.StringFlag{Name: "now", Usage: "judge as of `TIME` (RFC 3339) instead of the clock"},

		&cli.StringSliceFlag{Name: "deregister", Usage: "a revision that somebody wants to deregister, as family:N or ARN (`REF`, repeatable)"},
		&cli.StringSliceFlag{Name: "delete", Usage: "a revision that somebody wants to delete (`REF`, repeatable)"},
		&cli.StringSliceFlag{Name: "proposals", Usage: "read proposed deregistrations and deletions from `FILE` (lines or JSON, repeatable)"},
		&cli.StringSliceFlag{Name: "context", Usage: "read the file or directory `PATH` for the change as a whole, but do not report it (repeatable)"},
		&cli.BoolFlag{Name: "any-files", Usage: "files that are no manifest are fine (for hooks)"},

		&cli.StringSliceFlag{Name: "region", Usage: "the `REGION` of requests that do not name one (several: they may mean any of them)"},
		&cli.StringFlag{Name: "account", Usage: "the account `ID` of requests that do not name one"},
		&cli.StringFlag{Name: "cluster", Usage: "the cluster `NAME` of requests that do not name one"},
		&cli.StringFlag{Name: "service", Usage: "the service `NAME` of requests that do not name one"},
		&cli.StringFlag{Name: "operation", Usage: "the `ACTION` of every AWS CLI file, such as RunTask"},
		&cli.StringSliceFlag{Name: "param", Usage: "the value of a template's parameter, as `NAME=VALUE` (repeatable)"},
		&cli.StringFlag{Name: "stack", Usage: "the template is deployed as the CloudFormation stack `NAME`: look up what that holds now"},

		&cli.StringSliceFlag{Name: "env", Usage: "the value of a variable that scripts and workflows take from outside, as `NAME=VALUE` (repeatable)"},

		&cli.BoolFlag{Name: "print-input", Usage: "print what the rules would read, one JSON document a line, and stop"},
	}, reportFlags(), configurationFlags(), loudnessFlags(), liveFlags())
}

// reportFlags say by what is judged, and how that is told.
func reportFlags() []cli.Flag {
	return append(policyFlags(),
		&cli.StringSliceFlag{Name: "format", Usage: "report as `NAME[=FILE]`: " + strings.Join(report.Formats(), ", ") + " (repeatable)"},
		&cli.StringFlag{Name: "fail-on", Value: "error", Usage: "the least `SEVERITY` that fails: error, warning, info"},
		&cli.BoolFlag{Name: "strict", Usage: "fail, too, on what cannot be resolved or is outside the state"},
		&cli.BoolFlag{Name: "explain", Usage: "show the facts that decided, with their age"},
		&cli.StringFlag{Name: "baseline", Usage: "findings in `FILE` are known and do not fail"},
		&cli.StringFlag{Name: "write-baseline", Usage: "write today's findings to `FILE`"},
	)
}

// policyFlags say which rules judge.
func policyFlags() []cli.Flag {
	return []cli.Flag{
		&cli.StringSliceFlag{Name: "policy", Usage: "load the rules of `DIR`, too (repeatable)"},
		&cli.StringSliceFlag{Name: "data", Usage: "merge the JSON or YAML `FILE` into the policies' data (repeatable)"},
		&cli.StringSliceFlag{Name: "bundle", Usage: "judge by the rules in the bundle `FILE` instead of the built-in ones (see ecsgate bundle)"},
		&cli.StringFlag{Name: "verification-key", Usage: "refuse a bundle that is not signed with the key in `FILE`"},
		&cli.StringFlag{Name: "signing-alg", Value: policykit.DefaultAlgorithm, Usage: "the `ALGORITHM` of the bundle's signature"},
	}
}

// refuseEmpty refuses flags without a value: they are what a script makes of a
// variable that is not set. Of an empty proposal a rule speaks.
func refuseEmpty(c *cli.Context) error {
	for _, flag := range c.Command.Flags {
		name := flag.Names()[0]
		var values []string
		switch flag.(type) {
		case *cli.StringFlag:
			values = []string{c.String(name)}
		case *cli.StringSliceFlag:
			values = c.StringSlice(name)
		}
		if c.IsSet(name) && slices.Contains(values, "") && name != "deregister" && name != "delete" {
			return usage.Error(fmt.Sprintf("--%s has no value: give it one, or leave it out", name))
		}
	}
	return nil
}
