package config

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/ecsgate/ecsgate/evaluator"
	"github.com/ecsgate/ecsgate/evaluator/document"
)

// reading is how one value is read.
type reading = func(*document.Node) error

// text reads a text that says something.
func text(target *string) reading { return checked(target, func(string) string { return "" }) }

// checked reads a text of which check says what is wrong with it, or "".
func checked(target *string, check func(string) (problem string)) reading {
	return func(node *document.Node) error {
		value, ok := node.Scalar()
		switch {
		case ok && node.Kind == document.Number:
			return refuse(node.Position, "must be a text, not a number: put %.40s in quotes", value)
		case !ok || node.Kind == document.Bool:
			return refuse(node.Position, "must be a text, not a %s", kindOf(node))
		}
		if strings.TrimSpace(value) == "" {
			return refuse(node.Position, "must not be empty: leave it out instead")
		}
		if problem := check(value); problem != "" {
			return refuse(node.Position, "%.80q %s", value, problem)
		}
		*target = value
		return nil
	}
}

// texts reads a list of texts, or one.
func texts(target *[]string) reading { return each(target, func(string) string { return "" }) }

// each reads a list of texts that are checked, or one.
func each(target *[]string, check func(string) (problem string)) reading {
	return func(node *document.Node) error {
		for _, item := range items(node) {
			var value string
			if err := checked(&value, check)(item); err != nil {
				return err
			}
			if slices.Contains(*target, value) {
				return refuse(item.Position, "%.80q is given twice", value)
			}
			*target = append(*target, value)
		}
		return nil
	}
}

// items are those of a list, or the one value.
func items(node *document.Node) []*document.Node {
	switch {
	case node == nil:
		return nil
	case node.Kind == document.Sequence && node.Tag == "":
		return node.Items
	}
	return []*document.Node{node}
}

func boolean(target *bool) reading {
	return func(node *document.Node) error {
		if node.Tag != "" || node.Kind != document.Bool {
			return refuse(node.Position, "must be true or false, not a %s", kindOf(node))
		}
		*target = node.True()
		return nil
	}
}

func severity(target *evaluator.Severity) reading {
	return checked((*string)(target), func(value string) string {
		if evaluator.Severity(value).Valid() {
			return ""
		}
		return "is no severity: the severities are error, warning, info"
	})
}

// date reads a day, which begins at midnight UTC.
func date(target *time.Time) reading {
	return func(node *document.Node) error {
		var value string
		return checked(&value, func(value string) (problem string) {
			var err error
			if *target, err = time.Parse(time.DateOnly, value); err != nil {
				return "is no day: write one such as 2027-01-31"
			}
			return ""
		})(node)
	}
}

// age reads a time such as 2h, or 7d.
func age(target *time.Duration) reading {
	return func(node *document.Node) error {
		var value string
		return checked(&value, func(value string) (problem string) {
			if *target = ParseAge(value); *target <= 0 {
				return "is no time: write one such as 90m, 2h or 7d"
			}
			return ""
		})(node)
	}
}

// ParseAge reads a time such as 90m, 2h or 7d; it returns 0 for what is none.
func ParseAge(value string) time.Duration {
	if number, ok := strings.CutSuffix(value, "d"); ok {
		n, err := strconv.Atoi(number)
		if err != nil || n > 36500 {
			return 0
		}
		return time.Duration(n) * day
	}
	d, err := time.ParseDuration(value)
	if err != nil {
		return 0
	}
	return d
}

func days(d time.Duration) string {
	if d == day {
		return "1 day"
	}
	return strconv.Itoa(int(d/day)) + " days"
}
