package evaluator

import (
	"maps"
	"slices"
	"strings"

	"github.com/open-policy-agent/opa/v1/ast"
)

// lintParameters refuses a rule that reads a parameter which is not its own:
// nobody could ever set it.
func lintParameters(compiler *ast.Compiler, m *module) PolicyError {
	if m.rule == nil {
		return nil
	}
	var failures PolicyError
	ast.WalkRefs(compiler.Modules[m.name], func(ref ast.Ref) bool {
		if !isHead(ref, ast.DefaultRootDocument) {
			return false
		}
		parts := strings.Split(groundPath(ref), ".")
		if parts[0] != "config" {
			return false
		}
		switch {
		case len(parts) > 1 && parts[1] != m.rule.ID:
			failures = append(failures, refuseAt(ref[0].Location, "%v is another rule's: the parameters of this one are data.config.%s", ref, m.rule.ID))
		case len(parts) > 2 && m.rule.Parameters[parts[2]] == "":
			failures = append(failures, refuseAt(ref[0].Location, "%v is no parameter that METADATA custom.parameters declares: it declares %s",
				ref, strings.Join(append(slices.Sorted(maps.Keys(m.rule.Parameters)), "nothing more"), ", ")))
		}
		return false
	})
	return failures
}
