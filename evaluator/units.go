package evaluator

import (
	"slices"
	"strings"
)

// The units of knowledge: paths under input that are known or not known as a
// whole. A rule names those that it reads in needs.
const (
	unitRevision     = "facts.revision"
	unitRegisteredAt = "facts.revision.registeredAt"
	unitFamily       = "facts.family"
	unitActive       = "facts.family.active"
	unitHeld         = "facts.held"
	unitCluster      = "facts.cluster"
	unitService      = "facts.service"
	unitCurrent      = "facts.service.revision"
	unitTargets      = "facts.service.rollbackTargets"
	unitHolders      = "facts.holders."
	unitServices     = "facts.holders.services"
	unitRollback     = "facts.holders.rollbackTargets"
	unitTasks        = "facts.holders.tasks"
	unitRules        = "facts.holders.rules"
	unitSchedules    = "facts.holders.schedules"
	unitPipes        = "facts.holders.pipes"
	unitMachines     = "facts.holders.stateMachines"
	unitStacks       = "facts.holders.stacks"
	unitOwner        = "facts.holders.owner"
	unitChange       = "change"
)

var units = []string{
	unitRevision, unitRegisteredAt, unitFamily, unitActive, unitHeld, unitCluster, unitService, unitCurrent, unitTargets, unitServices, unitRollback,
	unitTasks, unitRules, unitSchedules, unitPipes, unitMachines, unitStacks, unitOwner, unitChange,
}

// Units lists the units of knowledge, as rules name them in needs.
func Units() []string { return slices.Clone(units) }

// unitsRead lists the units that reading one path under input touches: those
// that the path lies in, and those that lie in it, because a rule that takes a
// whole object may look at any part of it.
func unitsRead(path string) []string {
	var read []string
	for _, unit := range units {
		if within(path, unit) || within(unit, path) {
			read = append(read, unit)
		}
	}
	return read
}

// gap is why a unit is not known.
type gap struct {
	reason string
	// byChoice: the exit code does not change for it, unless --strict.
	byChoice bool
	// unasked: nobody tried to read it.
	unasked bool
}

// unknowns are the units of one operation that are not known.
type unknowns map[string]gap

// unmet returns why a need is not known. What lies below an unknown unit is
// not known either.
func (u unknowns) unmet(need string) (gap, bool) {
	if len(u) == 0 {
		return gap{}, false
	}
	for path := need; path != ""; {
		if g, ok := u[path]; ok {
			return g, true
		}
		cut := strings.LastIndexByte(path, '.')
		if cut < 0 {
			break
		}
		path = path[:cut]
	}
	return gap{}, false
}
