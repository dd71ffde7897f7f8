package config

import (
	"strings"

	"github.com/ecsgate/ecsgate/evaluator/nearest"
)

// suggest says which name was probably meant, or which there are.
func suggest(name string, known []string) string {
	return nearest.Hint(name, known, "there are "+strings.Join(known, ", "))
}
