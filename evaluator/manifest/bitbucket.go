package manifest

import (
	"fmt"
	"strings"

	"github.com/ecsgate/ecsgate/evaluator"
	"github.com/ecsgate/ecsgate/evaluator/document"
	"github.com/ecsgate/ecsgate/evaluator/manifest/command"
	"github.com/ecsgate/ecsgate/evaluator/reference"
)

// isBitbucket knows a Bitbucket configuration by its pipelines.
func isBitbucket(root *document.Node) bool {
	pipelines := root.Get("pipelines")
	for _, name := range []string{"default", "branches", "tags", "pull-requests", "custom"} {
		if pipelines.Has(name) {
			return true
		}
	}
	return false
}

// bitbucketReader reads the steps of pipelines
// (https://support.atlassian.com/bitbucket-cloud/docs/bitbucket-pipelines-configuration-reference/).
type bitbucketReader struct{ carrier }

func readBitbucket(s source) evaluator.Change {
	b := &bitbucketReader{carrier{source: s, kind: "bitbucket-pipelines"}}
	b.walk(s.root.Get("pipelines"), "pipelines", true)
	return distinctOperations(b.change)
}

// walk finds the steps, however deep in branches, stages and parallel groups.
// Which of them run hangs on what is pushed, and on who starts it.
func (b *bitbucketReader) walk(node *document.Node, path string, maybe bool) {
	for i, item := range items(node) {
		b.walk(item, fmt.Sprintf("%s[%d]", path, i), maybe)
	}
	for _, field := range fields(node) {
		inner := path + "." + field.Name
		if field.Name != "script" && field.Name != "after-script" {
			b.walk(field.Value, inner, maybe && inner != "pipelines.default" || field.Name == "condition")
			continue
		}
		b.step(field.Value, inner, maybe || node.Get("trigger").Str() == "manual")
	}
}

func (b *bitbucketReader) step(list *document.Node, path string, maybe bool) {
	var texts []carried
	for i, item := range items(list) {
		at := fmt.Sprintf("%s[%d]", path, i)
		if pipe := item.Get("pipe"); pipe.Str() != "" {
			b.pipe(item, pipe, at, maybe)
			continue
		}
		texts = append(texts, carried{Node: item, path: at})
	}
	env := newEnvironment(b.options.Env)
	b.run(script{texts: texts, read: command.Shells, options: command.Options{Env: env.known}, maybe: maybe})
}

// pipe reads a pipe: atlassian/aws-ecs-deploy registers a file, if it is given
// one, and updates a service
// (https://bitbucket.org/atlassian/aws-ecs-deploy).
func (b *bitbucketReader) pipe(item, pipe *document.Node, path string, maybe bool) {
	if !strings.Contains(pipe.Str(), "aws-ecs-deploy") {
		if namesECS().MatchString(pipe.Str()) {
			b.note(pipe.Position, true, "the pipe %s may send requests to ECS: not checked", quoted(pipe.Str()))
		}
		return
	}
	env := newEnvironment(b.options.Env)
	value := func(name string) setting {
		node := item.At("variables", name)
		text, _ := node.Scalar()
		return env.setting(text, node.Where())
	}
	d := toolDeployment{
		source: b.source, kind: b.kind, at: pipe.Position,
		cluster: value("CLUSTER_NAME"), service: value("SERVICE_NAME"), region: value("AWS_DEFAULT_REGION"),
		force: value("FORCE_NEW_DEPLOYMENT").isTrue(),
	}
	switch file := value("TASK_DEFINITION"); {
	case !file.given():
		d.launchAs(evaluator.UpdateService, reference.Reference{Kind: reference.Absent})
	default:
		d.at = file.at
		if d.what = (registered{reason: file.reason}); file.reason == "" {
			d.what = b.definitionFile(file.text)
		}
		d.register()
		d.launch(evaluator.UpdateService)
	}
	for i := range d.change.Operations {
		d.change.Operations[i].Maybe, d.change.Operations[i].Path = maybe, path
	}
	appendChange(&b.change, d.change)
}
