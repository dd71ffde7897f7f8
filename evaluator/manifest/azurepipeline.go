package manifest

import (
	"fmt"
	"slices"
	"strings"

	"github.com/ecsgate/ecsgate/evaluator"
	"github.com/ecsgate/ecsgate/evaluator/document"
	"github.com/ecsgate/ecsgate/evaluator/manifest/command"
	"github.com/ecsgate/ecsgate/evaluator/pattern"
)

// isAzurePipeline knows a pipeline by tasks, or by scripts beside what starts
// and runs it (https://learn.microsoft.com/azure/devops/pipelines/yaml-schema/).
func isAzurePipeline(root *document.Node) bool {
	if root.Has("on") || root.Has("version") {
		return false
	}
	has := func(list string, names ...string) bool {
		return slices.ContainsFunc(items(root.Get(list)), func(item *document.Node) bool {
			return slices.ContainsFunc(names, item.Has)
		})
	}
	about := slices.ContainsFunc([]string{"trigger", "pool", "pr", "resources", "schedules", "parameters"}, root.Has)
	return has("stages", "stage") && has("stages", "jobs") || has("jobs", "job", "deployment") ||
		has("steps", "task", "bash", "pwsh", "powershell", "checkout") || about && has("steps", "script")
}

// azureScripts are the steps with a script of their own, azureTasks the tasks
// with one, by its input.
var (
	azureScripts = map[string]language{"script": command.Shells, "bash": command.Shells, "pwsh": powerShell, "powershell": powerShell}
	azureTasks   = map[string]struct {
		input string
		read  language
	}{
		"AWSShellScript": {"inlineScript", command.Shells}, "Bash": {"script", command.Shells}, "CmdLine": {"script", command.Shells},
		"PowerShell": {"script", powerShell}, "AWSPowerShellModuleScript": {"inlineScript", powerShell}, "BatchScript": {"script", batch},
	}
)

type azureReader struct{ carrier }

func readAzurePipeline(s source) evaluator.Change {
	a := &azureReader{carrier{source: s, kind: "azure-pipelines"}}
	a.walk(s.root, "", newEnvironment(s.options.Env), false)
	return distinctOperations(a.change)
}

// walk finds the steps, however deep in stages, jobs and strategies.
func (a *azureReader) walk(node *document.Node, path string, env environment, maybe bool) {
	for i, item := range items(node) {
		a.walk(item, fmt.Sprintf("%s[%d]", path, i), env, maybe)
	}
	if !isObject(node) {
		return
	}
	maybe = maybe || decides(node.Get("condition"))
	env = env.with(azureVariables(node.Get("variables")))
	if node.Has("task") {
		a.task(node, path, env, maybe)
		return
	}
	for _, field := range node.Fields {
		inner := strings.TrimPrefix(path+"."+field.Name, ".")
		read, isScript := azureScripts[field.Name]
		if !isScript || field.Value.Str() == "" {
			// "${{ if … }}:" is a name as well.
			a.walk(field.Value, inner, env, maybe || strings.HasPrefix(field.Name, "${{"))
			continue
		}
		a.run(script{
			texts: []carried{{Node: env.macros(field.Value), path: inner}}, read: read, maybe: maybe,
			options: command.Options{Env: env.known, Unknown: env.unknown},
		})
	}
}

// azureVariables reads variables as a mapping, or as a list of names and values.
func azureVariables(node *document.Node) *document.Node {
	if !isList(node) {
		return node
	}
	mapping := &document.Node{Kind: document.Mapping, Position: node.Position}
	for _, item := range node.Items {
		if name := item.Get("name").Str(); name != "" && item.Has("value") {
			mapping.Fields = append(mapping.Fields, document.Field{Name: name, Value: item.Get("value"), Position: item.Position})
		}
	}
	return mapping
}

func (a *azureReader) task(node *document.Node, path string, env environment, maybe bool) {
	name, _, _ := strings.Cut(node.Get("task").Str(), "@")
	inputs := node.Get("inputs")
	if task, known := azureTasks[name]; known {
		a.run(script{
			texts: []carried{{Node: env.macros(inputs.Get(task.input)), path: path + ".inputs." + task.input}}, read: task.read, maybe: maybe,
			options: command.Options{Env: env.known, Unknown: env.unknown},
		})
		return
	}
	if name == "AWSCLI" && inputs.Get("awsCommand").Str() == "ecs" {
		a.cli(inputs, path, env, maybe)
	}
}

// cli reads the task that takes an aws command line in parts.
func (a *azureReader) cli(inputs *document.Node, path string, env environment, maybe bool) {
	arguments := inputs.Get("awsArguments")
	line := "aws ecs " + inputs.Get("awsSubCommand").Str() + " " + strings.ReplaceAll(env.macros(arguments).Str(), "\n", " ")
	at := inputs.Get("awsSubCommand").Where()
	found, problems := command.Shells([]command.Text{{Text: line, At: at, Maybe: maybe}}, command.Options{Env: env.known, Unknown: env.unknown})
	part := a.invocations(found, a.kind)
	appendChange(&part, a.problems(problems))
	for i := range part.Operations {
		part.Operations[i].Path = path + ".inputs"
	}
	appendChange(&a.change, part)
}

// azureMacro is a variable that is filled in before any shell sees the script.
var azureMacro = pattern.Lazily(`\$\(([A-Za-z_][\w.]*)\)`)

// macros returns a script with the macros filled in that are known.
func (e environment) macros(node *document.Node) *document.Node {
	if !strings.Contains(node.Str(), "$(") {
		return node
	}
	filled := *node
	filled.Text = azureMacro().ReplaceAllStringFunc(node.Text, func(macro string) string {
		if value, ok := e.known[azureMacro().FindStringSubmatch(macro)[1]]; ok {
			return value
		}
		return macro
	})
	return &filled
}
