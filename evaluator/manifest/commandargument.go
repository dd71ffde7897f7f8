package manifest

import (
	"strings"

	"github.com/ecsgate/ecsgate/evaluator"
	"github.com/ecsgate/ecsgate/evaluator/manifest/command"
)

// CommandLineName is what reports call a command line that is given in place of
// a file.
const CommandLineName = "--"

// argumentKind is the kind of its operations.
const argumentKind = "command"

// readCommandLine reads a command line that somebody is about to run. The shell
// has split it and filled its variables in: what stands there is what will be
// sent. One of which nothing is judged is a failure, since whoever asks wants an
// answer.
func (s source) readCommandLine() evaluator.Change {
	found, ok := command.Words(wordsOf(s.file.CommandLine))
	if !ok {
		return s.failure(nil, "%s is no aws command line: write what follows -- as it is about to be run, such as aws ecs update-service",
			quoted(strings.Join(s.file.CommandLine, " ")))
	}
	change := s.invocation(&found, argumentKind)
	switch {
	case len(change.Operations)+len(change.Failures) > 0:
	case len(change.Notes) == 0:
		return s.failure(nil, "aws %s %s sends nothing that ecsgate judges", printed(found.Service), printed(found.Verb))
	default:
		return s.unseenAsFailures(change)
	}
	return change
}

// unseenAsFailures makes a failure of each note that says that something was not
// looked at: there is nothing else that the answer could be about.
func (s source) unseenAsFailures(change evaluator.Change) evaluator.Change {
	seen := change.Notes[:0]
	for _, n := range change.Notes {
		if n.Unseen {
			change.Failures = append(change.Failures, evaluator.Failure{File: n.File, Line: n.Line, Message: n.Message})
			continue
		}
		seen = append(seen, n)
	}
	change.Notes = seen
	return change
}

// IsCommandLine reports whether words are an aws command line.
func IsCommandLine(words []string) bool {
	_, ok := command.Words(wordsOf(words))
	return ok
}

func wordsOf(texts []string) []command.Word {
	words := make([]command.Word, len(texts))
	for i, text := range texts {
		words[i].Text = text
	}
	return words
}
