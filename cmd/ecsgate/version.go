package main

import (
	"cmp"
	"fmt"
	"io"
	"runtime/debug"
	"strings"

	"github.com/urfave/cli/v2"

	"github.com/ecsgate/ecsgate/cmd/ecsgate/internal/usage"
)

// What a release is stamped with: -ldflags "-X main.releaseVersion=v1.2.3". Only
// the linker sets them. Without them the go command's own record counts, which
// knows nothing of a source without its history.
var releaseVersion, releaseCommit, releaseDate string

// build says which program this is.
type build struct {
	version, commit, date string
	// modified: the source was not quite that commit.
	modified   bool
	toolchain  string
	opaVersion string
}

// thisBuild is the build of the running program.
func thisBuild() build {
	info, ok := debug.ReadBuildInfo()
	if !ok {
		info = &debug.BuildInfo{}
	}
	return buildOf(info, build{version: releaseVersion, commit: releaseCommit, date: releaseDate})
}

// buildOf reads the record of the go command; what a release says of itself
// wins. What nobody knows stays empty, but for the version, which go calls
// (devel) then.
func buildOf(info *debug.BuildInfo, release build) build {
	settings := map[string]string{}
	for _, setting := range info.Settings {
		settings[setting.Key] = setting.Value
	}
	b := build{
		version:   cmp.Or(release.version, info.Main.Version, "(devel)"),
		commit:    cmp.Or(release.commit, settings["vcs.revision"]),
		date:      cmp.Or(release.date, settings["vcs.time"]),
		modified:  settings["vcs.modified"] == "true",
		toolchain: info.GoVersion,
	}
	for _, module := range info.Deps {
		if module.Path == "github.com/open-policy-agent/opa" {
			if module.Replace != nil {
				module = module.Replace
			}
			b.opaVersion = module.Version
		}
	}
	return b
}

// write prints one fact a line: its name, a space, what is known.
func (b build) write(w io.Writer) error {
	commit := b.commit
	if commit != "" && b.modified {
		commit += " (modified)"
	}
	_, err := fmt.Fprintf(w, "ecsgate %s\ncommit %s\ndate %s\ngo %s\nopa %s\n",
		b.version, cmp.Or(commit, "unknown"), cmp.Or(b.date, "unknown"),
		cmp.Or(strings.TrimPrefix(b.toolchain, "go"), "unknown"), cmp.Or(strings.TrimPrefix(b.opaVersion, "v"), "unknown"))
	return err
}

func versionFlag() cli.Flag {
	return &cli.BoolFlag{Name: "version", Usage: "print the version of the program, of Go and of OPA"}
}

// showVersion answers --version before any command runs. Beside a command it
// would keep that from running, and the exit code would look like its success.
func showVersion(std streams) cli.BeforeFunc {
	return func(c *cli.Context) error {
		switch {
		case !c.Bool("version"):
			return nil
		case c.NArg() > 0:
			return usage.Error("--version stands alone: leave it out to run " + c.Args().First())
		}
		if err := writeVersion(std); err != nil {
			return err
		}
		return exitError(0)
	}
}

func versionCommand(std streams) *cli.Command {
	return &cli.Command{
		Name:  "version",
		Usage: "print what --version prints",
		Description: `One fact a line: the version, the commit and its date, and those of Go and OPA.

   ecsgate version`,
		OnUsageError:    usage.OnError,
		HideHelpCommand: true,
		Action:          withoutArguments(func(*cli.Context) error { return writeVersion(std) }),
	}
}

func writeVersion(std streams) error {
	if err := thisBuild().write(std.stdout); err != nil {
		return fmt.Errorf("write version: %w", err)
	}
	return nil
}

// ref is what a repository names to use this very program: its release, or else
// its commit. What nobody can fetch is the main branch.
func (b build) ref() string {
	switch {
	case isRelease(b.version):
		return b.version
	case b.commit != "" && !b.modified:
		return b.commit
	}
	return "main"
}

// isRelease reports whether a version is a tag, such as v1.2.3 or v1.2.3-rc.1, and
// none that go makes of a commit.
func isRelease(version string) bool {
	numbers, preview, hasPreview := strings.Cut(version, "-")
	digits, isVersion := strings.CutPrefix(numbers, "v")
	return isVersion && strings.Count(digits, ".") == 2 && strings.Trim(digits, "0123456789.") == "" &&
		(!hasPreview || strings.IndexAny(preview, "0123456789-+") != 0 && !strings.ContainsAny(preview, "-+"))
}
