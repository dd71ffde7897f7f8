package cloudformation

import (
	"fmt"
	"slices"

	"github.com/ecsgate/ecsgate/evaluator"
)

// truth is what is known of a condition.
type truth uint8

const (
	unsure truth = iota
	yes
	no
)

func truthOf(b bool) truth {
	if b {
		return yes
	}
	return no
}

// world is one way in which the conditions that nobody knows may come out. A
// resource is read once per world: the first time that it asks whether two
// things are equal the answer is yes, the next time no, and so on until every
// way was seen. The same question has the same answer throughout one world, so
// that what the template ties to one condition stays together.
type world struct {
	choices []choice
	// frozen: no more choices; what was not chosen stays unsure.
	frozen bool
}

// choice is one answer. Where the question was whether a parameter is equal to
// a text, both are kept: a yes says what the parameter is.
type choice struct {
	question        string
	parameter, text string
	holds           bool
}

// maxWorlds bounds the ways in which one resource is read: five independent
// conditions. Beyond, what is left is unresolved.
const maxWorlds = 32

// ask answers a question.
func (w *world) ask(question, parameter, text string) truth {
	for _, c := range w.choices {
		if c.question == question {
			return truthOf(c.holds)
		}
	}
	if w.frozen {
		return unsure
	}
	w.choices = append(w.choices, choice{question, parameter, text, true})
	return yes
}

// supposed returns the value that this world gives to a parameter.
func (w *world) supposed(parameter string) (string, bool) {
	for _, c := range w.choices {
		if c.holds && c.parameter == parameter && parameter != "" {
			return c.text, true
		}
	}
	return "", false
}

// excluded reports whether a parameter does not have that value in this world.
func (w *world) excluded(parameter, text string) bool {
	return slices.ContainsFunc(w.choices, func(c choice) bool {
		return !c.holds && c.parameter == parameter && c.text == text
	})
}

// next turns to the next world, and reports whether there is one.
func (w *world) next() bool {
	for len(w.choices) > 0 {
		last := &w.choices[len(w.choices)-1]
		if last.holds {
			last.holds = false
			return true
		}
		w.choices = w.choices[:len(w.choices)-1]
	}
	return false
}

// everyWorld reads a resource in every world, and returns the operations that
// differ.
func (r *reader) everyWorld(read func() []evaluator.Operation) []evaluator.Operation {
	r.world = world{}
	var all []evaluator.Operation
	for worlds := 1; worlds <= maxWorlds; worlds++ {
		all = append(all, r.inWorld(read)...)
		if !r.world.next() {
			if worlds == 1 {
				return all
			}
			return distinct(all, worlds)
		}
	}
	r.world = world{frozen: true}
	return distinct(append(all, r.inWorld(read)...), maxWorlds+1)
}

// inWorld reads a resource in the world under way.
func (r *reader) inWorld(read func() []evaluator.Operation) []evaluator.Operation {
	r.holes = r.holes[:0]
	clear(r.settled)
	r.guessed = false
	operations := read()
	for i := range operations {
		operations[i].Maybe = r.guessed // a default is a guess
	}
	return operations
}

// distinct drops operations that say the same as an earlier one, and marks
// those that some of the worlds do not have.
func distinct(operations []evaluator.Operation, worlds int) []evaluator.Operation {
	times := map[string]int{}
	for _, op := range operations {
		times[identity(op)]++
	}
	seen := map[string]bool{}
	kept := slices.DeleteFunc(operations, func(op evaluator.Operation) bool {
		key := identity(op)
		known := seen[key]
		seen[key] = true
		return known
	})
	for i := range kept {
		kept[i].Maybe = kept[i].Maybe || times[identity(kept[i])] < worlds
	}
	return kept
}

// identity is what an operation says. The request and its positions are the
// resource's own and do not count.
func identity(op evaluator.Operation) string {
	count := "-"
	if op.DesiredCount != nil {
		count = fmt.Sprint(*op.DesiredCount)
	}
	return fmt.Sprintf("%s %q %+v %+v %+v %+v %+v %s %t %q", op.Action, withoutArms(op.Path), op.Stored,
		op.Reference, op.Held, op.Claims, op.Gaps, count, op.ForceNewDeployment, op.DeploymentController)
}
