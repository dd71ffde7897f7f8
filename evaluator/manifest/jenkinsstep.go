package manifest

import (
	"strings"

	"github.com/ecsgate/ecsgate/evaluator"
	"github.com/ecsgate/ecsgate/evaluator/document"
	"github.com/ecsgate/ecsgate/evaluator/pattern"
)

// ecsStep is a step of a plugin or of a shared library that is called after ECS
// and is given named arguments: ecsDeploy(cluster: …), amazonECS service: ….
var ecsStep = pattern.Lazily(`(?:^|[^\w.])((?:ecs|\w*E(?:cs|CS))(?:[A-Z_]\w*)?)[ \t]*[( \t]\s*[A-Za-z]\w*[ \t]*:`)

// unreadSteps names the steps that may send requests to ECS and that nobody can
// read here.
func (s source) unreadSteps(groovy groovyText) evaluator.Change {
	var change evaluator.Change
	for _, m := range ecsStep().FindAllStringSubmatchIndex(groovy.code, -1) {
		before := groovy.code[:m[2]]
		at := document.Position{Line: strings.Count(before, "\n") + 1, Column: len(before) - strings.LastIndexByte(before, '\n')}
		change.Append(s.unseen(at, "the step %s may send requests to ECS: not checked", groovy.code[m[2]:m[3]]))
	}
	return change
}
