package main

import (
	"fmt"
	"time"

	"github.com/ecsgate/ecsgate/cmd/ecsgate/internal/usage"
	"github.com/ecsgate/ecsgate/evaluator/config"
)

// readAge reads a flag that holds a time, which may be given in days as in the
// configuration. Without a value it is 0.
func readAge(flag, text string) (time.Duration, error) {
	age := config.ParseAge(text)
	if text != "" && age <= 0 {
		return 0, usage.Error(fmt.Sprintf("%s %q: write a time such as 90d or 36h", flag, text))
	}
	return age, nil
}
