package impact

import (
	"github.com/ecsgate/ecsgate/evaluator"
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
	return text + ", " + evaluator.Age(o.Now.Sub(o.TakenAt))
}
