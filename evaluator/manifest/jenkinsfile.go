package manifest

import (
	"bytes"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/ecsgate/ecsgate/evaluator"
	"github.com/ecsgate/ecsgate/evaluator/document"
	"github.com/ecsgate/ecsgate/evaluator/manifest/command"
	"github.com/ecsgate/ecsgate/evaluator/pattern"
)

var pipelineBlock = pattern.Lazily(`(?m)^\s*(?:pipeline\s*\{|node\s*(?:\([^)\n]*\)\s*)?\{)`)

// isJenkinsfile knows a pipeline by its outer block and its stages, and Groovy
// by its ending.
func isJenkinsfile(file File) bool {
	if hasExtension(file, ".groovy", ".jenkinsfile") {
		return true
	}
	return !isDocumentName(file.Name) && bytes.Contains(file.Data, []byte("stage")) && pipelineBlock().Match(file.Data)
}

// jenkinsReader reads the shell steps of a pipeline. It is no reader of Groovy:
// it looks for strings, and for what stands before them
// (https://www.jenkins.io/doc/pipeline/steps/workflow-durable-task-step/).
type jenkinsReader struct {
	source
	groovyText
	change evaluator.Change
	// values are variables that are assigned one text and nothing else.
	values map[string]int
	// counts are how often a name is assigned.
	counts map[string]int
	// known are the values that were asked for.
	known map[string]hole
}

func readJenkinsfile(s source) evaluator.Change {
	data, err := document.Decode(s.file.Data)
	if err != nil {
		return evaluator.Change{Failures: []evaluator.Failure{parseFailure(s.file.Name, err)}}
	}
	groovy := splitGroovy(string(data))
	steps := s.unreadSteps(groovy)
	if !concernsECS(string(data)) {
		return steps
	}
	j := &jenkinsReader{source: s, groovyText: groovy, change: steps, values: map[string]int{}, counts: map[string]int{}, known: map[string]hole{}}
	j.collect()
	j.findBranches()
	for i := 0; i < len(j.strings); i++ {
		i = j.read(i)
	}
	return j.change
}

var (
	groovyAssignment = pattern.Lazily(`(?:^|[^\w.])(?:env\.)?([A-Za-z_]\w*)[ \t]*\+?=(?:[^=~>]|$)`)
	assignsString    = pattern.Lazily(`(?:^|[^\w.])(?:env\.)?([A-Za-z_]\w*)\s*=\s*$`)
	withEnvEntry     = pattern.Lazily(`withEnv\s*\(\s*\[[\s,]*$`)
)

// collect finds what names are given.
func (j *jenkinsReader) collect() {
	for _, m := range groovyAssignment().FindAllStringSubmatch(j.code, -1) {
		j.counts[m[1]]++
	}
	for i, str := range j.strings {
		before := j.before(str)
		if strings.HasSuffix(strings.TrimSpace(before), "=") {
			if m := assignsString().FindStringSubmatch(before); m != nil && !j.continues(str) {
				j.values[m[1]] = i
			}
		}
		if name, _, ok := strings.Cut(str.raw, "="); ok && strings.Contains(before, "withEnv") && withEnvEntry().MatchString(before) {
			j.counts[name]++
		}
	}
}

// before is the code before a string, without the other strings.
func (j *jenkinsReader) before(str groovyString) string {
	return j.code[max(0, str.start-300):str.start]
}

// continues reports whether a string is only the beginning of a value.
func (j *jenkinsReader) continues(str groovyString) bool {
	rest := strings.TrimLeft(j.code[str.end:], " \t")
	return strings.HasPrefix(rest, "+") || strings.HasPrefix(rest, ".") || strings.HasPrefix(rest, "?") || strings.HasPrefix(rest, "[")
}

var (
	shellStep = pattern.Lazily(`\b(sh|bat|powershell|pwsh)\s*(?:\(\s*)?(?:\w+\s*:\s*\w*\s*,\s*)*(?:script\s*:\s*)?$`)
	saysOnly  = pattern.Lazily(`(?:\b(?:echo|println|print|error|unstable|input|stage|description|label|message|name|text|credentialsId)\s*\(?\s*(?:\w+\s*:\s*)?)$`)
)

