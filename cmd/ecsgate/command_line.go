package main

import (
	"os"
	"slices"

	"github.com/ecsgate/ecsgate/cmd/ecsgate/internal/usage"
	"github.com/ecsgate/ecsgate/evaluator/manifest"
)

// commandLine is what follows "--": the words of the AWS command line that
// somebody is about to run. It is nil without "--".
type commandLine []string

// cutCommandLine takes the command line off the arguments of check. It must come
// before flags are read, which lose where "--" stood.
func cutCommandLine(args []string) ([]string, commandLine) {
	end := slices.Index(args, "--")
	if end < 0 || !slices.Contains(args[:end], "check") || namesPaths(args[end+1:]) {
		return args, nil
	}
	return args[:end], append(commandLine{}, args[end+1:]...)
}

// namesPaths reports whether words are paths and no command line: "--" also keeps
// names from being taken for flags.
func namesPaths(words []string) bool {
	if len(words) == 0 || manifest.IsCommandLine(words) {
		return false
	}
	_, err := os.Stat(words[0])
	return err == nil || words[0] == "-"
}

// refuse refuses a command line that got lost: it would pass.
func (l commandLine) refuse() error {
	if l != nil && len(l) == 0 {
		return usage.Error("nothing follows --: write the aws command line that is about to be run")
	}
	return nil
}

// files are what is read of the command line: one file or none.
func (l commandLine) files() []manifest.File {
	if l == nil {
		return nil
	}
	return []manifest.File{{Name: manifest.CommandLineName, CommandLine: l}}
}
