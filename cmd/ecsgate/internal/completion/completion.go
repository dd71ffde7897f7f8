// Package completion makes shells complete command lines: the scripts for them, and
// what these ask the program.
package completion

import "embed"

//go:embed script
var scripts embed.FS

// shells are those that commands can be completed in, with their scripts.
var shells = []struct{ name, script string }{
	{"bash", "ecsgate.bash"},
	{"zsh", "ecsgate.zsh"},
	{"fish", "ecsgate.fish"},
	{"powershell", "ecsgate.ps1"},
}

// Shells are those that commands can be completed in.
func Shells() []string {
	var names []string
	for _, shell := range shells {
		names = append(names, shell.name)
	}
	return names
}

// Script is what a shell runs; ok is false for one that is not known.
func Script(shell string) (script []byte, ok bool) {
	for _, known := range shells {
		if known.name == shell {
			script, err := scripts.ReadFile("script/" + known.script)
			return script, err == nil
		}
	}
	return nil, false
}