// read reads one string, and returns the index of the last that belongs to the
// same text.
func (j *jenkinsReader) read(i int) int {
	text := j.build(i)
	if !concernsECS(text.String()) {
		return text.last
	}
	before := j.before(j.strings[i])
	step := shellStep().FindStringSubmatch(before)
	if saysOnly().MatchString(before) || step == nil && !changesECS().MatchString(strings.ReplaceAll(text.String(), "\\\n", " ")) {
		return text.last
	}
	read, maybe := language(command.Shells), step == nil
	if step != nil {
		switch step[1] {
		case "bat":
			read = batch
		case "powershell", "pwsh":
			read = powerShell
		}
	}
	texts := []command.Text{{Text: text.String(), At: document.Position{Line: 1, Column: 1}, Maybe: maybe || j.strings[i].branch}}
	options := j.shellOptions(text)
	found, problems := read(texts, options)
	move := relocation{place: text.place, moved: map[*command.Invocation]*command.Invocation{}, text: text.restore}
	for n := range found {
		found[n] = *move.invocation(&found[n])
	}
	for n := range problems {
		problems[n].Position, problems[n].Message = text.place(problems[n].Position), text.restore(problems[n].Message)
	}
	appendChange(&j.change, j.invocations(found, "jenkinsfile"))
	appendChange(&j.change, j.problems(problems))
	for _, tool := range toolCommands(texts, options) {
		tool.words, tool.at = move.words(tool.words), move.at(tool.at)
		appendChange(&j.change, j.tool(tool, "jenkinsfile"))
	}
	return text.last
}

// conditions open blocks that may not be run.
var conditions = pattern.Lazily(`\b(?:if|else|catch|for|while|case|failure|unstable|aborted|unsuccessful)\b[^{}\n]*$`)

// findBranches notes which strings stand in blocks that may not be run: behind a
// condition, or in a stage that has one.
func (j *jenkinsReader) findBranches() {
	var open []bool
	next := 0
	for i := 0; i < len(j.code); i++ {
		for next < len(j.strings) && j.strings[next].start <= i {
			j.strings[next].branch = slices.Contains(open, true)
			next++
		}
		switch j.code[i] {
		case '{':
			head := j.code[max(0, i-200):i]
			if len(open) > 0 && strings.HasSuffix(strings.TrimSpace(head), "when") {
				open[len(open)-1] = true
			}
			if len(open) < maxNesting {
				open = append(open, conditions().MatchString(head))
			}
		case '}':
			open = open[:max(0, len(open)-1)]
		}
	}
}

// shellOptions are the variables that the shell sees: those of the pipeline, and what
// was passed. What Groovy fills in and nobody knows is an expression of its own.
func (j *jenkinsReader) shellOptions(text *groovyValue) command.Options {
	options := command.Options{Env: map[string]string{}, Unknown: map[string]string{}}
	for name, value := range j.source.options.Env {
		options.Env[name] = value
	}
	for name, count := range j.counts {
		if value, reason := j.value(name, 0); reason == "" {
			options.Env[name] = value
		} else if _, passed := options.Env[name]; !passed && count > 0 {
			options.Unknown[name] = reason
		}
	}
	options.Expand = func(expression string) (string, string) {
		n, err := strconv.Atoi(strings.Trim(expression, "${}grovy "))
		if err == nil && n >= 0 && n < len(text.holes) {
			return "", text.holes[n].reason
		}
		return "", strconv.Quote(expression) + " is an expression"
	}
	return options
}

// value returns the text that a name is assigned, or why it is not known.
func (j *jenkinsReader) value(name string, depth int) (string, string) {
	known, ok := j.known[name]
	if !ok {
		known.raw, known.reason = j.find(name, depth)
		j.known[name] = known
	}
	return known.raw, known.reason
}

// maxValue is how long the value of a variable may be.
const maxValue = 1 << 16

func (j *jenkinsReader) find(name string, depth int) (string, string) {
	i, ok := j.values[name]
	switch count := j.counts[name]; {
	case count > 1:
		return "", fmt.Sprintf("%q is assigned %d times", name, count)
	case !ok || depth > 10:
		if value, passed := j.source.options.Env[name]; passed && count == 0 {
			return value, ""
		}
		return "", strconv.Quote("${"+name+"}") + " is a variable"
	}
	var text strings.Builder
	for _, p := range j.strings[i].pieces {
		if p.expression == "" {
			text.WriteString(p.text)
			continue
		}
		name, simple := simpleName(p.expression)
		if !simple {
			return "", strconv.Quote("${"+p.expression+"}") + " is an expression"
		}
		value, reason := j.value(name, depth+1)
		if reason != "" {
			return "", reason
		}
		if text.Len()+len(value) > maxValue {
			return "", strconv.Quote("${"+name+"}") + " is too long"
		}
		text.WriteString(value)
	}
	return text.String(), ""
}

var plainName = pattern.Lazily(`^\s*(?:env\.)?([A-Za-z_]\w*)\s*$`)

func simpleName(expression string) (string, bool) {
	m := plainName().FindStringSubmatch(expression)
	if m == nil {
		return "", false
	}
	return m[1], true
}
