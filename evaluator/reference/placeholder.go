package reference

import (
	"regexp"
	"strconv"
	"strings"
	"unicode"
)

// placeholders are what tools fill in, by how it begins and ends. Where one
// begins like another the longer comes first.
var placeholders = []struct{ begin, end, what string }{
	{"${{", "}}", "an expression"},
	{"{{resolve:", "}}", "a dynamic reference"},
	{"{{", "}}", "a template expression"},
	{"{%", "%}", "an expression"},
	{"${", "}", "a variable"},
	{"$(", ")", "the output of a command"},
	{"<", ">", "a placeholder"},
	{"{", "}", "a placeholder"},
}

// batchVariable is a variable of the Windows command line.
var batchVariable = regexp.MustCompile(`%[A-Za-z_][A-Za-z0-9_]*%`)

// unresolved says what in the text is not there yet, or returns "".
func unresolved(raw string) string {
	for _, p := range placeholders {
		if start := strings.Index(raw, p.begin); start >= 0 {
			return found(cut(raw[start:], p.end), p.what)
		}
	}
	if start := strings.IndexByte(raw, '$'); start >= 0 {
		if isJSONPath(raw[start:]) {
			return found(raw[start:], "a JSONPath")
		}
		return found(raw[start:], "a variable")
	}
	if variable := batchVariable.FindString(raw); variable != "" {
		return found(variable, "a variable")
	}
	if strings.ContainsFunc(raw, unicode.IsSpace) {
		return quote(raw) + " holds white space"
	}
	return ""
}

func found(text, what string) string { return quote(text) + " is " + what }

// cut returns the text up to and including its end, or all of it.
func cut(text, end string) string {
	if i := strings.Index(text, end); i >= 0 {
		return text[:i+len(end)]
	}
	return text
}

// isJSONPath reports whether a text reads from a state's input or context
// object, as Step Functions and EventBridge Pipes write it.
func isJSONPath(text string) bool {
	return text == "$" || strings.HasPrefix(text, "$.") || strings.HasPrefix(text, "$[") || strings.HasPrefix(text, "$$")
}

// maxQuoted is how many characters of a text a reason repeats at most: an ARN
// with a short family fits.
const maxQuoted = 100

// quote returns a text as reasons show it: quoted, escaped and cut.
func quote(text string) string {
	count := 0
	for offset := range text {
		if count == maxQuoted {
			return strconv.Quote(text[:offset]) + "…"
		}
		count++
	}
	return strconv.Quote(text)
}
