package main

import (
	"errors"
	"fmt"
	"io"
	"os"
	"strings"

	"github.com/urfave/cli/v2"

	"github.com/ecsgate/ecsgate/cmd/ecsgate/internal/disk"
	"github.com/ecsgate/ecsgate/cmd/ecsgate/internal/usage"
	"github.com/ecsgate/ecsgate/evaluator/policykit"
)

func bundleCommand(std streams) *cli.Command {
	return &cli.Command{
		Name:      "bundle",
		Usage:     "pack the built-in rules and your own as an OPA bundle",
		ArgsUsage: "[DIR …]",
		Description: `Writes one archive with the built-in rules and those of the directories, without
their tests: for check --bundle, and for any OPA. The same rules give the same
bytes. What does not load is not packed.

   ecsgate bundle --output bundle.tar.gz policy
   ecsgate bundle --output bundle.tar.gz --signing-key private.pem policy
   ecsgate check --bundle bundle.tar.gz --verification-key public.pem --live deploy/

Exit codes: 0 written; 2 a failure.`,
		Flags: []cli.Flag{
			&cli.StringFlag{Name: "output", Aliases: []string{"o"}, Usage: "write to `FILE` (-: standard output)"},
			&cli.StringSliceFlag{Name: "data", Usage: "pack the documents of the JSON or YAML `FILE`, too, such as parameters of rules (repeatable)"},
			&cli.StringFlag{Name: "signing-key", Usage: "sign with the private key, or the secret, in `FILE`"},
			&cli.StringFlag{Name: "signing-alg", Value: policykit.DefaultAlgorithm, Usage: "sign by `ALGORITHM`: RS256, PS256, ES256, HS256, each with 384 and 512, too"},
		},
		OnUsageError:    usage.OnError,
		HideHelpCommand: true,
		Action: func(c *cli.Context) error {
			return std.bundle(c)
		},
	}
}

func (s streams) bundle(c *cli.Context) error {
	directories := c.Args().Slice()
	if err := errors.Join(refuseEmpty(c), refuseLateFlags(directories)); err != nil {
		return err
	}
	output := c.String("output")
	if output == "" {
		return usage.Error("say where the bundle goes: --output bundle.tar.gz, or --output - for standard output")
	}
	key, err := signingKey(c)
	if err != nil {
		return err
	}
	own, err := userPacks(directories)
	if err != nil {
		return err
	}
	data, err := readData(c.StringSlice("data"))
	if err != nil {
		return err
	}
	bundle, err := policykit.MakeBundle(append(bundledPacks(), own...), data)
	if err != nil {
		return err
	}
	write := func(w io.Writer) error { return bundle.Write(w, key) }
	if output == "-" {
		return write(s.stdout)
	}
	if err := disk.Write(output, write); err != nil {
		return fmt.Errorf("write bundle: %w", err)
	}
	return writeText(s.stdout, bundleText(output, bundle, key))
}

func signingKey(c *cli.Context) (*policykit.SigningKey, error) {
	name, algorithm := c.String("signing-key"), c.String("signing-alg")
	if name == "" {
		if c.IsSet("signing-alg") {
			return nil, usage.Error("--signing-alg goes with --signing-key")
		}
		return nil, nil
	}
	if info, err := os.Stat(name); err == nil && !info.Mode().IsRegular() && strings.HasPrefix(algorithm, "HS") {
		return nil, usage.Error(fmt.Sprintf("--signing-key %s: a secret is read twice, so it must be in a regular file", name))
	}
	text, err := readKey(name, algorithm)
	return &policykit.SigningKey{File: name, Algorithm: algorithm, Text: text}, err
}

func bundleText(output string, bundle *policykit.Bundle, key *policykit.SigningKey) string {
	signed := "not signed"
	if key != nil {
		signed = "signed with " + key.Algorithm
	}
	return fmt.Sprintf("%s: %d rules, %s\nroots: %s\nrevision: %s\n", output, len(bundle.Rules), signed, strings.Join(bundle.Roots, ", "), bundle.Revision)
}
