package config

import (
	"path"
	"regexp"
	"strings"

	"github.com/bmatcuk/doublestar/v4"

	"github.com/ecsgate/ecsgate/evaluator/document"
)

var (
	isRegion  = regexp.MustCompile(`^[a-z]+(-[a-z]+)+-[0-9]{1,2}$`)
	isAccount = regexp.MustCompile(`^[0-9]{12}$`)
)

func region(value string) (problem string) {
	if isRegion.MatchString(value) {
		return ""
	}
	return "is no Region: write one such as eu-west-1"
}

// account reads an account. To YAML its digits are a number, unless they begin
// with 0.
func account(target *string) reading {
	return func(node *document.Node) error {
		value, _ := node.Scalar()
		if !isAccount.MatchString(value) {
			return refuse(node.Position, "%.40q is no account: write its twelve digits", value)
		}
		*target = value
		return nil
	}
}

// fileGlob checks a glob of files, which are named from the directory of the
// configuration.
func fileGlob(value string) (problem string) {
	switch {
	case !doublestar.ValidatePattern(value):
		return "is no glob"
	case strings.Contains(value, `\`):
		return "holds a backslash: write / between directories"
	case strings.HasPrefix(value, "/"):
		return "is absolute: name files from the directory of the configuration"
	case strings.HasPrefix(value, "./"):
		return "begins with ./: leave that out"
	case value == ".." || strings.HasPrefix(value, "../") || strings.Contains(value, "/../"):
		return "leaves the directory of the configuration"
	case strings.HasSuffix(value, "/"):
		return "is a directory: end with /** for everything below it"
	}
	return ""
}

// manifestPath checks a file or a directory that is to be judged.
func manifestPath(value string) (problem string) {
	switch {
	case path.Clean(value) == "-":
		return "is standard input, which a configuration can not name: write files and directories"
	case strings.ContainsAny(value, "*?"):
		return "is a glob: write files and directories, which are read with all that is below them"
	}
	return ""
}

func revisionGlob(value string) (problem string) {
	family, number, hasNumber := strings.Cut(value, ":")
	switch {
	case !doublestar.ValidatePattern(value):
		return "is no glob"
	case strings.Trim(value, "*") == "":
	case strings.HasPrefix(value, "arn:"):
		return "is an ARN: write family:N"
	case !hasNumber || family == "" || number == "":
		return "names no revision: write family:N, or family:*"
	}
	return ""
}
