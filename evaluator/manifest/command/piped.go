package command

import (
	"strings"

	"mvdan.cc/sh/v3/syntax"
)

// piped reads what a pipe writes as a script where a shell reads it:
// echo "aws ecs …" | bash, cat <<EOF | ssh host. What nobody can tell of it, and
// that may be such a command, is a problem.
func (r *reader) piped(to *syntax.Stmt, written *stream) {
	call, ok := to.Cmd.(*syntax.CallExpr)
	if !ok || len(to.Redirs) > 0 || !runsInput(call) || readsFile(call) {
		return
	}
	if written.content != nil {
		r.apart(func() { r.runText(r.script(*written.content), written.content.at) })
		return
	}
	if Mentions(written.text) {
		r.problems = append(r.problems, Problem{
			Position: r.part.position(to.Pos()),
			Message:  "a shell runs what " + shorten(written.text) + " writes, which can not be told from here", Unseen: true,
		})
	}
}

// readsFile reports whether a shell is given its script as a file or a word, so
// that it does not read its input as one.
func readsFile(call *syntax.CallExpr) bool {
	last := call.Args[len(call.Args)-1].Lit()
	for _, w := range call.Args {
		if w.Lit() == "-c" {
			return true
		}
	}
	shell := len(call.Args) == 1 || strings.HasPrefix(last, "-")
	return !shell && !strings.Contains(call.Args[0].Lit(), "ssh")
}
