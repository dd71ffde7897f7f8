package evaluator

import (
	"slices"

	"github.com/open-policy-agent/opa/v1/ast"
)

// sight finds what lies at the paths of an input that rules look at, once for all
// rules. A place is the number of a path.
type sight struct {
	input ast.Value
	spots []spot
}

// spot is a path with what lies there in the input; nil: nobody has looked yet.
type spot struct {
	path ast.Ref
	seen *ast.Term
	// spelt: it touches what the request holds, of which the text is seen. Numbers
	// stand there as somebody wrote them, and a rule may tell 1 from 1.0, which is equal.
	spelt bool
}

const pathRequest = "operation.request"

// turn makes another input the one that is looked at.
func (s *sight) turn(input ast.Value) {
	s.input = input
	for i := range s.spots {
		s.spots[i].seen = nil
	}
}

// places numbers paths, new ones as well.
func (s *sight) places(paths []ast.Ref) []int {
	places := make([]int, len(paths))
	for i, path := range paths {
		places[i] = slices.IndexFunc(s.spots, func(known spot) bool { return ast.RefEqual(known.path, path) })
		if places[i] < 0 {
			places[i] = len(s.spots)
			name := groundPath(path)
			s.spots = append(s.spots, spot{path: path, spelt: within(name, pathRequest) || within(pathRequest, name)})
		}
	}
	return places
}

// view is what lies at the places.
func (s *sight) view(places []int) ast.Value {
	terms := make([]*ast.Term, len(places))
	for i, place := range places {
		at := &s.spots[place]
		if at.seen == nil {
			at.seen = at.look(s.input)
		}
		terms[i] = at.seen
	}
	return ast.NewArray(terms...)
}

func (s *spot) look(input ast.Value) *ast.Term {
	value, err := input.Find(s.path[1:])
	switch {
	case err != nil:
		return nothing
	case s.spelt:
		return ast.StringTerm(value.String())
	default:
		return ast.NewTerm(value)
	}
}

// nothing stands where an input has no value: no value equals a variable.
var nothing = ast.VarTerm("nothing")
