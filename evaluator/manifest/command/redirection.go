package command

import (
	"path"
	"strings"

	"github.com/ecsgate/ecsgate/evaluator/pattern"

	"mvdan.cc/sh/v3/syntax"
)

const fileScheme = "file://"

// input returns what a statement reads: what is redirected to it, or what
// stands around it.
func (r *reader) input(s *syntax.Stmt) *stream {
	in := r.in
	for _, redirect := range s.Redirs {
		switch redirect.Op {
		case syntax.Hdoc, syntax.DashHdoc:
			in = r.document(s, redirect)
		case syntax.WordHdoc:
			f := r.value(redirect.Word)
			in = &stream{text: r.part.of(redirect.Word), content: &f, outputs: f.outputs()}
		case syntax.RdrIn, syntax.RdrInOut:
			f := r.value(redirect.Word)
			in = &stream{text: r.part.of(redirect.Word), outputs: f.outputs()}
			if content, ok := r.files[r.fileName(f.text())]; ok {
				in.content, in.outputs = &content, addOutputs(in.outputs, content.outputs()...)
			}
		case syntax.DplIn, syntax.DplOut:
		default:
		}
	}
	return in
}

// document returns a here-document. A delimiter with quotes keeps it as it is.
func (r *reader) document(s *syntax.Stmt, redirect *syntax.Redirect) *stream {
	in := &stream{text: "a here-document"}
	if redirect.Hdoc == nil {
		return in
	}
	b := &builder{at: r.part.position(redirect.Hdoc.Pos())}
	b.open = true
	for _, p := range redirect.Hdoc.Parts {
		lit, ok := p.(*syntax.Lit)
		switch {
		case !ok:
			r.addPart(b, p, true)
		case redirect.Word.Lit() == "" || strings.Contains(redirect.Word.Lit(), `\`):
			r.addText(b, lit.Value, true)
		default:
			r.addText(b, unescape(lit.Value, "\\$`\n"), true)
		}
	}
	f := joined(b.fields(), b.at)
	in.content, in.outputs = &f, f.outputs()
	r.runDocument(s, redirect.Hdoc)
	return in
}

// runDocument reads a here-document as a script where a shell does:
// bash <<EOF, ssh host <<EOF.
func (r *reader) runDocument(s *syntax.Stmt, document *syntax.Word) {
	call, ok := s.Cmd.(*syntax.CallExpr)
	if !ok || r.nested >= maxNested {
		return
	}
	start, end := r.part.base+int(document.Pos().Offset()), r.part.base+int(document.End().Offset())
	if start > end || end > len(r.part.text) {
		return
	}
	if !runsInput(call) {
		if callsAPI(r.part.text[start:end]) {
			r.unseen(r.part.place.position(start), "a program that calls ECS stands in a here-document: not looked at")
		}
		return
	}
	r.nested++
	defer func() { r.nested-- }()
	at := place{at: r.part.place.position(start), indent: r.part.indent, fixed: r.part.fixed}
	r.apart(func() {
		for _, p := range r.parse(r.part.text[start:end], at, false) {
			r.run(p)
		}
	})
}

// runsInput reports whether a command runs what it reads as a shell script.
func runsInput(call *syntax.CallExpr) bool {
	for _, w := range call.Args {
		switch path.Base(w.Lit()) {
		case "sh", "bash", "zsh", "dash", "ash", "ksh", "ssh":
			return true
		case "cat", "tee":
			return false
		}
	}
	return false
}

// target returns the file that a statement writes to, if there is one.
func (r *reader) target(s *syntax.Stmt) (name string, appends, ok bool) {
	for _, redirect := range s.Redirs {
		switch redirect.Op {
		case syntax.RdrOut, syntax.RdrClob, syntax.RdrAll, syntax.AppOut, syntax.AppAll:
			if redirect.N != nil && redirect.N.Value != "1" {
				continue
			}
			name = r.fileName(r.value(redirect.Word).text())
			appends = redirect.Op == syntax.AppOut || redirect.Op == syntax.AppAll
			ok = name != "/dev/null" && !strings.HasPrefix(name, "&")
		}
	}
	return name, appends, ok
}

// write keeps what a statement writes to a file. A script that is written is run
// some other time, or elsewhere.
func (r *reader) write(name string, appends bool, written *stream) {
	if written.content != nil && !appends && Mentions(written.content.text()) {
		r.problems = append(r.problems, Problem{
			Position: written.content.at, Message: "a command line stands in what is written to " + quote(name) + ": not looked at", Unseen: true,
		})
	}
	r.store(name, appends, written)
}

// store keeps the content of a file for whoever reads it later in the script.
func (r *reader) store(name string, appends bool, written *stream) {
	content := field{pieces: []piece{{
		text:    fileScheme + name,
		reason:  quote(name) + " is written by " + quote(written.text),
		outputs: written.outputs,
	}}}
	if written.content != nil && written.writers == 1 && !appends {
		content = *written.content
	}
	r.files[name] = content
}

// here is how scripts write the directory that they run in.
var here = pattern.Lazily(`^(?:\$\(pwd\)|\$\(PWD\)|` + "`pwd`" + `|\$\{?(?:PWD|GITHUB_WORKSPACE|CI_PROJECT_DIR|CODEBUILD_SRC_DIR|WORKSPACE|BITBUCKET_CLONE_DIR|CIRCLE_WORKING_DIRECTORY)\}?|\$\(CURDIR\)|\$\{\{ *github\.workspace *\}\})/`)

// fileName makes one name of the ways to write it, from where the script began.
func (r *reader) fileName(text string) string {
	text = strings.TrimPrefix(text, fileScheme)
	from := here().FindString(text)
	text = text[len(from):]
	switch {
	case text == "":
		return ""
	case from == "" || strings.Contains(strings.ToLower(from), "pwd"):
		return r.inDirectory(path.Clean(text))
	}
	return path.Clean(text)
}

// followed returns a word in place of which the AWS CLI reads a file: with the
// content that the script writes there, or with the file's plain name.
func (r *reader) followed(w Word) Word {
	plain, names := strings.CutPrefix(w.Text, fileScheme)
	if !names {
		return w
	}
	name := plain
	if !w.placed {
		name = r.fileName(plain)
	}
	if standardInput(name) && r.in != nil && r.in.content != nil {
		content := r.in.content.word()
		content.File, content.Position = name, w.Position
		return content
	}
	if content, ok := r.files[name]; ok {
		written := content.word()
		written.File, written.Position = name, w.Position
		return written
	}
	if !strings.ContainsAny(name, "$`") && (here().MatchString(plain) || w.Known() && r.directory != "") {
		w.Text, w.Reason = fileScheme+name, ""
	}
	return w
}

func standardInput(name string) bool {
	return name == "/dev/stdin" || name == "/proc/self/fd/0" || name == "/dev/fd/0"
}
