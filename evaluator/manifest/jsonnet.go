package manifest

import (
	"bytes"
	"fmt"
	"path"
	"strings"
	"time"

	"github.com/google/go-jsonnet"

	"github.com/ecsgate/ecsgate/evaluator"
	"github.com/ecsgate/ecsgate/evaluator/document"
)

// Bounds of one file. Real configurations are evaluated in milliseconds, once or
// a few times.
const (
	maxEvaluation  = time.Second
	maxEvaluations = 300
	maxStack       = 200
	maxParts       = 8 // how deep elements are tried one by one
)

func isJsonnet(file File) bool { return strings.EqualFold(path.Ext(file.Name), ".jsonnet") }

// readJsonnet reads the document that a Jsonnet file comes to. A walk also finds
// libraries and the dashboards of other tools: what can not be evaluated there
// concerns nobody, unless it speaks of ECS.
func readJsonnet(s source) evaluator.Change {
	if !s.asserted() && !speaksOfECS().Match(s.file.Data) && !bytes.Contains(s.file.Data, []byte("import")) {
		return evaluator.Change{}
	}
	e, err := s.evaluate(s.file)
	if err != nil {
		return s.unevaluated(err)
	}
	s.root, s.syntax = e.root, document.JSON
	change, known := readDocument(s)
	if !known {
		return change
	}
	notes, maybe := s.guesses(e)
	for i := range change.Operations {
		change.Operations[i].Maybe = change.Operations[i].Maybe || maybe
	}
	appendChange(&change, notes)
	return change
}

// evaluated is what a Jsonnet file comes to. All of it stands in its first line:
// the output has no places of its own.
type evaluated struct {
	root *document.Node
	// unknown are the calls whose values nobody gave, and that were asked for:
	// placeholders stand for them. Of defaults the default was taken.
	unknown, defaults []string
	// branches: the program takes one way or another, and that may hang on them.
	branches bool
	// missing is why a part of it could not be had; nil: all is there.
	missing error
}

// guesses says what of a program rests on values that nobody gave.
func (s source) guesses(e evaluated) (notes evaluator.Change, maybe bool) {
	at := e.root.Where()
	if e.missing != nil {
		place := positionIn(e.missing, s.file.Name)
		appendChange(&notes, s.unseen(place, "a part of this can not be evaluated, and was not looked at: %s", plainly(e.missing)))
	}
	if len(e.defaults) > 0 {
		appendChange(&notes, s.note(e.root, "the default of %s is assumed; pass --env %s=VALUE", strings.Join(e.defaults, ", "), e.defaults[0]))
	}
	if len(e.unknown) > 0 && e.branches {
		appendChange(&notes, s.unseen(at, "not given: %s; what the program does with another value was not looked at; pass --env NAME=VALUE", strings.Join(e.unknown, ", ")))
	}
	return notes, len(e.defaults) > 0 || len(e.unknown) > 0 && e.branches
}

func (s source) unevaluated(err error) evaluator.Change {
	at := positionIn(err, s.file.Name)
	switch {
	case s.asserted():
		return evaluator.Change{Failures: []evaluator.Failure{failureAt(s.file.Name, at, "can not be evaluated as Jsonnet: %s", plainly(err))}}
	case speaksOfECS().Match(s.file.Data):
		return s.unseen(at, "can not be evaluated as Jsonnet, not checked: %s", plainly(err))
	}
	return evaluator.Change{}
}

// evaluate evaluates a Jsonnet file as ecspresso and ecschedule do. Values from
// outside come from Options.Env; those that are not there become placeholders
// once the program asks for them.
func (s source) evaluate(file File) (evaluated, error) {
	text, err := document.Decode(file.Data)
	if err != nil {
		return evaluated{}, err
	}
	if _, err := jsonnet.SnippetToAST(file.Name, string(text)); err != nil {
		return evaluated{}, err
	}
	r := &jsonnetRun{source: s, given: map[string]string{}, main: path.Clean(file.Name)}
	r.files = &imports{source: s, read: map[string]imported{r.main: {contents: jsonnet.MakeContentsRaw(text)}}}
	r.files.note(string(text))
	type outcome struct {
		evaluated
		error
	}
	result := make(chan outcome, 1)
	go func() {
		root, err := r.part("", 0)
		result <- outcome{evaluated{root, r.unknown, r.defaults, r.files.branches, r.missing}, err}
	}()
	// The interpreter can not be stopped: an evaluation that does not end in time is
	// left to itself, and the next does not begin.
	timer := time.NewTimer(maxEvaluation)
	defer timer.Stop()
	select {
	case o := <-result:
		return o.evaluated, o.error
	case <-timer.C:
		r.late.Store(true)
		return evaluated{}, fmt.Errorf("it takes longer than %s", maxEvaluation)
	}
}
