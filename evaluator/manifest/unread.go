package manifest

import (
	"bytes"
	"errors"
	"fmt"
	"path"
	"strconv"
	"strings"

	"github.com/ecsgate/ecsgate/evaluator"
	"github.com/ecsgate/ecsgate/evaluator/document"
)

// whatIsRead says where to see what could have been meant.
const whatIsRead = "ecsgate kinds lists what is read"

// unread says that a document is of a kind that is known and not read. One
// that may cause operations is a failure even when a walk found it; an answer
// of AWS that lies about, and what the user allowed with AnyFiles, is worth a
// note, or nothing where ECS is not concerned.
func (s source) unread(k kind) evaluator.Change {
	advice := k.advice
	if advice == "" {
		advice = whatIsRead
	}
	if s.asserted() || !k.inert && !s.options.AnyFiles && mentionsECS(s.root) {
		return s.failure(s.root, "this is %s, which this version does not read; %s", k.name, advice)
	}
	if mentionsECS(s.root) {
		return s.note(s.root, "this is %s, which this version does not read: not checked", k.name)
	}
	return evaluator.Change{}
}

// unrecognised says that a document is of no known kind.
func (s source) unrecognised() evaluator.Change {
	if s.asserted() {
		return s.failure(s.root, "not a manifest that this version reads: %s; %s", seen(s.root), whatIsRead)
	}
	if what, at := unchecked(s.root); what != "" {
		return s.note(at, "%s stands here, in a file of no known kind: not checked", what)
	}
	return evaluator.Change{}
}

// asserted reports whether somebody said that the file is a manifest.
func (s source) asserted() bool { return !s.file.Walked && !s.options.AnyFiles }

func (s source) failure(at *document.Node, format string, args ...any) evaluator.Change {
	return evaluator.Change{Failures: []evaluator.Failure{failureAt(s.file.Name, at.Where(), format, args...)}}
}

func (s source) note(at *document.Node, format string, args ...any) evaluator.Change {
	message := fmt.Sprintf(format, args...)
	return evaluator.Change{Notes: []evaluator.Note{{File: s.file.Name, Line: at.Where().Line, Message: message}}}
}

func failureAt(file string, at document.Position, format string, args ...any) evaluator.Failure {
	return evaluator.Failure{File: file, Line: at.Line, Column: at.Column, Message: fmt.Sprintf(format, args...)}
}

// seen describes a document by its outside: names, never values.
func seen(root *document.Node) string {
	switch root.Kind {
	case document.Null:
		return "it is empty"
	case document.Mapping:
		names := make([]string, 0, 3)
		for _, field := range root.Fields[:min(len(root.Fields), cap(names))] {
			names = append(names, quoted(field.Name))
		}
		if len(names) == 0 {
			return "an empty object"
		}
		return "an object with " + strings.Join(names, ", ")
	case document.Sequence:
		return "a list"
	default:
		return "plain text"
	}
}

// quoted quotes a name from a file, shortened to what a message can bear.
func quoted(name string) string {
	const most = 40
	if runes := []rune(name); len(runes) > most {
		name = string(runes[:most]) + "…"
	}
	return strconv.Quote(name)
}

// parseFailure is the failure of a file that could not be parsed.
func parseFailure(file string, err error) evaluator.Failure {
	var broken *document.Error
	if errors.As(err, &broken) {
		return failureAt(file, broken.Position, "%s", broken.Message)
	}
	return evaluator.Failure{File: file, Message: err.Error()}
}

// unreadable says why a file could not be parsed, and whether that concerns
// anybody: hooks pass files of any language, and a walk finds .template files of
// others than CloudFormation.
func unreadable(file File, options Options, err error) (evaluator.Failure, bool) {
	_, untemplated := tolerate(file.Data)
	isTemplate := bytes.Contains(file.Data, []byte("{{"))
	if reachesFarther(untemplated, err) {
		err, isTemplate = untemplated, true
	}
	failure := parseFailure(file.Name, err)
	switch {
	case !isDocumentName(file.Name) && file.Name != stdinName:
		failure.Message = "not JSON or YAML (" + failure.Message + "); " + whatIsRead
	case isTemplate:
		failure.Message += "; it looks like a text template, to be rendered first"
	}
	foreign := options.AnyFiles && !isDocumentName(file.Name) || file.Walked && isTextName(file.Name) ||
		file.Walked && isTemplateName(file.Name) && !bytes.Contains(file.Data, []byte("AWS::")) ||
		(file.Walked || options.AnyFiles) && untemplated == nil && !speaksOfECS().Match(file.Data)
	return failure, !foreign || isBrokenTemplate(file)
}

// reachesFarther reports whether a tolerant reading went on behind the place where
// the plain one stopped: what is wrong is not what a template has.
func reachesFarther(tolerant, plain error) bool {
	var later, earlier *document.Error
	return errors.As(tolerant, &later) && errors.As(plain, &earlier) &&
		(later.Line > earlier.Line || later.Line == earlier.Line && later.Column > earlier.Column)
}

// isBrokenTemplate reports whether a file of which no tolerant reading makes a
// document looks like the template of one all the same, and names a task
// definition: "machine.asl", "taskdef.json.tpl", or a brace at its beginning.
func isBrokenTemplate(file File) bool {
	inner := strings.TrimSuffix(file.Name, path.Ext(file.Name))
	isDocument := isDocumentName(inner) || path.Ext(file.Name) == ".asl" || beginsJSON(string(file.Data))
	return isTextName(file.Name) && isDocument && namesTask().Match(file.Data)
}
