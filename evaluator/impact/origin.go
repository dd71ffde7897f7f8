package impact

import (
	"fmt"
	"time"

	"github.com/ecsgate/ecsgate/evaluator/printable"
)

// origin says where the state is from and how old it is.
func (o RenderOptions) origin() string {
	text := printable.Clean(o.Source)
	if text == "" {
		text = "not said"
	}
	if o.TakenAt.IsZero() {
		return text
	}
	text += " as of " + o.TakenAt.UTC().Format("2006-01-02 15:04 UTC")
	if o.Now.IsZero() {
		return text
	}
	return text + ", " + old(o.Now.Sub(o.TakenAt))
}

// old writes an age in its largest whole unit.
func old(age time.Duration) string {
	for _, unit := range []struct {
		name string
		is   time.Duration
	}{{"day", 24 * time.Hour}, {"hour", time.Hour}, {"minute", time.Minute}} {
		switch n := int(age / unit.is); {
		case n == 1:
			return "1 " + unit.name + " old"
		case n > 1:
			return fmt.Sprintf("%d %ss old", n, unit.name)
		}
	}
	return "less than a minute old"
}
