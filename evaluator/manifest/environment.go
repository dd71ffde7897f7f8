package manifest

import (
	"maps"
	"regexp"
	"strconv"
	"strings"

	"github.com/ecsgate/ecsgate/evaluator/document"
	"github.com/ecsgate/ecsgate/evaluator/pattern"
)

// environment is what a CI configuration says of the variables of its scripts:
// those of a job over those of the whole. What it sets to something that is not
// known has a reason instead of a value.
type environment struct {
	known, unknown map[string]string
	// matrix are the variables of one job of a matrix.
	matrix map[string]string
}

// newEnvironment begins with the values that somebody passed (--env).
func newEnvironment(passed map[string]string) environment {
	e := environment{known: maps.Clone(passed), unknown: map[string]string{}}
	if e.known == nil {
		e.known = map[string]string{}
	}
	return e
}

func (e environment) clone() environment {
	return environment{known: maps.Clone(e.known), unknown: maps.Clone(e.unknown), matrix: e.matrix}
}

// inCell returns the environment of one job of a matrix.
func (e environment) inCell(matrix map[string]string) environment {
	inner := e.clone()
	inner.matrix = matrix
	return inner
}

// with returns the environment with the variables of a mapping: names with
// scalars, or with a mapping that has the scalar as its "value".
func (e environment) with(variables *document.Node) environment {
	if variables == nil {
		return e
	}
	inner := e.clone()
	for _, field := range variables.Fields {
		value := field.Value
		if isObject(value) && value.Has("value") {
			value = value.Get("value")
		}
		if text, ok := value.Scalar(); ok || value.Kind == document.Null && value.Tag == "" {
			inner.set(field.Name, e.expand(text))
		} else {
			inner.forget(field.Name, strconv.Quote(field.Name)+" is set to what is no text")
		}
	}
	return inner
}

// set gives a variable its value. A value that is passed is what somebody knows
// of one that the configuration takes from elsewhere.
func (e environment) set(name, value string) {
	if reason := unexpanded(value); reason != "" {
		if _, passed := e.known[name]; !passed {
			e.unknown[name] = reason
		}
		return
	}
	e.known[name] = value
	delete(e.unknown, name)
}

// forget notes that a variable has a value that is not known.
func (e environment) forget(name, reason string) {
	delete(e.known, name)
	e.unknown[name] = reason
}

var (
	expressions = pattern.Lazily(`\$\{\{[^\n]*?\}\}`)
	matrixOf    = pattern.Lazily(`^\$\{\{\s*matrix\.([A-Za-z_][\w-]*)\s*\}\}$`)
	envOf       = pattern.Lazily(`^\$\{\{\s*env(?:\.([A-Za-z_][\w-]*)|\[\s*'([^']+)'\s*\])\s*\}\}$`)
)

// expand fills in the expressions of GitHub Actions that name a variable.
func (e environment) expand(text string) string {
	if !strings.Contains(text, "${{") {
		return text
	}
	return expressions().ReplaceAllStringFunc(text, func(expression string) string {
		value, reason := e.expression(expression)
		if reason != "" {
			return expression
		}
		return value
	})
}

// expression returns the value of one expression, or why it is not known.
func (e environment) expression(text string) (value, reason string) {
	if m := envOf().FindStringSubmatch(text); m != nil {
		name := m[1] + m[2]
		if value, ok := e.known[name]; ok {
			return value, ""
		}
		if reason, ok := e.unknown[name]; ok {
			return "", reason
		}
	}
	if m := matrixOf().FindStringSubmatch(text); m != nil {
		if value, ok := e.matrix[m[1]]; ok {
			return value, ""
		}
	}
	return "", strconv.Quote(text) + " is an expression"
}

// unexpanded says which expression of GitHub Actions, GitLab or CircleCI is left
// in a value, or returns "".
func unexpanded(value string) string {
	for _, pattern := range []*regexp.Regexp{expressions(), circleExpressions(), gitlabInputs()} {
		if found := pattern.FindString(value); found != "" {
			return strconv.Quote(found) + " is an expression"
		}
	}
	return ""
}

// setting returns a value of a configuration in which variables may stand, with
// those filled in that are known.
func (e environment) setting(text string, at document.Position) setting {
	text = e.fill(e.expand(text))
	s := setting{text: text, at: at}
	if s.reason = unexpanded(text); s.reason == "" {
		if m := shellVariable().FindStringSubmatch(text); m != nil {
			s.reason = e.unknown[m[1]+m[2]]
			if s.reason == "" {
				s.reason = strconv.Quote(m[0]) + " is a variable"
			}
		}
	}
	return s
}
