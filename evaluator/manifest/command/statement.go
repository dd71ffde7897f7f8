package command

import "mvdan.cc/sh/v3/syntax"

func (r *reader) statements(list []*syntax.Stmt) {
	for _, s := range list {
		r.statement(s)
	}
}

// statement reads one statement with its redirections.
func (r *reader) statement(s *syntax.Stmt) {
	if s == nil || !r.spend(s) {
		return
	}
	in := r.input(s)
	target, appends, toFile := r.target(s)
	if !toFile {
		r.reading(in, func() { r.command(s.Cmd) })
		return
	}
	written := r.capture(r.part.of(s), func() { r.reading(in, func() { r.command(s.Cmd) }) })
	r.write(target, appends, written)
}

// spend takes a statement off the budget.
func (r *reader) spend(s *syntax.Stmt) bool {
	if r.budget--; r.budget <= 0 && !r.spent {
		r.spent = true
		r.problems = append(r.problems, Problem{
			Position: r.part.position(s.Pos()), Unseen: true,
			Message: "the loops, functions and variables of this script make more of it than is looked at: what follows was not",
		})
	}
	return r.budget > 0
}

// command reads a simple or a compound command.
func (r *reader) command(c syntax.Command) {
	switch c := c.(type) {
	case *syntax.CallExpr:
		r.call(c)
	case *syntax.DeclClause:
		r.declareVariables(c)
	case *syntax.Block:
		r.statements(c.Stmts)
	case *syntax.Subshell:
		r.apart(func() { r.statements(c.Stmts) })
	case *syntax.BinaryCmd:
		r.binary(c)
	case *syntax.IfClause:
		r.choose(c)
	case *syntax.CaseClause:
		r.cases(c)
	case *syntax.ForClause:
		r.forLoop(c)
	case *syntax.WhileClause:
		r.whileLoop(c)
	case *syntax.TimeClause:
		r.statement(c.Stmt)
	case *syntax.CoprocClause:
		r.apart(func() { r.statement(c.Stmt) })
	case *syntax.FuncDecl, nil:
	default:
		r.substitutions(c)
	}
}

func (r *reader) binary(c *syntax.BinaryCmd) {
	if c.Op == syntax.Pipe || c.Op == syntax.PipeAll {
		written := r.capture(r.part.of(c.X), func() { r.apart(func() { r.statement(c.X) }) })
		r.reading(written, func() { r.apart(func() { r.statement(c.Y) }) })
		r.piped(c.Y, written)
		return
	}
	r.statement(c.X)
	into := r.directory
	r.vars.merge(r.branch(func() { r.statement(c.Y); into = r.directory }), r.vars.child())
	if c.Op == syntax.AndStmt { // what follows is seldom meant for a list that failed
		r.directory = into
	}
}

func (r *reader) choose(c *syntax.IfClause) {
	var branches []*environment
	taken := false
	var rest func(c *syntax.IfClause)
	rest = func(c *syntax.IfClause) {
		r.statements(c.Cond)
		branches = append(branches, r.branch(func() { r.statements(c.Then) }))
		switch {
		case c.Else == nil:
		case len(c.Else.Cond) == 0:
			taken = true
			branches = append(branches, r.branch(func() { r.statements(c.Else.Then) }))
		default:
			r.perhaps(func() { rest(c.Else) })
		}
	}
	rest(c)
	if !taken {
		branches = append(branches, r.vars.child())
	}
	r.vars.merge(branches...)
}

func (r *reader) cases(c *syntax.CaseClause) {
	r.substitutions(c.Word)
	var branches []*environment
	taken := false
	for _, item := range c.Items {
		branches = append(branches, r.branch(func() { r.statements(item.Stmts) }))
		for _, pattern := range item.Patterns {
			taken = taken || pattern.Lit() == "*"
		}
	}
	if !taken {
		branches = append(branches, r.vars.child())
	}
	r.vars.merge(branches...)
}

// substitutions reads the commands inside of what is not otherwise read: tests,
// arithmetic, patterns.
func (r *reader) substitutions(node syntax.Node) {
	syntax.Walk(node, func(n syntax.Node) bool {
		switch n := n.(type) {
		case *syntax.CmdSubst:
			r.substitute(n)
			return false
		case *syntax.ProcSubst:
			r.process(n)
			return false
		}
		return true
	})
}
