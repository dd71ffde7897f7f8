package manifest

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/ecsgate/ecsgate/evaluator"
	"github.com/ecsgate/ecsgate/evaluator/document"
	"github.com/ecsgate/ecsgate/evaluator/manifest/command"
	"github.com/ecsgate/ecsgate/evaluator/pattern"
)

// circleExpressions are what CircleCI fills in before anything runs.
var (
	circleExpressions = pattern.Lazily(`<<\s*(?:parameters|pipeline|matrix)\.[\w.-]+\s*>>`)
	circleParameter   = pattern.Lazily(`^<<\s*parameters\.([\w-]+)\s*>>$`)
)

// isCircleCI knows a configuration by its version beside jobs with steps, orbs
// or workflows.
func isCircleCI(root *document.Node) bool {
	if !root.Has("version") || root.Has("on") {
		return false
	}
	for _, name := range []string{"jobs", "commands"} {
		for _, job := range fields(root.Get(name)) {
			if isList(job.Value.Get("steps")) {
				return true
			}
		}
	}
	return isObject(root.Get("orbs")) || isObject(root.Get("workflows"))
}

// circleReader reads the jobs of a CircleCI configuration
// (https://circleci.com/docs/reference/configuration-reference/).
type circleReader struct {
	carrier
	// orbs are the names that the ECS orb has here.
	orbs map[string]bool
	used map[string]bool
	// calls counts the jobs and commands that were followed.
	calls   int
	stopped bool
}

// maxCalls is how many jobs and commands are followed, and how many parts of a
// script that others share: few lines of commands that call commands can stand
// for very many.
const maxCalls = 20_000

// circleCall is a job or command with the parameters that it is given.
type circleCall struct {
	parameters map[string]setting
	env        environment
	maybe      bool
	depth      int
}

func readCircleCI(s source) evaluator.Change {
	c := &circleReader{carrier: carrier{source: s, kind: "circleci"}, orbs: map[string]bool{"aws-ecs": true}, used: map[string]bool{}}
	for _, orb := range fields(s.root.Get("orbs")) {
		name, _, _ := strings.Cut(orb.Value.Str(), "@")
		switch {
		case name == "circleci/aws-ecs":
			c.orbs[orb.Name] = true
		case namesECS().MatchString(name):
			c.note(orb.Position, true, "the orb %s may send requests to ECS: not checked", quoted(orb.Value.Str()))
		case isObject(orb.Value) && mentionsECS(orb.Value):
			c.note(orb.Position, true, "the inline orb %s speaks of ECS: not read", quoted(orb.Name))
		}
	}
	env := newEnvironment(s.options.Env)
	for _, workflow := range fields(s.root.Get("workflows")) {
		path := "workflows." + workflow.Name + ".jobs"
		for i, item := range items(workflow.Value.Get("jobs")) {
			c.called(item, fmt.Sprintf("%s[%d]", path, i), circleCall{env: env})
		}
	}
	// A job that no workflow names is started by hand, or, called "build", always.
	for _, group := range []string{"jobs", "commands"} {
		for _, job := range fields(s.root.Get(group)) {
			if !c.used[group+"."+job.Name] {
				c.local(group, job.Name, circleCall{env: env, maybe: job.Name != "build"}, nil)
			}
		}
	}
	return distinctOperations(c.change)
}

// called reads an entry of a workflow or a list of steps: a name, or a name with
// what it is given.
func (c *circleReader) called(item *document.Node, path string, call circleCall) {
	name, given := item.Str(), (*document.Node)(nil)
	at := item.Where()
	if name == "" {
		if len(fields(item)) != 1 {
			return
		}
		name, given, at = item.Fields[0].Name, item.Fields[0].Value, item.Fields[0].Position
	}
	if given.Has("filters") || given.Has("matrix") || given.Has("when") {
		call.maybe = true
	}
	orb, part, inOrb := strings.Cut(name, "/")
	switch {
	case c.root.At("jobs", name) != nil && strings.HasPrefix(path, "workflows."):
		c.local("jobs", name, call, given)
	case c.root.At("commands", name) != nil:
		c.local("commands", name, call, given)
	case inOrb && c.orbs[orb]:
		c.orb(orbCall{name: strings.ReplaceAll(part, "_", "-"), given: given, at: at, path: path, circleCall: call})
	}
	for _, part := range []string{"pre-steps", "post-steps"} {
		c.steps(given.Get(part), path+"."+part, call)
	}
}

