package manifest

import (
	"path"
	"slices"
	"strconv"
	"strings"

	"github.com/ecsgate/ecsgate/evaluator"
	"github.com/ecsgate/ecsgate/evaluator/document"
	"github.com/ecsgate/ecsgate/evaluator/manifest/command"
	"github.com/ecsgate/ecsgate/evaluator/pattern"
)

// kindWorkflow is the short name of workflows and composite actions.
const kindWorkflow = "github-actions"

// workflowReader reads the steps of a workflow, a composite action or a list of
// steps (https://docs.github.com/actions/reference/workflow-syntax).
type workflowReader struct {
	carrier
	// root is the directory of the repository.
	root string
	// cellSteps counts the steps that were read for one job of a matrix.
	cellSteps int
}

func newWorkflowReader(s source) *workflowReader {
	root, _, below := strings.Cut(s.file.Name, ".github/")
	if !below {
		root = ""
	}
	return &workflowReader{carrier: carrier{source: s, kind: kindWorkflow}, root: path.Clean(root)}
}

// isCompositeAction knows an action that is made of steps.
func isCompositeAction(root *document.Node) bool {
	return root.At("runs", "using").Str() == "composite" && isList(root.At("runs", "steps"))
}

// isStepList knows steps without the job around them, as people cut them out.
func isStepList(root *document.Node) bool {
	if len(items(root)) == 0 {
		return false
	}
	return !slices.ContainsFunc(root.Items, func(step *document.Node) bool {
		named := func(name string) bool { return step.Get(name).Str() != "" }
		return !isObject(step) || named("run") == named("uses") || step.Has("hosts")
	})
}

func readWorkflow(s source) evaluator.Change {
	w := newWorkflowReader(s)
	outer := workflowJob{env: newEnvironment(s.options.Env).with(s.root.Get("env"))}
	outer.defaults(s.root)
	for _, job := range fields(s.root.Get("jobs")) {
		w.job(job, outer)
	}
	return w.change
}

func readCompositeAction(s source) evaluator.Change {
	w := newWorkflowReader(s)
	w.steps(s.root.At("runs", "steps"), "runs.steps", workflowJob{env: newEnvironment(s.options.Env)})
	return w.change
}

func readStepList(s source) evaluator.Change {
	w := newWorkflowReader(s)
	w.steps(s.root, "", workflowJob{env: newEnvironment(s.options.Env)})
	return w.change
}

// workflowJob is what the steps of a job have in common.
type workflowJob struct {
	env              environment
	maybe            bool
	shell, directory string
	// steps are the steps of the job by id, all of them in order.
	byID map[string]*document.Node
	list []*document.Node
	// account is where the credentials of the job lead, as far as a step said so.
	account string
}

// defaults reads defaults.run.
func (j *workflowJob) defaults(node *document.Node) {
	run := node.At("defaults", "run")
	if shell := run.Get("shell").Str(); shell != "" {
		j.shell = shell
	}
	if directory := run.Get("working-directory").Str(); directory != "" {
		j.directory = directory
	}
}

func (w *workflowReader) job(field document.Field, job workflowJob) {
	node, where := field.Value, "jobs."+field.Name
	job.maybe = decides(node.Get("if"))
	if runner := node.Get("runs-on").Str(); job.shell == "" && strings.HasPrefix(runner, "windows") {
		job.shell = "pwsh"
	}
	job.defaults(node)
	if uses := node.Get("uses"); uses.Str() != "" {
		w.called(node, uses)
		return
	}
	outer := job.env
	w.eachCell(node, func(w *workflowReader, cell map[string]string) {
		job.env = outer.inCell(cell).with(node.Get("env"))
		w.steps(node.Get("steps"), where+".steps", job)
	})
}

// decides reports whether a condition may keep a step from running when all
// before it went well.
func decides(condition *document.Node) bool {
	if condition == nil {
		return false
	}
	text, _ := condition.Scalar()
	text = strings.TrimSpace(strings.TrimSuffix(strings.TrimPrefix(strings.TrimSpace(text), "${{"), "}}"))
	switch text {
	case "success()", "always()", "true", "!cancelled()", "always() && success()":
		return false
	}
	return true
}

