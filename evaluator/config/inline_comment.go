package config

import (
	"bytes"
	"path"
	"slices"
	"strings"
)

// slashed are the extensions of languages in which // begins a comment.
var slashed = []string{".tf", ".tofu", ".hcl", ".jsonnet", ".libsonnet", ".groovy", ".jenkinsfile"}

// commentMarks are what begins a comment in a file. JSON that has comments is a
// template of it.
func commentMarks(name string, text []byte) []string {
	base := strings.ToLower(path.Base(name))
	braces := bytes.IndexAny(bytes.TrimSpace(text), "{[/") == 0
	if braces || strings.HasPrefix(base, "jenkinsfile") || slices.Contains(slashed, path.Ext(base)) {
		return []string{"#", "//"}
	}
	return []string{"#"}
}

// comment finds the mark in a line, where it begins a comment; alone says that
// there is nothing before it.
func comment(line string, marks []string) (column int, alone, is bool) {
	column = strings.Index(line, inlineMark)
	if column < 0 {
		return 0, false, false
	}
	before := strings.TrimRight(line[:column], " \t")
	for _, mark := range marks {
		code, found := strings.CutSuffix(before, mark)
		if !found {
			continue
		}
		alone = strings.TrimSpace(code) == ""
		// In YAML and in a shell the mark of a comment stands after a blank.
		return column, alone, alone || strings.HasSuffix(code, " ") || strings.HasSuffix(code, "\t")
	}
	return 0, false, false
}

// next finds the lines that a waiver with a line for itself is for. Several may
// stand above one line; a shell's command goes on after \, PowerShell's after `.
func next(lines, marks []string, i int) (first, last int) {
	for i++; i < len(lines); i++ {
		if _, alone, is := comment(lines[i], marks); !is || !alone {
			break
		}
	}
	first = i + 1
	for i < len(lines) && continues(lines[i]) {
		i++
	}
	return first, i + 1
}

func continues(line string) bool {
	line = strings.TrimRight(line, "\r")
	return strings.HasSuffix(line, `\`) || strings.HasSuffix(line, "`")
}
