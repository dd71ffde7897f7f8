package command

import "strings"

// xargsValues are the options of xargs that take a value as the next word.
const xargsValues = "IJELPRSdnsa"

// xargs reads the command that xargs repeats for what it reads: the items take
// the place of {} (-I {}), or come last.
func (r *reader) xargs(fields []field, text string) {
	replace, rest := "", fields[1:]
	if fields[0].text() == "parallel" {
		replace = "{}"
	}
	for len(rest) > 0 && strings.HasPrefix(rest[0].text(), "-") {
		option := rest[0].text()
		rest = rest[1:]
		switch {
		case strings.HasPrefix(option, "-I") && len(option) > 2:
			replace = option[2:]
		case option == "-I" && len(rest) > 0:
			replace, rest = rest[0].text(), rest[1:]
		case option == "-i" || option == "--replace":
			replace = "{}"
		case strings.HasPrefix(option, "--replace="):
			replace = strings.TrimPrefix(option, "--replace=")
		case len(option) == 2 && strings.Contains(xargsValues, option[1:]) && len(rest) > 0:
			rest = rest[1:]
		}
	}
	if len(rest) == 0 {
		return
	}
	in := r.in
	if in == nil {
		in = &stream{text: "what is read"}
	}
	shown := replace
	if shown == "" {
		shown = "{}"
	}
	item := piece{text: shown, reason: quote(shown) + " is each of " + quote(in.text), outputs: in.outputs}
	loops := r.loops
	r.loops = append(loops[:len(loops):len(loops)], Loop{Text: shorten(in.text), Lists: in.outputs})
	// What the command itself reads is not what xargs does.
	r.reading(nil, func() { r.perhaps(func() { r.invoke(withItem(rest, replace, item), text) }) })
	r.loops = loops
}

// withItem puts the item where the command wants it.
func withItem(fields []field, replace string, item piece) []field {
	list := make([]field, 0, len(fields)+1)
	found := false
	for _, f := range fields {
		if replace == "" || !strings.Contains(f.text(), replace) {
			list = append(list, f)
			continue
		}
		found = true
		filled := field{at: f.at}
		for _, p := range f.pieces {
			filled.pieces = append(filled.pieces, fill(p, replace, item)...)
		}
		list = append(list, filled)
	}
	if !found && replace == "" {
		list = append(list, field{pieces: []piece{item}, at: fields[len(fields)-1].at})
	}
	return list
}

func fill(p piece, replace string, item piece) []piece {
	if p.reason != "" {
		return []piece{p}
	}
	var list []piece
	for i, text := range strings.Split(p.text, replace) {
		if i > 0 {
			list = append(list, item)
		}
		if text != "" {
			list = append(list, piece{text: text})
		}
	}
	return list
}
