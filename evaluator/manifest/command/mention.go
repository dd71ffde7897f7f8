package command

import (
	"strings"

	"github.com/ecsgate/ecsgate/evaluator/pattern"
)

// verbs are the commands that change what ECS runs, now or later.
var verbs = []string{
	"run-task", "start-task", "create-service", "update-service", "delete-service", "create-task-set",
	"register-task-definition", "deregister-task-definition", "delete-task-definitions", "deploy",
	"put-targets", "remove-targets", "delete-rule", "create-schedule", "update-schedule", "delete-schedule", "create-deployment",
	"create-pipe", "update-pipe", "delete-pipe", "create-state-machine", "update-state-machine", "delete-state-machine",
}

// ofService is what stands before them on the line: the service that has them.
var ofService = pattern.Lazily(`(?i)(?:^|[^a-z0-9-])(?:ecs|events|scheduler|pipes|stepfunctions|deploy)(?:[^\w-]|$)`)

// Mentions reports, quickly, whether a text may hold an aws command line that
// changes something of ECS, now or later, in any language: what a file must hold
// to be taken for a script of interest.
func Mentions(text string) bool {
	if !strings.Contains(text, "ecs") && !strings.Contains(text, "aws") && !strings.Contains(text, "ECS") {
		return false
	}
	for _, verb := range verbs {
		for from := 0; ; {
			at := strings.Index(text[from:], verb)
			if at < 0 {
				break
			}
			at += from
			from = at + len(verb)
			if isWord(text, at, from) && ofService().MatchString(before(text, at)) {
				return true
			}
		}
	}
	return false
}

// isWord reports whether a word stands alone between two offsets.
func isWord(text string, from, to int) bool {
	return from > 0 && !isWordByte(text[from-1]) && (to == len(text) || !isWordByte(text[to]))
}

func isWordByte(c byte) bool {
	return c == '-' || c == '_' || c == '/' || c == '.' || c >= '0' && c <= '9' || c|0x20 >= 'a' && c|0x20 <= 'z'
}

// maxBefore is how far before a verb its service may stand.
const maxBefore = 300

// before returns what stands before an offset on its line, and on the lines
// that continue there: after \ in a shell, a backquote in PowerShell, ^ in cmd.
func before(text string, at int) string {
	text = text[max(0, at-maxBefore):at]
	for end := len(text); ; {
		line := strings.LastIndexByte(text[:end], '\n')
		if line < 0 {
			return text
		}
		previous := strings.TrimRight(text[:line], "\r")
		if !strings.HasSuffix(previous, `\`) && !strings.HasSuffix(previous, "`") && !strings.HasSuffix(previous, "^") {
			return text[line+1:]
		}
		end = line
	}
}
