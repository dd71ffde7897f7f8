package manifest

import (
	"path"
	"slices"
	"strings"

	"github.com/ecsgate/ecsgate/evaluator"
	"github.com/ecsgate/ecsgate/evaluator/document"
	"github.com/ecsgate/ecsgate/evaluator/manifest/command"
)

// language finds the aws command lines of texts that one shell runs one after
// another.
type language func([]command.Text, command.Options) ([]command.Invocation, []command.Problem)

// hasExtension reports whether a file's name ends so.
func hasExtension(file File, extensions ...string) bool {
	return slices.Contains(extensions, strings.ToLower(path.Ext(file.Name)))
}

// runsUnder reports whether the first line of a file names one of the programs.
func runsUnder(file File, programs ...string) bool {
	line := firstLine(string(file.Data[:min(len(file.Data), 200)]))
	return strings.HasPrefix(line, "#!") && slices.ContainsFunc(programs, func(program string) bool { return strings.Contains(line, program) })
}

// concernsECS reports, at a glance, whether a text may ask anything of ECS.
func concernsECS(text string) bool {
	return strings.Contains(text, "ecs") || strings.Contains(text, "ECS") || strings.Contains(text, "copilot") || command.Mentions(text)
}

// readScript reads a file that is one script.
func (s source) readScript(kind string, read language) evaluator.Change {
	data, err := document.Decode(s.file.Data)
	if err != nil {
		return evaluator.Change{Failures: []evaluator.Failure{parseFailure(s.file.Name, err)}}
	}
	text := string(data)
	if !concernsECS(text) {
		return evaluator.Change{}
	}
	found, problems := read([]command.Text{{Text: text}}, command.Options{Env: s.options.Env})
	change := s.invocations(found, kind)
	appendChange(&change, s.problems(problems))
	return change
}
