package policykit

import (
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strings"

	"github.com/open-policy-agent/opa/v1/ast"

	"github.com/ecsgate/ecsgate/evaluator"
)

// nameParts takes the package of a new rule apart. Its parts become directories
// and names in the rule's test, so that not all that Rego can quote is a name.
func nameParts(name string) ([]string, error) {
	plain := regexp.MustCompile(`^[a-z][a-z0-9_]{0,60}$`)
	parts := strings.Split(name, ".")
	for _, part := range parts {
		switch {
		case !plain.MatchString(part):
			return nil, fmt.Errorf("the name %q: write small letters, digits and _, such as friday_freeze, or acme.freeze.friday", name)
		case ast.IsKeyword(part):
			return nil, fmt.Errorf("the name %q: %s is a word of Rego", name, part)
		case strings.HasSuffix(part, "_test"):
			return nil, fmt.Errorf("the name %q: what ends in _test is a test", name)
		}
	}
	if slices.Contains([]string{"data", "input"}, parts[0]) || slices.Contains([]string{"data", "input"}, parts[len(parts)-1]) {
		return nil, fmt.Errorf("the name %q: data and input are words of Rego", name)
	}
	if slices.Contains(evaluator.ReservedRoots(), parts[0]) {
		return nil, fmt.Errorf("the name %q: %s is ecsgate's own; begin with the name of your company or team", name, parts[0])
	}
	return parts, nil
}

// FreeID returns an id that no rule has: capitals of the name's first part, and a
// number.
func FreeID(name string, rules []evaluator.Rule) string {
	first, _, _ := strings.Cut(name, ".")
	prefix := strings.ToUpper(strings.ReplaceAll(first, "_", ""))
	prefix = prefix[:min(len(prefix), 10)]
	for number := 101; ; number++ {
		id := fmt.Sprintf("%s%d", prefix, number)
		if !slices.ContainsFunc(rules, func(r evaluator.Rule) bool { return r.ID == id || slices.Contains(r.Aliases, id) }) {
			return id
		}
	}
}

// check refuses what could not stand in METADATA. Whether the actions are there,
// and whether the id is free, loading the rule shows.
func (s Scaffold) check() error {
	switch {
	case !regexp.MustCompile(`^[A-Z][A-Z0-9]{1,15}$`).MatchString(s.ID):
		return fmt.Errorf("the id %q: write capital letters and digits, such as ACME101", s.ID)
	case regexp.MustCompile(`^ECS[0-9]+$`).MatchString(s.ID):
		return fmt.Errorf("the id %q: ECS and a number is ecsgate's own; choose another, such as ACME101", s.ID)
	case !s.Severity.Valid():
		return fmt.Errorf("the severity %q: write error, warning or info", s.Severity)
	case len(s.Operations) == 0:
		return errors.New("no operation is named")
	}
	for _, action := range s.Operations {
		if !regexp.MustCompile(`^[A-Za-z]+$`).MatchString(string(action)) {
			return fmt.Errorf("the operation %q: write the name of an action, such as RunTask", action)
		}
	}
	return nil
}
