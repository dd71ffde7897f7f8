package impact

import (
	"slices"

	"github.com/ecsgate/ecsgate/evaluator"
)

// moments are when a retirement hurts, gravest first.
var moments = []evaluator.Hurts{
	evaluator.HurtsAtOnce, evaluator.HurtsAtTrigger, evaluator.HurtsAtDeployment, evaluator.HurtsAtRollback,
	evaluator.HurtsWhenUsed, evaluator.HurtsNever,
}

// gravity orders moments. One that is not known comes first: it is drawn as what
// breaks.
func gravity(when evaluator.Hurts) int { return slices.Index(moments, when) }

// harm is how a moment is drawn.
type harm string

// What breaks does so although nobody touches it; what is at risk breaks when
// somebody goes back to it or switches it on; what is spared never does.
const (
	breaks harm = "breaks"
	atRisk harm = "risk"
	spared harm = "spared"
)

func harmOf(when evaluator.Hurts) harm {
	switch when {
	case evaluator.HurtsAtRollback, evaluator.HurtsWhenUsed:
		return atRisk
	case evaluator.HurtsNever:
		return spared
	default:
		return breaks
	}
}

// felt is a moment where it stands alone.
func felt(when evaluator.Hurts) string {
	if when == evaluator.HurtsNever {
		return "never hurt"
	}
	return string(when)
}

// hurtWords is a moment in a sentence.
func hurtWords(when evaluator.Hurts) string {
	if when == evaluator.HurtsNever {
		return felt(when)
	}
	return "hurt " + string(when)
}
