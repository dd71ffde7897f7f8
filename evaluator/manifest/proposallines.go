package manifest

import (
	"strings"
	"unicode/utf8"

	"github.com/ecsgate/ecsgate/evaluator"
	"github.com/ecsgate/ecsgate/evaluator/document"
	"github.com/ecsgate/ecsgate/evaluator/pattern"
)

// verbs may stand before a reference, in any case. The last is what the AWS
// CLI prints before each of the ARNs with --output text.
var verbs = map[string]evaluator.Action{
	"deregister":         evaluator.DeregisterTaskDefinition,
	"delete":             evaluator.DeleteTaskDefinitions,
	"taskdefinitionarns": evaluator.DeregisterTaskDefinition,
}

var (
	comment = pattern.Lazily(`(?:^|\s)#.*`)
	word    = pattern.Lazily(`\S+`)
)

func readProposalLines(change *evaluator.Change, file, text string) {
	number := 0
	for line := range strings.Lines(text) {
		number++
		readProposalLine(change, file, number, comment().ReplaceAllString(strings.TrimRight(line, "\r\n"), ""))
	}
}

// readProposalLine reads an optional verb and one reference. Several of them
// must be ARNs, as the AWS CLI prints them; other words are more likely a verb
// that nobody knows.
func readProposalLine(change *evaluator.Change, file string, number int, line string) {
	action := evaluator.DeregisterTaskDefinition
	words := word().FindAllStringIndex(line, -1)
	if len(words) == 0 {
		return
	}
	first := line[words[0][0]:words[0][1]]
	verb, spoken := verbs[strings.ToLower(first)]
	if spoken {
		action, words = verb, words[1:]
	}
	at := func(i int) document.Position {
		return document.Position{Line: number, Column: utf8.RuneCountInString(line[:i]) + 1}
	}
	if len(words) == 0 {
		change.Failures = append(change.Failures, failureAt(file, at(0), "no reference after %q", first))
		return
	}
	for _, span := range words {
		text := line[span[0]:span[1]]
		if len(words) > 1 && !strings.HasPrefix(text, "arn:") {
			change.Failures = append(change.Failures, failureAt(file, at(span[0]),
				"%s is not one reference with \"deregister\" or \"delete\" before it", quoted(strings.TrimSpace(line))))
			return
		}
		change.Operations = append(change.Operations, proposalAt(action, text, file, "", at(span[0])))
	}
}
