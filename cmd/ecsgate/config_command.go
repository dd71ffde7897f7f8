package main

import (
	"github.com/urfave/cli/v2"

	"github.com/ecsgate/ecsgate/cmd/ecsgate/internal/usage"
	"github.com/ecsgate/ecsgate/evaluator/config"
)

func configCommand(std streams) *cli.Command {
	return &cli.Command{
		Name:  "config",
		Usage: "show the configuration, or what one may hold",
		Description: `A configuration is a file ` + config.FileName + ` in the working directory or in one above,
up to the root of the repository. check, audit, prune, rules and snapshot read it;
flags win over it.

   ecsgate config show              what holds here, and where it is from
   ecsgate config schema            its JSON schema, for editors`,
		Subcommands:     []*cli.Command{configShowCommand(std), configSchemaCommand(std)},
		OnUsageError:    usage.OnError,
		HideHelpCommand: true,
		Action: func(c *cli.Context) error {
			if name := c.Args().First(); name != "" {
				return usage.UnknownCommand(c.Command, name)
			}
			return usage.Error("write config show or config schema")
		},
	}
}

func configShowCommand(std streams) *cli.Command {
	return &cli.Command{
		Name:  "show",
		Usage: "print what holds here as YAML, and where each value is from",
		Description: `Takes the flags of check that a configuration can stand for, and shows what check
would go by. A configuration that is not in order is refused, exit code 2.

   ecsgate config show
   ecsgate config show --config deploy/.ecsgate.yaml --fail-on warning`,
		Flags:           append(configurableFlags(), configurationFlags()...),
		OnUsageError:    usage.OnError,
		HideHelpCommand: true,
		Action: withoutArguments(func(c *cli.Context) error {
			configured, err := configureCheck(c, std)
			if err != nil {
				return err
			}
			if _, err := loadConfigured(c.StringSlice("policy"), c.StringSlice("data"), configured.Config); err != nil {
				return err
			}
			now, err := timeOf(c, std)
			if err != nil {
				return err
			}
			return writeText(std.stdout, configured.show(c, now))
		}),
	}
}

// configurableFlags are those of check for which the configuration has a key.
func configurableFlags() []cli.Flag {
	var flags []cli.Flag
	for _, flag := range checkFlags() {
		if flag.Names()[0] == "now" {
			flags = append(flags, flag)
		}
		for _, v := range (&configuration{Config: &config.Config{}}).flagValues() {
			if flag.Names()[0] == v.flag {
				flags = append(flags, flag)
			}
		}
	}
	return flags
}

func configSchemaCommand(std streams) *cli.Command {
	return &cli.Command{
		Name:  "schema",
		Usage: "print the JSON schema of a configuration",
		Description: `Editors complete and check a configuration whose first line names the file:
# yaml-language-server: $schema=ecsgate-config.json

   ecsgate config schema > ecsgate-config.json`,
		OnUsageError:    usage.OnError,
		HideHelpCommand: true,
		Action: withoutArguments(func(*cli.Context) error {
			_, err := std.stdout.Write(config.Schema())
			return err
		}),
	}
}
