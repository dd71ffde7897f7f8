package command

import (
	"slices"
	"strings"

	"github.com/ecsgate/ecsgate/evaluator/pattern"
)

// Words returns the aws command line that words make, as another shell or
// somebody else split them, and whether they do. What stands before aws runs it
// (sudo, env, "docker run … amazon/aws-cli"). The position is that of aws.
func Words(words []Word) (Invocation, bool) {
	if i, ok := hiddenCommand(words); ok {
		return i, true
	}
	for i, w := range words {
		if i > 0 && !Mentions(text(words[i:])) {
			return Invocation{}, false
		}
		if !runsAWS(w, words[i+1:]) {
			continue
		}
		invocation := parseWords(words[i+1:])
		if invocation.Service != "" && (i == 0 || invocation.Verb != "") {
			invocation.Position = w.Position
			return invocation, true
		}
	}
	return Invocation{}, false
}

// onlyOfECS are the commands that no other service has.
var onlyOfECS = []string{
	"run-task", "start-task", "update-service", "create-task-set", "register-task-definition", "deregister-task-definition",
	"delete-task-definitions",
}

// hiddenCommand reads "$AWS_ECS update-service …", where a variable that is not
// known holds "aws ecs" and nobody knows which options.
func hiddenCommand(words []Word) (Invocation, bool) {
	if len(words) < 2 || words[0].Known() || !words[1].Known() || !slices.Contains(onlyOfECS, words[1].Text) {
		return Invocation{}, false
	}
	i := Invocation{Service: "ecs", Words: words[:1:1], Position: words[0].Position}
	i.parse(words[1:])
	return i, true
}

func text(words []Word) string {
	list := make([]string, len(words)+1)
	list[0] = "aws"
	for i, w := range words {
		list[i+1] = w.Text
	}
	return strings.Join(list, " ")
}

// program is the AWS CLI under the names that people call it by, and in its own
// container image.
var program = pattern.Lazily(`^(?:.*[/\\])?(?:aws|aws2|aws\.exe|aws\.cmd)$|(?:^|/)aws-cli(?:[:@].*)?$`)

// runsAWS reports whether a word runs the AWS CLI: it is one of its names, or a
// variable before words that only the AWS CLI takes.
func runsAWS(w Word, rest []Word) bool {
	if w.Known() {
		return program().MatchString(w.Text)
	}
	i := parseWords(rest)
	return slices.Contains(services, i.Service) && slices.Contains(verbs, i.Verb)
}

// services are those whose commands may concern ECS.
var services = []string{"ecs", "events", "scheduler", "deploy", "pipes", "stepfunctions", "cloudformation"}

// switches are the options that take no value, of the AWS CLI itself and of the
// commands that matter here; each that begins with "no-" or "enable-" is one,
// too.
var switches = map[string]bool{
	"debug": true, "cli-auto-prompt": true, "version": true, "v2-debug": true, "force-new-deployment": true, "force": true,
	"update-outdated-instances-only": true, "ignore-application-stop-failures": true, "include-deleted": true,
}

// valued are options that look like switches and take a value.
var valued = map[string]bool{"enable-fault-injection": false}

func isSwitch(name string) bool {
	if takes, ok := valued[name]; ok {
		return !takes
	}
	return switches[name] || strings.HasPrefix(name, "no-") || strings.HasPrefix(name, "enable-")
}

// lists are the options that take as many values as follow.
var lists = map[string]bool{
	"task-definitions": true, "container-instances": true, "targets": true, "ids": true, "tags": true, "load-balancers": true,
	"service-registries": true, "capacity-provider-strategy": true, "placement-constraints": true, "placement-strategy": true,
	"volume-configurations": true, "vpc-lattice-configurations": true, "requires-compatibilities": true, "volumes": true,
	"container-definitions": true, "inference-accelerators": true, "services": true, "clusters": true, "tasks": true, "include": true,
	"entries": true, "capabilities": true, "parameter-overrides": true, "parameters": true,
}

// parseWords reads what follows aws.
func parseWords(words []Word) Invocation {
	var i Invocation
	i.parse(words)
	return i
}

func (i *Invocation) parse(words []Word) {
	for n := 0; n < len(words); n++ {
		w := words[n]
		name, isOption := strings.CutPrefix(w.Text, "--")
		switch {
		case isOption && name != "":
			n += i.addOption(name, w, words[n+1:])
		case i.Verb == "" && !w.Known() && i.namesMore(words[n+1:]):
			// "aws $OPTIONS ecs": what is not known stands beside the command.
			i.Words = append(i.Words, w)
		case i.Service == "":
			i.Service = w.Text
		case i.Verb == "":
			i.Verb = w.Text
		default:
			i.Words = append(i.Words, w)
		}
	}
}

// namesMore reports whether the part of the command that is still missing stands
// among the words.
func (i *Invocation) namesMore(words []Word) bool {
	return slices.ContainsFunc(words, func(w Word) bool {
		if i.Service == "" {
			return w.Known() && slices.Contains(services, w.Text)
		}
		return w.Known() && slices.Contains(verbs, w.Text)
	})
}

// addOption adds an option and returns how many of the words that follow are
// its values.
func (i *Invocation) addOption(name string, w Word, rest []Word) int {
	a := Argument{Position: w.Position}
	var value string
	var hasValue bool
	a.Name, value, hasValue = strings.Cut(name, "=")
	most := 1
	switch {
	case hasValue:
		first := w
		first.Text = value
		a.Values = []Word{first}
		if most = 0; lists[a.Name] {
			most = len(rest)
		}
	case isSwitch(a.Name):
		most = 0
	case lists[a.Name]:
		most = len(rest)
	}
	used := 0
	for used < min(most, len(rest)) && !strings.HasPrefix(rest[used].Text, "--") {
		a.Values = append(a.Values, rest[used])
		used++
	}
	i.Arguments = append(i.Arguments, a)
	return used
}

// filter is what may leave out a part of what a command answers: a condition in
// its --query.
func (i *Invocation) filter() string {
	if query, ok := i.Option("query"); ok && strings.Contains(query.Value().Text, "[?") {
		return "--query " + shorten(query.Value().Text)
	}
	return ""
}

// narrows reports whether a command passes only a part of what it reads. What
// only looks for ARNs takes them out of JSON.
func narrows(words []Word) bool {
	all := text(words[1:])
	switch words[0].Text {
	case "head", "tail", "comm", "uniq":
		return true
	case "grep", "egrep", "fgrep", "rg":
		return !strings.Contains(all, "arn") && !strings.Contains(all, "task-definition")
	case "jq", "yq":
		return strings.Contains(all, "select(") || strings.Contains(all, "[:") || strings.Contains(all, "--arg")
	}
	return false
}
