package manifest

import (
	"maps"
	"slices"

	"github.com/ecsgate/ecsgate/evaluator/document"
	"github.com/ecsgate/ecsgate/evaluator/manifest/command"
)

// relocation moves command lines from where they stand in a text to where that
// text stands in its file. It copies: command lines share words, and the output
// of one is in the words of others.
type relocation struct {
	place func(document.Position) document.Position
	moved map[*command.Invocation]*command.Invocation
	// text puts back what was replaced in texts; nil: nothing was.
	text func(string) string
}

func (r relocation) invocation(i *command.Invocation) *command.Invocation {
	if i == nil {
		return nil
	}
	if moved, ok := r.moved[i]; ok {
		return moved
	}
	moved := *i
	r.moved[i] = &moved
	moved.Position = r.at(i.Position)
	moved.Arguments = slices.Clone(i.Arguments)
	for n, argument := range moved.Arguments {
		moved.Arguments[n].Position = r.at(argument.Position)
		moved.Arguments[n].Values = r.words(argument.Values)
	}
	moved.Words = r.words(i.Words)
	moved.Environment = maps.Clone(i.Environment)
	for name, word := range moved.Environment {
		moved.Environment[name] = r.word(word)
	}
	moved.Loops = slices.Clone(i.Loops)
	for n, loop := range moved.Loops {
		moved.Loops[n].Lists = r.outputs(loop.Lists)
	}
	return &moved
}

func (r relocation) words(words []command.Word) []command.Word {
	moved := make([]command.Word, len(words))
	for n, word := range words {
		moved[n] = r.word(word)
	}
	return moved
}

func (r relocation) word(word command.Word) command.Word {
	word.Position = r.at(word.Position)
	word.Outputs = r.outputs(word.Outputs)
	if r.text != nil {
		word.Text, word.Reason = r.text(word.Text), r.text(word.Reason)
	}
	return word
}

func (r relocation) outputs(outputs []command.Output) []command.Output {
	moved := slices.Clone(outputs)
	for n := range moved {
		moved[n].Invocation = r.invocation(moved[n].Invocation)
	}
	return moved
}

// at moves one position; what stands nowhere stays there.
func (r relocation) at(p document.Position) document.Position {
	if p == (document.Position{}) {
		return p
	}
	return r.place(p)
}
