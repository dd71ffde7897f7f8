package report

import (
	"bufio"
	"fmt"
	"path"
	"path/filepath"
	"strings"

	"github.com/ecsgate/ecsgate/evaluator"
	"github.com/ecsgate/ecsgate/evaluator/printable"
)

// writeAzure writes the logging commands of Azure Pipelines, the gravest first:
// the agent keeps the first ten errors and warnings of a step. It knows no level
// below a warning; what is one is a plain line.
func writeAzure(w *bufio.Writer, report *evaluator.Report, options Options) error {
	list := findings(report, options)
	gravestFirst(list)
	locator := newLocator(report, options)
	for i := range list {
		f := &list[i]
		if i == logLimit {
			w.WriteString("not listed: " + counted(list[i:]) + "\n")
			break
		}
		if level := azureLevel(f); level != "" {
			w.WriteString(azureCommand(level, f, locator))
		} else {
			plainLine(w, f)
		}
	}
	writeSummary(w, report, options)
	return nil
}

func azureLevel(f *finding) string {
	switch {
	case f.accepted != "":
		return ""
	case f.level == evaluator.Error:
		return "error"
	case f.level == evaluator.Warning:
		return "warning"
	default:
		return ""
	}
}

func azureCommand(level string, f *finding, locator locator) string {
	properties := []string{"type=" + level}
	where := locator.of(f)
	if !where.stands {
		properties = append(properties, "sourcepath="+azureEscapes.Replace(printable.Clean(path.Clean(filepath.ToSlash(locator.whole(f.file))))), fmt.Sprintf("linenumber=%d", where.line))
		if where.column > 0 {
			properties = append(properties, fmt.Sprintf("columnnumber=%d", where.column))
		}
	}
	properties = append(properties, "code="+azureEscapes.Replace(printable.Clean(f.rule())))
	message := annotation(f, where)
	if f.kind != kindViolation {
		message = printable.Clean(f.about()) + ": " + message
	}
	return "##vso[task.logissue " + strings.Join(properties, ";") + ";]" + azureEscapes.Replace(message) + "\n"
}

// azureEscapes are of what would end a command or a property.
var azureEscapes = strings.NewReplacer("%", "%AZP25", ";", "%3B", "]", "%5D", "\r", "%0D", "\n", "%0A")
