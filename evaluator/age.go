package evaluator

import (
	"fmt"
	"strings"
	"time"
)

// ageUnits are those that ages are written in, the largest first.
var ageUnits = []struct {
	name string
	is   time.Duration
}{{"day", 24 * time.Hour}, {"hour", time.Hour}, {"minute", time.Minute}, {"second", time.Second}}

// Age writes how old something is, in whole units of which there are two at
// least, unless it is a minute: "3 days old".
func Age(age time.Duration) string {
	for _, unit := range ageUnits[:2] {
		if age >= 2*unit.is {
			return fmt.Sprintf("%d %ss old", age/unit.is, unit.name)
		}
	}
	return aged(age, "minute", time.Minute)
}

// aged writes an age in one unit.
func aged(age time.Duration, unit string, is time.Duration) string {
	switch n := age / is; {
	case n < 1:
		return "less than a " + unit + " old"
	case n == 1:
		return "1 " + unit + " old"
	default:
		return fmt.Sprintf("%d %ss old", n, unit)
	}
}

// TooOld says that a state is older than --max-state-age allows, in the largest
// unit in which that can be seen.
func TooOld(age, limit time.Duration) string {
	text := Age(age)
	for _, unit := range ageUnits {
		if age/unit.is*unit.is > limit {
			text = aged(age, unit.name, unit.is)
			break
		}
	}
	return fmt.Sprintf("the state is %s, which is more than the %s that are allowed (--max-state-age)", text, Span(limit))
}

// Span writes a length of time as somebody would give it: "90 days", "36h".
func Span(d time.Duration) string {
	const day = 24 * time.Hour
	switch {
	case d == day:
		return "1 day"
	case d > 0 && d%day == 0:
		return fmt.Sprintf("%d days", d/day)
	}
	text := d.Round(time.Second).String()
	for _, zero := range []struct{ end, is string }{{"m0s", "0s"}, {"h0m", "0m"}} {
		if strings.HasSuffix(text, zero.end) {
			text = strings.TrimSuffix(text, zero.is)
		}
	}
	return text
}
