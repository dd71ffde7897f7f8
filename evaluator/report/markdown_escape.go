package report

import (
	"strings"

	"github.com/ecsgate/ecsgate/evaluator/printable"
)

// markdownEscapes make every character mean itself, also in a cell of a table,
// and break what a forge makes of plain text: a mention would send somebody a
// message, a number would point to another discussion, and an address would become
// a link.
var markdownEscapes = strings.NewReplacer(
	"&", "&amp;", "<", "&lt;", ">", "&gt;",
	`\`, `\\`, "`", "\\`", "*", `\*`, "_", `\_`, "[", `\[`, "]", `\]`, "|", `\|`, "~", `\~`, "$", `\$`,
	"@", "@<!-- -->", "#", "#<!-- -->", "://", ":/<!-- -->/", "www.", "www<!-- -->.",
)

// escapeMarkdown makes text from a file, a rule or ECS one line of Markdown that
// shows it as it is.
func escapeMarkdown(text string) string { return markdownEscapes.Replace(printable.Clean(text)) }

// markdownLink links text to an address that isWebAddress accepts; without one
// it is the text.
func markdownLink(text, address string) string {
	if address == "" {
		return escapeMarkdown(text)
	}
	return "[" + escapeMarkdown(text) + "](<" + address + ">)"
}
