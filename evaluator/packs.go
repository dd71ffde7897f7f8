package evaluator

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
)

func (e *Evaluator) addPack(pack *Pack) PolicyError {
	modules, failures := readPack(pack, isRule)
	found := 0
	for _, m := range modules {
		if refused := refuseRoot(m); refused != nil {
			failures = append(failures, refused...)
			continue
		}
		rule, refused := readRule(m)
		failures = append(failures, refused...)
		if rule != nil {
			found++
			m.rule = rule
			e.rules = append(e.rules, rule)
		}
		e.modules = append(e.modules, m)
	}
	if found == 0 && len(failures) == 0 {
		failures = append(failures, Failure{File: cmp.Or(pack.Name, "policies"), Message: "holds no rule: a rule is a .rego file whose package-scope METADATA has custom.id"})
	}
	return failures
}

// reservedRoots are the packages and documents that users may not define.
var reservedRoots = []string{"ecs", "config", "system"}

// ReservedRoots lists the first parts of packages that users may not define.
func ReservedRoots() []string { return slices.Clone(reservedRoots) }

func refuseRoot(m *module) PolicyError {
	if root, _, _ := strings.Cut(m.pkg, "."); !m.pack.Bundled && slices.Contains(reservedRoots, root) {
		return PolicyError{refuseAt(m.header.Package.Location, "package %s: the root %q is ecsgate's own; choose another", m.pkg, root)}
	}
	return nil
}

// checkIDs refuses an id that two rules claim, and a silent_beside that names
// nothing.
func (e *Evaluator) checkIDs() PolicyError {
	var failures PolicyError
	first := map[string]*Rule{}
	for _, r := range e.rules {
		for _, id := range append([]string{r.ID}, r.Aliases...) {
			if other, taken := first[id]; taken {
				failures = append(failures, Failure{File: r.File, Line: r.Line, Column: 1,
					Message: fmt.Sprintf("the id %s is taken by %s:%d: choose another", id, other.File, other.Line)})
				continue
			}
			first[id] = r
		}
	}
	for _, r := range e.rules {
		for _, id := range r.SilentBeside {
			if first[id] == nil && id != refusal && id != noOp {
				failures = append(failures, Failure{File: r.File, Line: r.Line, Column: 1,
					Message: fmt.Sprintf("METADATA custom.silent_beside holds %q: name the id of a rule, %s or %s", id, refusal, noOp)})
			}
		}
	}
	return failures
}
