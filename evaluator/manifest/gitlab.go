package manifest

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/ecsgate/ecsgate/evaluator"
	"github.com/ecsgate/ecsgate/evaluator/document"
	"github.com/ecsgate/ecsgate/evaluator/manifest/command"
	"github.com/ecsgate/ecsgate/evaluator/pattern"
)

// gitlabReserved are the names at the top of a configuration that are no jobs
// (https://docs.gitlab.com/ci/yaml/).
var gitlabReserved = []string{
	"default", "include", "stages", "variables", "workflow", "image", "services", "before_script", "after_script", "cache", "spec",
}

// gitlabMarks are what jobs have beside their script.
var gitlabMarks = []string{"stage", "image", "only", "except", "rules", "before_script", "after_script", "extends", "tags", "needs", "artifacts", "when", "environment"}

var gitlabInputs = pattern.Lazily(`\$\[\[[^\n]*?\]\]`)

// isGitlab knows a configuration by its jobs: names with a script.
func isGitlab(root *document.Node) bool {
	if root.Has("on") || root.Has("pipelines") {
		return false
	}
	if isObject(root.At("spec", "inputs")) { // the head of a file that others include
		return true
	}
	for _, field := range fields(root) {
		if slices.Contains(gitlabReserved, field.Name) || !isObject(field.Value) {
			continue
		}
		scripted := isList(field.Value.Get("script")) || field.Value.Get("script").Str() != ""
		marked := root.Has("stages") || slices.ContainsFunc(gitlabMarks, field.Value.Has)
		if scripted && (marked || isList(field.Value.Get("script"))) {
			return true
		}
	}
	return isList(root.Get("stages")) && (root.Has("include") || root.Has("workflow"))
}

// gitlabReader reads the jobs of a GitLab configuration.
type gitlabReader struct {
	carrier
	used map[string]bool
	env  environment
	// steps counts the jobs and lists that were followed.
	steps int
}

func readGitlab(s source) evaluator.Change {
	g := &gitlabReader{carrier: carrier{source: s, kind: "gitlab-ci"}, used: map[string]bool{}}
	g.env = g.variables(newEnvironment(s.options.Env), s.root.Get("variables"))
	g.includes()
	for _, job := range fields(s.root) {
		if !slices.Contains(gitlabReserved, job.Name) && isObject(job.Value) && !strings.HasPrefix(job.Name, ".") {
			g.job(job, false)
		}
	}
	for _, job := range fields(s.root) {
		if strings.HasPrefix(job.Name, ".") && isObject(job.Value) && !g.used[job.Name] {
			g.job(job, true) // other files may extend it
		}
	}
	return distinctOperations(g.change)
}

// gitlabJob is a job with what it extends: the nearest first.
type gitlabJob []*document.Node

// chain follows extends; of several the later win.
func (g *gitlabReader) chain(node *document.Node, depth int) gitlabJob {
	chain := gitlabJob{node}
	if g.steps++; depth > 10 || g.steps > maxCalls {
		return chain
	}
	parents := items(node.Get("extends"))
	if name := node.Get("extends"); name.Str() != "" {
		parents = []*document.Node{name}
	}
	for _, parent := range slices.Backward(parents) {
		if base := g.root.Get(parent.Str()); isObject(base) {
			g.used[parent.Str()] = true
			chain = append(chain, g.chain(base, depth+1)...)
		}
	}
	return chain
}

func (j gitlabJob) get(name string) *document.Node {
	for _, node := range j {
		if value := node.Get(name); value != nil {
			return value
		}
	}
	return nil
}

func (g *gitlabReader) job(field document.Field, maybe bool) {
	job := g.chain(field.Value, 0)
	env := g.env
	for _, node := range slices.Backward(job) {
		env = g.variables(env, node.Get("variables"))
	}
	for _, rule := range items(job.get("rules")) {
		for _, variable := range fields(rule.Get("variables")) {
			env.forget(variable.Name, strconv.Quote("$"+variable.Name)+" is set by a rule")
		}
	}
	maybe = maybe || job.conditional()
	path := fmt.Sprintf("%s.", field.Name)
	before := job.get("before_script")
	for _, node := range []*document.Node{g.root.Get("default"), g.root} {
		if before == nil {
			before = node.Get("before_script")
		}
	}
	main := append(g.commands(before, path+"before_script", 0), g.commands(job.get("script"), path+"script", 0)...)
	options := command.Options{Env: env.known, Unknown: env.unknown}
	g.run(script{texts: main, read: command.Shells, options: options, maybe: maybe})
	g.run(script{texts: g.commands(job.get("after_script"), path+"after_script", 0), read: command.Shells, options: options, maybe: maybe})
	if job.deploysECS() {
		g.template(field.Position, env, maybe)
	}
}

// conditional reports whether a job may not run when all before it went well.
func (j gitlabJob) conditional() bool {
	switch j.get("when").Str() {
	case "", "on_success", "always":
	default:
		return true
	}
	return j.get("rules") != nil || j.get("only") != nil || j.get("except") != nil
}

// commands are the texts of a script: a text, or a list of texts and of lists that
// anchors and !reference put there.
func (g *gitlabReader) commands(node *document.Node, path string, depth int) []carried {
	switch g.steps++; {
	case node == nil:
		return nil
	case depth > 10 || g.steps > maxCalls:
		g.note(node.Position, true, "scripts refer to scripts too often: not checked")
		return nil
	case node.Tag == "!reference":
		return g.commands(g.referenced(node), path, depth+1)
	case node.Kind == document.Sequence:
		var list []carried
		for i, item := range node.Items {
			list = append(list, g.commands(item, fmt.Sprintf("%s[%d]", path, i), depth+1)...)
		}
		return list
	}
	return []carried{{Node: node, path: path}}
}

// referenced returns what !reference [.job, script] stands for.
func (g *gitlabReader) referenced(node *document.Node) *document.Node {
	var names []string
	for _, item := range node.Items {
		names = append(names, item.Str())
	}
	if len(names) > 0 {
		g.used[names[0]] = true
	}
	found := g.root.At(names...)
	if found == nil {
		g.note(node.Position, false, "%s is in another file: not read", quoted(strings.Join(names, ".")))
	}
	return found
}

// variables adds variables, in whose values others may stand.
func (g *gitlabReader) variables(env environment, node *document.Node) environment {
	inner := env.with(node)
	for _, variable := range fields(node) {
		value, known := inner.known[variable.Name]
		if !known || !strings.Contains(value, "$") {
			continue
		}
		if text := inner.fill(value); strings.Contains(text, "$") {
			inner.forget(variable.Name, strconv.Quote(shellVariable().FindString(text))+" is a variable")
		} else {
			inner.set(variable.Name, text)
		}
	}
	return inner
}

// fill replaces $NAME and ${NAME} where the value is known.
func (e environment) fill(text string) string {
	return shellVariable().ReplaceAllStringFunc(text, func(variable string) string {
		m := shellVariable().FindStringSubmatch(variable)
		if value, ok := e.known[m[1]+m[2]]; ok {
			return value
		}
		return variable
	})
}
