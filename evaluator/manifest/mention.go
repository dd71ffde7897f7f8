package manifest

import (
	"github.com/ecsgate/ecsgate/evaluator/document"
	"github.com/ecsgate/ecsgate/evaluator/pattern"
)

// speaksOfECS finds text that concerns ECS at all, changesECS a command line
// that would change something there, and which; namesTask the place in a text where a
// task definition is named.
var (
	speaksOfECS = pattern.Lazily(`(?i)(?:^|[^a-z])ecs(?:[^a-z]|$)|ecsparameters|task[-_]?definition|schedulingStrategy|desiredCount`)
	changesECS  = pattern.Lazily(`\baws\s[^\n]{0,80}?\becs\s[^\n]{0,80}?\b((?:run|start)-task|(?:create|update|delete)-service|create-task-set|(?:de)?register-task-definition|delete-task-definitions|deploy)\b`)
	namesTask   = pattern.Lazily(`(?i)["']?task[-_]?definition(?:s|[-_]?arn)?["']?\s*[:=]|:states:::(?:aws-sdk:)?ecs:`)
	namesOne    = pattern.Lazily(`(?i)^task[-_]?definition(?:[-_]?arn)?$|:task-definition/[\w-]+(?::\d+)?$`)
)

// mentionsECS reports whether any name or text of a document speaks of ECS.
func mentionsECS(root *document.Node) bool {
	return !eachText(root, func(text string, _ *document.Node) bool { return !speaksOfECS().MatchString(text) })
}

// unchecked finds what a document of no known kind may do to ECS all the same:
// a command line, a task definition that it names. It returns "" where there is
// nothing.
func unchecked(root *document.Node) (string, *document.Node) {
	var what string
	var at *document.Node
	eachText(root, func(text string, node *document.Node) bool {
		if found := changesECS().FindStringSubmatch(text); found != nil {
			what, at = "a command line with \"aws ecs "+found[1]+"\"", node
		} else if namesOne().MatchString(text) {
			what, at = "the name of a task definition", node
		}
		return at == nil
	})
	return what, at
}

// eachText calls do with every name and every text below a node until do
// returns false, and reports whether it never did.
func eachText(node *document.Node, do func(string, *document.Node) bool) bool {
	if node.Kind == document.String && !do(node.Text, node) {
		return false
	}
	for _, item := range node.Items {
		if !eachText(item, do) {
			return false
		}
	}
	for _, field := range node.Fields {
		if !do(field.Name, field.Value) || !eachText(field.Value, do) {
			return false
		}
	}
	return true
}
