package evaluator

import (
	"context"
	"time"
)

// worker is what one goroutine judges with. It knows what rules were silent about.
type worker struct {
	*converter
	sight    sight
	silences map[*compiledRule]*silence
}

func newWorker() *worker {
	return &worker{converter: newConverter(), silences: map[*compiledRule]*silence{}}
}

// turn makes an operation's input the one that is decided on.
func (w *worker) turn(input *Input) error {
	value, err := w.object(input)
	w.sight.turn(value)
	return err
}

// decide evaluates a rule, unless it is known to have nothing to say.
func (w *worker) decide(ctx context.Context, rule *compiledRule, deadline time.Duration) ([]finding, error) {
	known := w.silences[rule]
	if known == nil {
		known = &silence{}
		w.silences[rule] = known
	}
	if known.covers(&w.sight) {
		return nil, nil
	}
	findings, err := rule.decide(ctx, w.sight.input, deadline)
	if err == nil && len(findings) == 0 && known.pays() {
		if paths, silent := rule.watched(ctx, w.sight.input, deadline); silent {
			known.keep(w.sight.places(paths), &w.sight)
		}
	}
	return findings, err
}
