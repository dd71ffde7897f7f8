// Package nearest finds the name that somebody meant who misspelt it.
package nearest

import (
	"fmt"
	"slices"
	"strings"

	"github.com/agnivade/levenshtein"
)

// most is how many letters may be wrong, and never more than half of them.
const most = 3

// Name returns the known name that is nearest to another, whatever their case, or
// "" where none is near. Of several the first counts.
func Name(name string, known []string) string {
	nearest, least := "", 1+min(most, len(name)/2)
	for _, candidate := range known {
		// The first is not worth a comparison, whose cost is the product of both lengths.
		if len(name) > 2*len(candidate) || !sameNumber(name, candidate) {
			continue
		}
		if d := levenshtein.ComputeDistance(strings.ToLower(name), strings.ToLower(candidate)); d < least {
			nearest, least = candidate, d
		}
	}
	return nearest
}

// Hint asks whether the nearest name was meant, or says something else where none
// is near.
func Hint(name string, known []string, otherwise string) string {
	if nearest := Name(name, known); nearest != "" {
		return fmt.Sprintf("did you mean %q?", nearest)
	}
	return otherwise
}

// sameNumber reports whether the digits of two names are the same but for one, or
// for their order: ECS999 is not near ECS103, whatever else they share.
func sameNumber(a, b string) bool {
	a, b = digits(a), digits(b)
	return levenshtein.ComputeDistance(a, b) < 2 || inOrder(a) == inOrder(b)
}

func digits(name string) string {
	return strings.Map(func(r rune) rune {
		if r < '0' || r > '9' {
			return -1
		}
		return r
	}, name)
}

func inOrder(text string) string {
	runes := []rune(text)
	slices.Sort(runes)
	return string(runes)
}
