package manifest

import (
	"regexp"
	"strconv"
	"strings"

	"github.com/ecsgate/ecsgate/evaluator/pattern"
)

// stepOutput is the task definition that another step leaves.
var stepOutput = pattern.Lazily(`^\$\{\{\s*steps\.([\w-]+)\.outputs\.task-definition\s*\}\}$`)

// maxRendered is how many render steps in a row are followed: one for each
// container.
const maxRendered = 20

// registers finds what a task-definition input registers: a file, or what a
// render step makes of one.
func (w *workflowReader) registers(a actionStep, text string, depth int) registered {
	m := stepOutput().FindStringSubmatch(text)
	if m == nil {
		return w.registersFile(a, text)
	}
	step := a.job.byID[m[1]]
	if depth == maxRendered || !strings.Contains(step.Get("uses").Str(), "ecs-render-task-definition") {
		return registered{reason: strconv.Quote(text) + " is an expression"}
	}
	render := actionStep{node: step, job: a.job, env: a.job.env.with(step.Get("env"))}
	for _, name := range []string{"task-definition-family", "task-definition-arn"} {
		if family := render.input(name); family.given() {
			return familyOf(family.text, name, nil)
		}
	}
	return w.registers(render, render.input("task-definition").text, depth+1)
}

// registersFile finds the family of a file of the repository, or of one that a
// step of the job downloads.
func (w *workflowReader) registersFile(a actionStep, name string) registered {
	switch {
	case name == "":
		return registered{reason: "no task-definition is given"}
	case unexpanded(name) != "":
		return registered{reason: unexpanded(name)}
	}
	for _, step := range a.job.list {
		if line, writes := writer(step.Get("run").Str(), name); writes {
			return downloaded(line, name, a.job.env.with(step.Get("env")))
		}
	}
	inner := w.source
	inner.directories = []string{w.root}
	return inner.definitionFile(name)
}

// writer returns the command of a script that writes a file, with its
// continuation lines.
func writer(script, name string) (string, bool) {
	if !strings.Contains(script, name) {
		return "", false
	}
	script = strings.NewReplacer("\\\r\n", " ", "\\\n", " ").Replace(script)
	into := regexp.MustCompile(`(?:>|\btee|Out-File|-OutFile)\s*["']?(?:\./)?` + regexp.QuoteMeta(strings.TrimPrefix(name, "./")) + `["']?(?:\s|$|;)`)
	for _, line := range strings.Split(script, "\n") {
		if into.MatchString(line) {
			return line, true
		}
	}
	return "", false
}

var (
	describedFamily = pattern.Lazily(`describe-task-definition\b.*?--task-definition[= ]\s*(?:"([^"]*)"|'([^']*)'|(\S+))`)
	shellVariable   = pattern.Lazily(`\$(?:\{([A-Za-z_]\w*)\}|([A-Za-z_]\w*))`)
)

// downloaded says which family the command that writes a file asks for.
func downloaded(line, name string, env environment) registered {
	m := describedFamily().FindStringSubmatch(line)
	if m == nil {
		return registered{reason: quoted(name) + " is written by a step of this job"}
	}
	text := env.expand(m[1] + m[2] + m[3])
	failed := ""
	text = shellVariable().ReplaceAllStringFunc(text, func(variable string) string {
		name := shellVariable().FindStringSubmatch(variable)
		if value, ok := env.known[name[1]+name[2]]; ok {
			return value
		}
		if reason := env.unknown[name[1]+name[2]]; reason != "" && failed == "" {
			failed = reason
		}
		return variable
	})
	if failed != "" {
		return registered{reason: failed}
	}
	return familyOf(text, name, nil)
}
