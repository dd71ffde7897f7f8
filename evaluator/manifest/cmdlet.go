package manifest

import (
	"strings"
	"unicode"
)

// cmdlets are those of the AWS Tools for PowerShell that send the requests that
// ecsgate judges, with the AWS CLI's verb for each (AWS Tools for PowerShell
// Cmdlet Reference, Amazon Elastic Container Service).
var cmdlets = map[string]string{
	"new-ecstask":                  "run-task",
	"start-ecstask":                "start-task",
	"new-ecsservice":               "create-service",
	"update-ecsservice":            "update-service",
	"remove-ecsservice":            "delete-service",
	"new-ecstaskset":               "create-task-set",
	"register-ecstaskdefinition":   "register-task-definition",
	"unregister-ecstaskdefinition": "deregister-task-definition",
	"remove-ecstaskdefinition":     "delete-task-definitions",
}

// cmdletSwitches are parameters that the AWS CLI takes as a switch and a cmdlet
// with a value.
var cmdletSwitches = []string{"--force-new-deployment", "--enable-execute-command", "--enable-ecs-managed-tags"}

// cmdlet writes a cmdlet's command line as the AWS CLI's: "-TaskDefinition web"
// becomes "--task-definition web".
func cmdlet(verb string, line []token) []token {
	at := line[0].at
	plain := func(text string) token {
		return token{raw: text, bare: true, at: at, pieces: []piece{{text: text}}}
	}
	words := []token{plain("aws"), plain("ecs"), plain(verb)}
	for i := 1; i < len(line); i++ {
		t := line[i]
		name, isName := strings.CutPrefix(t.raw, "-")
		if !isName || !t.bare || name == "" || !unicode.IsLetter(rune(name[0])) {
			words = append(words, t)
			continue
		}
		name, value, joined := strings.Cut(name, ":") // -ForceNewDeployment:$true
		option := "--" + optionName(name)
		if truth, ok := switchValue(option, value, joined, line[i+1:]); ok {
			if !joined {
				i++
			}
			if truth {
				at = t.at
				words = append(words, plain(option))
			}
			continue
		}
		at = t.at
		words = append(words, plain(option))
		if joined {
			words = append(words, plain(value))
		}
	}
	return words
}

// switchValue returns whether a switch is on, where a value says so.
func switchValue(option, value string, joined bool, next []token) (on, known bool) {
	is := false
	for _, name := range cmdletSwitches {
		is = is || name == option
	}
	if !joined && len(next) > 0 {
		value = next[0].raw
	}
	switch strings.ToLower(value) {
	case "$true":
		return true, is
	case "$false":
		return false, is
	}
	return false, false
}
