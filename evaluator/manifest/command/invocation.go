// Package command finds AWS command lines in scripts: in shell text, in
// Makefiles, and in words that somebody else split.
//
// It knows the languages that command lines stand in and how the AWS CLI takes
// its words, nothing of what a request means. It reads and never runs: what a
// script computes is a word with a reason instead of a value, and no command is
// dropped because something around it was not understood.
package command

import "github.com/ecsgate/ecsgate/evaluator/document"

// Invocation is one aws command line in a text.
type Invocation struct {
	// Service and Verb are the command: "ecs", "update-service".
	Service, Verb string
	// Arguments are its options in order, the CLI's own (--region, --profile)
	// among them, wherever they stand.
	Arguments []Argument
	// Words are the words that are neither the command nor an option's name or
	// value: "services-stable" of "aws ecs wait services-stable". One that is not
	// known may stand for any options.
	Words []Word
	// Environment are the CLI's own variables (AWS_REGION, AWS_PROFILE) that the
	// text, or Options.Env, sets for it.
	Environment map[string]Word
	// Position is that of the command's first word.
	Position document.Position
	// Maybe: it stands in a branch, behind && or ||, or in a function that nobody
	// calls here, so that nobody knows whether it is run.
	Maybe bool
	// Loops are the loops over what is not known that it stands in, the outermost
	// first. A loop over known words gives an invocation for each.
	Loops []Loop
}

// Argument is one option of a command line.
type Argument struct {
	// Name is the option without its dashes: "task-definition".
	Name string
	// Values are what follows it: none for a switch (--force-new-deployment), one
	// for most, several for a list (--targets a b).
	Values []Word
	// Position is that of the name.
	Position document.Position
}

// Value returns the option's only value, or the first of several; for a switch
// an empty word.
func (a Argument) Value() Word {
	if len(a.Values) == 0 {
		return Word{Position: a.Position}
	}
	return a.Values[0]
}

// Word is one word of a command line as the command gets it.
type Word struct {
	// Text is what the command gets; of what is not known in it, what stands
	// there: "web:$REVISION".
	Text string
	// Reason says why the text is not known: `"$REVISION" is a variable`.
	Reason string
	// File is set where the text is the content of a file that the script itself
	// writes, and that the command line names as file://web.json.
	File string
	// Outputs are the aws commands whose output is in the word:
	// $(aws ecs register-task-definition …), or a variable that was set so.
	Outputs  []Output
	Position document.Position
	// placed: the text names a file from where the script began.
	placed bool
}

// Known reports whether the text is what the command gets.
func (w Word) Known() bool { return w.Reason == "" }

// Output is what an aws command writes, after whatever it was piped through.
type Output struct {
	*Invocation
	// Filter is what may have left out a part of it: "grep web".
	Filter string
	// Maybe: the word may as well come from elsewhere.
	Maybe bool
}

// Loop is what a command is repeated over.
type Loop struct {
	// Text is what stands there: "$(aws ecs list-task-definitions …)".
	Text string
	// Lists are the aws commands whose output it goes through.
	Lists []Output
}

// Problem is something in a text that was not understood.
type Problem struct {
	document.Position
	// Message says what, and what was done instead.
	Message string
	// Unseen: requests may hide there that were not looked at.
	Unseen bool
}

// Option returns the last option of that name, which is the one that counts.
func (i *Invocation) Option(name string) (Argument, bool) {
	for n := len(i.Arguments) - 1; n >= 0; n-- {
		if i.Arguments[n].Name == name {
			return i.Arguments[n], true
		}
	}
	return Argument{}, false
}