func (w *workflowReader) steps(list *document.Node, where string, job workflowJob) {
	job.env, job.byID, job.list = job.env.clone(), map[string]*document.Node{}, items(list)
	for _, step := range job.list {
		if id := step.Get("id").Str(); id != "" {
			job.byID[id] = step
		}
	}
	for i, step := range job.list {
		w.step(step, where+"["+strconv.Itoa(i)+"]", &job)
	}
}

func (w *workflowReader) step(step *document.Node, where string, job *workflowJob) {
	maybe := job.maybe || decides(step.Get("if"))
	if run := step.Get("run"); concernsECS(run.Str()) {
		w.runStep(step, strings.TrimPrefix(where+".run", "."), *job, job.env.with(step.Get("env")), maybe)
	}
	job.exports(step.Get("run").Str(), maybe)
	if uses := step.Get("uses"); uses.Str() != "" {
		w.action(actionStep{node: step, uses: uses, where: where, job: job, env: job.env.with(step.Get("env")), maybe: maybe})
	}
}

// runStep reads the script of a step.
func (w *workflowReader) runStep(step *document.Node, where string, job workflowJob, env environment, maybe bool) {
	run := step.Get("run")
	shell, directory := job.shell, job.directory
	if own := step.Get("shell").Str(); own != "" {
		shell = own
	}
	if own := step.Get("working-directory").Str(); own != "" {
		directory = own
	}
	read, known := shellLanguage(env.expand(shell))
	if !known {
		if changesECS().MatchString(run.Str()) {
			w.note(run.Position, true, "a step for the shell %q speaks of ECS: not read", shell)
		}
		return
	}
	inner := *w
	inner.directories = []string{path.Join(w.root, env.expand(directory)), w.root}
	before := len(inner.change.Operations)
	inner.run(script{
		texts: []carried{{Node: run, path: where}}, read: read, maybe: maybe,
		options: command.Options{Env: env.known, Unknown: env.unknown, Expand: env.expression},
	})
	w.lines, w.change = inner.lines, inner.change
	job.fillPlace(w.change.Operations[before:], "")
}

// shellLanguage returns the language of a shell, as a step names it; the default
// is bash.
func shellLanguage(shell string) (language, bool) {
	name, _, _ := strings.Cut(strings.TrimSpace(shell), " ")
	switch path.Base(name) {
	case ".", "bash", "sh", "zsh", "ash", "dash":
		return command.Shells, true
	case "pwsh", "powershell":
		return powerShell, true
	case "cmd":
		return batch, true
	}
	return nil, false
}

var (
	exported        = pattern.Lazily(`\b([A-Za-z_]\w*)(?:=|<<)`)
	exportedLiteral = pattern.Lazily("(?m)^\\s*echo\\s+[\"']?([A-Za-z_]\\w*)=([^\\s\"'$`]*)[\"']?\\s*>>\\s*[\"']?\\$\\{?GITHUB_ENV\\}?[\"']?\\s*$")
)

// exports follows what a script sets for the steps after it (GITHUB_ENV).
func (j *workflowJob) exports(text string, maybe bool) {
	if !strings.Contains(text, "GITHUB_ENV") {
		return
	}
	for _, m := range exported().FindAllStringSubmatch(text, -1) {
		if _, set := j.env.known[m[1]]; set {
			j.env.forget(m[1], strconv.Quote("$"+m[1])+" is set by an earlier step")
		}
	}
	for _, m := range exportedLiteral().FindAllStringSubmatch(text, -1) {
		if !maybe {
			j.env.set(m[1], m[2])
		}
	}
}

// called says what a reusable workflow may hide: one of the same repository is
// read when it is among the files, with nothing of what this job passes.
func (w *workflowReader) called(job, uses *document.Node) {
	name := uses.Str()
	local := strings.HasPrefix(name, "./")
	concerned := speaksOfECS().MatchString(name) || mentionsECS(job)
	if local {
		w.directories = []string{w.root}
		file, err := w.sibling(name)
		switch {
		case err == nil && !concernsECS(string(file.Data)):
		case err == nil:
			w.note(uses.Position, false, "%s is called: it is read by itself, and what this job passes to it is not filled in", quoted(name))
		default:
			w.note(uses.Position, true, "%s is called and can not be read (%v): not checked", quoted(name), err)
		}
		return
	}
	if concerned || strings.Contains(strings.ToLower(name), "deploy") {
		w.note(uses.Position, concerned, "%s is called: what a workflow of another repository does is not checked", quoted(name))
	}
}
