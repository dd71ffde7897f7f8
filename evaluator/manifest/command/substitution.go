package command

import (
	"strings"

	"mvdan.cc/sh/v3/syntax"
)

// substitute returns what $(…) stands for: the output of the commands in it,
// which are read as any others.
func (r *reader) substitute(c *syntax.CmdSubst) piece {
	text := r.part.of(c)
	if p, ok := r.contentOf(c); ok {
		return p
	}
	written := r.capture(text, func() { r.apart(func() { r.statements(c.Stmts) }) })
	if written.content != nil {
		if content, known := written.content.known(); known {
			return piece{text: strings.TrimRight(content, "\n"), outputs: written.outputs}
		}
		w := written.content.word()
		return piece{text: strings.TrimRight(w.Text, "\n"), reason: w.Reason, outputs: written.outputs}
	}
	return unknown(text, isOutput, written.outputs...)
}

// contentOf returns what $(cat FILE) and $(<FILE) stand for: the content that
// the script wrote, or the file by name as the AWS CLI takes it.
func (r *reader) contentOf(c *syntax.CmdSubst) (piece, bool) {
	if len(c.Stmts) != 1 {
		return piece{}, false
	}
	stmt := c.Stmts[0]
	var file *syntax.Word
	switch call, ok := stmt.Cmd.(*syntax.CallExpr); {
	case stmt.Cmd == nil && len(stmt.Redirs) == 1 && stmt.Redirs[0].Op == syntax.RdrIn:
		file = stmt.Redirs[0].Word
	case ok && len(stmt.Redirs) == 0 && len(call.Args) == 2 && call.Args[0].Lit() == "cat":
		file = call.Args[1]
	default:
		return piece{}, false
	}
	name := r.value(file)
	if content, ok := r.files[r.fileName(name.text())]; ok {
		w := content.word()
		return piece{text: strings.TrimRight(w.Text, "\n"), reason: w.Reason, outputs: w.Outputs}, true
	}
	text, known := name.known()
	if !known {
		return piece{}, false
	}
	content := unknown(r.part.of(c), isOutput)
	content.file = r.fileName(text)
	return content, true
}

// process reads <(…) and >(…).
func (r *reader) process(p *syntax.ProcSubst) *stream {
	return r.capture(r.part.of(p), func() { r.apart(func() { r.statements(p.Stmts) }) })
}