// local reads a job or a command of this file, with the parameters it is given.
func (c *circleReader) local(group, name string, call circleCall, given *document.Node) {
	c.used[group+"."+name] = true
	c.calls++
	if call.depth++; call.depth > 20 || c.calls > maxCalls {
		if !c.stopped {
			c.note(c.root.At(group).Field(name).Position, true, "%s is called too often or by itself: not checked", quoted(name))
		}
		c.stopped = true
		return
	}
	node := c.root.At(group, name)
	inner := call
	inner.parameters = map[string]setting{}
	for _, parameter := range fields(node.Get("parameters")) {
		value := given.Get(parameter.Name)
		if value == nil && !given.Has("matrix") {
			value = parameter.Value.Get("default")
		}
		if text, ok := value.Scalar(); ok {
			inner.parameters[parameter.Name] = call.fill(setting{text: text, at: value.Where()})
		}
	}
	inner.env = inner.environment(node)
	c.steps(node.Get("steps"), group+"."+name+".steps", inner)
}

// environment adds a node's variables.
func (c circleCall) environment(node *document.Node) environment {
	env := c.env
	variables := node.Get("environment")
	for _, item := range append(items(variables), variables) {
		for _, field := range fields(item) {
			text, _ := field.Value.Scalar()
			env = env.clone()
			if value := c.fill(setting{text: text}); value.reason != "" {
				env.forget(field.Name, value.reason)
			} else {
				env.set(field.Name, value.text)
			}
		}
	}
	return env
}

// fill replaces the parameters in a value.
func (c circleCall) fill(s setting) setting {
	s.text = circleExpressions().ReplaceAllStringFunc(s.text, func(expression string) string {
		value, reason := c.expand(expression)
		if reason != "" {
			s.reason = reason
			return expression
		}
		return value
	})
	return s
}

// expand returns the value of << parameters.name >>, or why it is not known.
func (c circleCall) expand(expression string) (value, reason string) {
	if m := circleParameter().FindStringSubmatch(expression); m != nil {
		if given, ok := c.parameters[m[1]]; ok {
			return given.text, given.reason
		}
	}
	return "", strconv.Quote(expression) + " is an expression"
}

func (c *circleReader) steps(list *document.Node, path string, call circleCall) {
	for i, step := range items(list) {
		at := fmt.Sprintf("%s[%d]", path, i)
		switch {
		case step.Has("run"):
			c.step(step.Get("run"), at+".run", call)
		case step.Has("when"), step.Has("unless"):
			inner := call
			inner.maybe = true
			for _, name := range []string{"when", "unless"} {
				c.steps(step.At(name, "steps"), at+"."+name+".steps", inner)
			}
		default:
			c.called(step, at, call)
		}
	}
}

// step reads a run step: a command, or an object with one.
func (c *circleReader) step(run *document.Node, path string, call circleCall) {
	node, shell := run, ""
	if isObject(run) {
		call.env = call.environment(run)
		node, shell, path = run.Get("command"), run.Get("shell").Str(), path+".command"
		if when := run.Get("when").Str(); when == "on_fail" {
			call.maybe = true
		}
	}
	if node == nil {
		return
	}
	read, known := shellLanguage(strings.TrimSuffix(strings.TrimPrefix(shell, "/usr/bin/env "), ".exe"))
	if !known {
		read = command.Shells
	}
	c.run(script{
		texts: []carried{{Node: node, path: path}}, read: read, maybe: call.maybe,
		options: command.Options{Env: call.env.known, Unknown: call.env.unknown, Expand: call.expand},
	})
}
