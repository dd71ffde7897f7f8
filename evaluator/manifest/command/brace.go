package command

import (
	"strconv"
	"strings"

	"mvdan.cc/sh/v3/syntax"
)

// maxBraced is how many words one is expanded into.
const maxBraced = 100

// unbrace expands web:{40..42} and {web,api}. What holds a "=" is left: that is
// the AWS CLI's own shorthand, and people forget to quote it.
func unbrace(w *syntax.Word) []*syntax.Word {
	text := w.Lit()
	if !strings.Contains(text, "{") || strings.ContainsAny(text, "=[\"'\\:") && !strings.Contains(text, "..") {
		return []*syntax.Word{w}
	}
	split := &syntax.Word{Parts: append([]syntax.WordPart(nil), w.Parts...)}
	if !syntax.SplitBraces(split) {
		return []*syntax.Word{w}
	}
	var words []*syntax.Word
	for _, text := range braced(split) {
		lit := &syntax.Lit{ValuePos: w.Pos(), ValueEnd: w.End(), Value: text}
		words = append(words, &syntax.Word{Parts: []syntax.WordPart{lit}})
	}
	if len(words) == 0 || len(words) > maxBraced {
		return []*syntax.Word{w}
	}
	return words
}

// braced returns the texts that a word with braces stands for; nil for too many.
func braced(w *syntax.Word) []string {
	texts := []string{""}
	for _, part := range w.Parts {
		var options []string
		switch part := part.(type) {
		case *syntax.Lit:
			options = []string{part.Value}
		case *syntax.BraceExp:
			options = alternatives(part)
		}
		if len(texts)*len(options) > maxBraced {
			return nil
		}
		var longer []string
		for _, text := range texts {
			for _, option := range options {
				longer = append(longer, text+option)
			}
		}
		if texts = longer; len(texts) == 0 || len(texts) > maxBraced {
			return nil
		}
	}
	return texts
}

func alternatives(b *syntax.BraceExp) []string {
	if !b.Sequence {
		var list []string
		for _, element := range b.Elems {
			list = append(list, braced(element)...)
		}
		return list
	}
	from, err := strconv.Atoi(b.Elems[0].Lit())
	to, err2 := strconv.Atoi(b.Elems[1].Lit())
	if err != nil || err2 != nil || len(b.Elems) > 2 || max(to-from, from-to) >= maxBraced {
		return nil
	}
	step := 1
	if to < from {
		step = -1
	}
	list := []string{strconv.Itoa(from)}
	for from != to {
		from += step
		list = append(list, strconv.Itoa(from))
	}
	return list
}
