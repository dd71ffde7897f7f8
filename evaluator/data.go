package evaluator

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"
)

// checkData refuses documents that policies would never see under the name
// given: parameters of unknown rules, unknown parameters, reserved roots.
func (e *Evaluator) checkData() PolicyError {
	var failures PolicyError
	refuse := func(format string, args ...any) {
		failures = append(failures, Failure{File: "--data", Message: fmt.Sprintf(format, args...)})
	}
	for _, root := range slices.Sorted(maps.Keys(e.data)) {
		if root != "config" && slices.Contains(reservedRoots, root) {
			refuse("the document %q is ecsgate's own: choose another name", root)
		}
	}
	value, given := e.data["config"]
	config, ok := value.(map[string]any)
	if given && !ok {
		refuse("config must map ids of rules to their parameters")
	}
	for _, id := range slices.Sorted(maps.Keys(config)) {
		i := slices.IndexFunc(e.rules, func(r *Rule) bool { return r.ID == id })
		if i < 0 {
			refuse("config.%s: no such rule", id)
			continue
		}
		parameters, ok := config[id].(map[string]any)
		if !ok {
			refuse("config.%s must map the rule's parameters to their values", id)
		}
		for _, name := range slices.Sorted(maps.Keys(parameters)) {
			if _, known := e.rules[i].Parameters[name]; !known {
				refuse("config.%s.%s: the rule has no such parameter; it has %s", id, name, cmp.Or(strings.Join(slices.Sorted(maps.Keys(e.rules[i].Parameters)), ", "), "none"))
			} else if problem := e.rules[i].RefuseParameter(name, parameters[name]); problem != "" {
				refuse("config.%s.%s", id, problem)
			}
		}
	}
	return failures
}
