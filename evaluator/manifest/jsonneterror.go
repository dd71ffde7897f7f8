package manifest

import (
	"errors"
	"path"
	"strings"

	"github.com/google/go-jsonnet"
	"github.com/google/go-jsonnet/ast"

	"github.com/ecsgate/ecsgate/evaluator/document"
)

// positionIn returns where an error of the interpreter stands in a file, as far
// as it says so.
func positionIn(err error, file string) document.Position {
	var places []ast.LocationRange
	var running jsonnet.RuntimeError
	var located interface{ Loc() ast.LocationRange }
	switch {
	case errors.As(err, &running):
		for _, frame := range running.StackTrace {
			places = append(places, frame.Loc)
		}
	case errors.As(err, &located):
		places = append(places, located.Loc())
	}
	file = path.Clean(file)
	for _, place := range places {
		if place.FileName == file && place.Begin.Line > 0 {
			return document.Position{Line: place.Begin.Line, Column: place.Begin.Column}
		}
	}
	return document.Position{Line: 1, Column: 1}
}

// plainly returns the first line of what the interpreter says, without the
// place, which the failure has.
func plainly(err error) string {
	text, _, _ := strings.Cut(err.Error(), "\n")
	var running jsonnet.RuntimeError
	if errors.As(err, &running) {
		rest := strings.TrimPrefix(err.Error(), running.Error())
		text = strings.TrimSpace(running.Msg) + strings.TrimSpace(rest)
	}
	var located interface{ Loc() ast.LocationRange }
	if errors.As(err, &located) {
		loc := located.Loc()
		text = strings.TrimSpace(strings.TrimPrefix(text, loc.String()))
	}
	return shortened(strings.Join(strings.Fields(text), " "))
}

// shortened cuts a text to what a message can bear.
func shortened(text string) string {
	const most = 200
	if runes := []rune(text); len(runes) > most {
		return string(runes[:most]) + "…"
	}
	return text
}
