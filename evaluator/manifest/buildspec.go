package manifest

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/ecsgate/ecsgate/evaluator"
	"github.com/ecsgate/ecsgate/evaluator/document"
	"github.com/ecsgate/ecsgate/evaluator/manifest/command"
)

// buildPhases are the phases of a build, in their order
// (https://docs.aws.amazon.com/codebuild/latest/userguide/build-spec-ref.html).
var buildPhases = []string{"install", "pre_build", "build", "post_build"}

// isBuildspec knows a buildspec by its phases with commands.
func isBuildspec(root *document.Node) bool {
	return slices.ContainsFunc(buildPhases, func(name string) bool {
		phase := root.At("phases", name)
		return phase.Has("commands") || phase.Has("finally")
	})
}

// readBuildspec reads the commands of all phases, which share one shell.
func readBuildspec(s source) evaluator.Change {
	c := &carrier{source: s, kind: "codebuild"}
	env := newEnvironment(s.options.Env).with(s.root.At("env", "variables"))
	for _, from := range []string{"parameter-store", "secrets-manager"} {
		for _, variable := range fields(s.root.At("env", from)) {
			env.forget(variable.Name, strconv.Quote("$"+variable.Name)+" comes from the "+strings.ReplaceAll(from, "-", " "))
		}
	}
	read, known := shellLanguage(strings.TrimSuffix(s.root.At("env", "shell").Str(), ".exe"))
	if !known {
		read = command.Shells
	}
	var texts []carried
	for _, name := range buildPhases {
		for _, part := range []string{"commands", "finally"} {
			node := s.root.At("phases", name, part)
			path := "phases." + name + "." + part
			for i, item := range items(node) {
				texts = append(texts, carried{Node: item, path: fmt.Sprintf("%s[%d]", path, i)})
			}
			if node.Str() != "" {
				texts = append(texts, carried{Node: node, path: path})
			}
		}
	}
	c.run(script{texts: texts, read: read, options: command.Options{Env: env.known, Unknown: env.unknown}})
	c.noteImages()
	return c.change
}

// noteImages says what CodePipeline makes of imagedefinitions.json
// (https://docs.aws.amazon.com/codepipeline/latest/userguide/action-reference-ECS.html).
func (c *carrier) noteImages() {
	for _, file := range items(c.root.At("artifacts", "files")) {
		if strings.HasSuffix(file.Str(), "imagedefinitions.json") {
			c.note(file.Position, false, "CodePipeline's ECS action registers a copy of the service's current revision with these images and updates the service: the pipeline has its name")
			return
		}
	}
}
