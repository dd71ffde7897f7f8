package manifest

import (
	"path"
	"strings"

	"github.com/ecsgate/ecsgate/evaluator"
	"github.com/ecsgate/ecsgate/evaluator/document"
	"github.com/ecsgate/ecsgate/evaluator/manifest/command"
	"github.com/ecsgate/ecsgate/evaluator/pattern"
)

const (
	shellKind    = "shell"
	makefileKind = "makefile"
)

// isShell knows a script by its first line or its name. One that says nothing of
// ECS is none of ours, unless somebody named it.
func isShell(file File) bool {
	return (hasExtension(file, ".sh", ".bash") || runsUnder(file, "sh", "bash", "zsh", "dash", "ksh")) && ofInterest(file)
}

func ofInterest(file File) bool { return !file.Walked || concernsECS(string(file.Data)) }

// isCommandLines knows a text without a mark that holds command lines. What has
// the name of a document, or begins like one, is a broken document.
func isCommandLines(file File) bool {
	text := strings.TrimSpace(decoded(file))
	return !isDocumentName(file.Name) && !strings.HasPrefix(text, "{") && !strings.HasPrefix(text, "[") &&
		command.Mentions(text) && namesCLI().MatchString(text)
}

// namesCLI finds what runs the AWS CLI.
var namesCLI = pattern.Lazily(`(?m)(?:^|[\s"'` + "`" + `(/;&|@])aws(?:2|\.exe)?\s`)

// decoded returns the text of a file, empty where it is none.
func decoded(file File) string {
	data, err := document.Decode(file.Data)
	if err != nil {
		return ""
	}
	return string(data)
}

// readShell reads a shell script: the aws command lines, and those of deploy
// tools.
func readShell(s source) evaluator.Change {
	change := s.readScript(shellKind, command.Shells)
	texts := []command.Text{{Text: decoded(s.file), At: document.Position{Line: 1, Column: 1}}}
	for _, tool := range toolCommands(texts, command.Options{Env: s.options.Env}) {
		appendChange(&change, s.tool(tool, shellKind))
	}
	return change
}

// isMakefile knows a Makefile by its name.
func isMakefile(file File) bool {
	name := path.Base(file.Name)
	named := hasExtension(file, ".mk") || name == "GNUmakefile" || strings.HasPrefix(strings.ToLower(name), "makefile")
	return (named || runsUnder(file, "make")) && ofInterest(file)
}

func readMakefile(s source) evaluator.Change {
	return s.readScript(makefileKind, func(texts []command.Text, options command.Options) ([]command.Invocation, []command.Problem) {
		return command.Makefile(texts[0].Text, options)
	})
}
