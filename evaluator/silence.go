package evaluator

import (
	"slices"

	"github.com/open-policy-agent/opa/v1/ast"
)

// silence remembers what one rule looked at whenever it had nothing to say. A rule
// tells nothing but what follows from what it looks at: of an operation of which it
// would see the same it has nothing to say either, and need not be asked. That is
// true of most operations of a large change: they differ in a name that few rules
// look at before they have something to say.
type silence struct {
	looks []*look
	// asked counts the evaluations, kept the views that are remembered, and spared
	// the evaluations that these made needless.
	asked, kept, spared int
}

// look is one way of looking at an operation: the places that an evaluation went
// through, and what was seen there whenever nothing was said.
type look struct {
	places []int
	views  *ast.ValueMap
}

// patience is how often a rule is asked before it is worth being watched, and how
// many views are remembered that spare nothing.
const patience = 16

// covers reports whether the rule has seen all of this before, and was silent.
func (s *silence) covers(in *sight) bool {
	for _, l := range s.looks {
		if l.views.Get(in.view(l.places)) != nil {
			s.spared++
			return true
		}
	}
	s.asked++
	return false
}

// pays reports whether what is remembered so far makes one more view worth its price.
func (s *silence) pays() bool { return s.asked > patience && s.kept < patience+s.spared/patience }

// keep remembers what a silent rule saw at the places.
func (s *silence) keep(places []int, in *sight) {
	i := slices.IndexFunc(s.looks, func(l *look) bool { return slices.Equal(l.places, places) })
	if i < 0 {
		i = len(s.looks)
		s.looks = append(s.looks, &look{places, ast.NewValueMap()})
	}
	s.looks[i].views.Put(in.view(places), ast.Boolean(true))
	s.kept++
}
