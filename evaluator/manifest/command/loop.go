package command

import (
	"slices"

	"mvdan.cc/sh/v3/syntax"
)

// maxItems is how many known items of a loop are taken one by one.
const maxItems = 100

func (r *reader) forLoop(c *syntax.ForClause) {
	words, ok := c.Loop.(*syntax.WordIter)
	if !ok {
		r.countingLoop(c, c.Loop.(*syntax.CStyleLoop))
		return
	}
	items := r.arguments
	if words.InPos.IsValid() {
		items = r.fields(words.Items)
	} else if items == nil {
		items = []field{{pieces: []piece{unknown(`"$@"`, isArgument)}}}
	}
	name := words.Name.Value
	if !c.Select && len(items) > 0 && len(items) <= maxItems && !slices.ContainsFunc(items, isUnknown) {
		for _, item := range items {
			r.vars.set(name, variable{fields: []field{item}})
			r.statements(c.Do)
		}
		return
	}
	over := `"$@"`
	if n := len(words.Items); n > 0 {
		over = r.part.source(words.Items[0].Pos(), words.Items[n-1].End())
	}
	each := piece{text: "$" + name, reason: quote("$"+name) + " is each of " + quote(over), outputs: outputsOf(items)}
	r.loop(Loop{Text: shorten(over), Lists: each.outputs}, c.Do, func() {
		r.vars.set(name, variable{fields: []field{{pieces: []piece{each}}}})
	})
}

func isUnknown(f field) bool {
	_, known := f.known()
	return !known
}

// countingLoop reads for ((i = 1; i <= 9; i++)).
func (r *reader) countingLoop(c *syntax.ForClause, loop *syntax.CStyleLoop) {
	r.substitutions(loop)
	over := r.part.source(loop.Lparen, loop.Rparen) + "))"
	r.loop(Loop{Text: shorten(over)}, c.Do, func() {
		for _, name := range assigned(loop) {
			each := piece{text: "$" + name, reason: quote("$"+name) + " counts in " + quote(over)}
			r.vars.set(name, variable{fields: []field{{pieces: []piece{each}}}})
		}
	})
}

// whileLoop reads while and until: over what is read, if its condition reads.
func (r *reader) whileLoop(c *syntax.WhileClause) {
	over := Loop{Text: shorten("while " + r.part.source(c.WhilePos, c.DoPos))}
	if n := len(c.Cond); n > 0 {
		over.Text = shorten("while " + r.part.source(c.Cond[0].Pos(), c.Cond[n-1].End()))
	}
	if r.in != nil {
		over = Loop{Text: shorten(r.in.text), Lists: r.in.outputs}
	}
	r.loop(over, slices.Concat(c.Cond, c.Do), func() {})
}

// loop reads what is repeated nobody knows how often. What it sets may be set
// already where it begins.
func (r *reader) loop(over Loop, body []*syntax.Stmt, begin func()) {
	loops := r.loops
	r.loops = append(slices.Clip(r.loops), over)
	for _, name := range r.assignedIn(body) {
		old, _ := r.vars.get(name)
		old.fields, old.array = []field{{pieces: []piece{unknown("$"+name, isLooped, doubtful(outputsOf(old.fields))...)}}}, false
		r.vars.set(name, old)
	}
	taken := r.branch(func() {
		begin()
		r.statements(body)
	})
	r.vars.merge(taken, r.vars.child())
	r.loops = loops
}

// assignedIn returns the variables that statements set, also in the functions
// that they call.
func (r *reader) assignedIn(body []*syntax.Stmt) []string {
	var names []string
	seen := map[string]bool{}
	var visit func(syntax.Node)
	visit = func(node syntax.Node) {
		names = append(names, assigned(node)...)
		syntax.Walk(node, func(n syntax.Node) bool {
			if call, ok := n.(*syntax.CallExpr); ok && len(call.Args) > 0 {
				name := call.Args[0].Lit()
				if f := r.functions[name]; f != nil && !seen[name] {
					seen[name] = true
					visit(f.body)
				}
			}
			return true
		})
	}
	for _, s := range body {
		visit(s)
	}
	slices.Sort(names)
	return slices.Compact(names)
}

// assigned returns the variables that are set below a node.
func assigned(node syntax.Node) []string {
	var names []string
	syntax.Walk(node, func(n syntax.Node) bool {
		switch n := n.(type) {
		case *syntax.Assign:
			if n.Name != nil && !n.Naked {
				names = append(names, n.Name.Value)
			}
		case *syntax.WordIter:
			names = append(names, n.Name.Value)
		case *syntax.BinaryArithm:
			names = append(names, arithmeticName(n.X)...)
		case *syntax.UnaryArithm:
			names = append(names, arithmeticName(n.X)...)
		case *syntax.CallExpr:
			names = append(names, readNames(n)...)
		}
		return true
	})
	return names
}

// arithmeticName returns the variable on the left of an operator. That not every
// operator sets it costs no more than a value.
func arithmeticName(x syntax.ArithmExpr) []string {
	if w, ok := x.(*syntax.Word); ok && syntax.ValidName(w.Lit()) {
		return []string{w.Lit()}
	}
	return nil
}

// readNames returns the variables that read and its like set.
func readNames(call *syntax.CallExpr) []string {
	if len(call.Args) == 0 {
		return nil
	}
	switch call.Args[0].Lit() {
	case "read", "mapfile", "readarray", "getopts", "unset", "let":
	default:
		return nil
	}
	var names []string
	for _, w := range call.Args[1:] {
		if name := w.Lit(); syntax.ValidName(name) {
			names = append(names, name)
		}
	}
	return names
}
