package command

import "github.com/ecsgate/ecsgate/evaluator/document"

// Options say where a text stands and what is known of its surroundings. The
// zero value is a file of its own of which nothing is known.
type Options struct {
	// Env are values of variables from outside. A variable that the text itself
	// assigns wins.
	Env map[string]string
	// Unknown are variables from outside that somebody sets to what is not known,
	// with the reason: `"${{ secrets.CLUSTER }}" is an expression`.
	Unknown map[string]string
	// Expand returns the value of an expression of the language around the text,
	// written "${{ env.CLUSTER }}", "<< parameters.cluster >>" or "$[[ inputs.x ]]",
	// which is filled in before any shell sees it; or "" and why it is not known.
	// Nil: none is known.
	Expand func(expression string) (value, reason string)
	// At is where the text begins in its file; zero: it is the file. Indent is how
	// many characters of every further line come before the text, as in the block
	// scalars of YAML.
	At     document.Position
	Indent int
}

// Text is one of several texts that one shell runs after another.
type Text struct {
	Text   string
	At     document.Position
	Indent int
	// Maybe: nobody knows whether it is run.
	Maybe bool
}
