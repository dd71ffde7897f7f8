package report

import (
	"bufio"
	"fmt"
	"time"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"
	"github.com/owenrumney/go-sarif/v3/pkg/report/v210/sarif"

	"github.com/ecsgate/ecsgate/evaluator"
	"github.com/ecsgate/ecsgate/evaluator/printable"
)

const (
	sarifSchema  = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
	sarifVersion = "2.1.0"
	// sarifLimit is how many results GitHub takes: it refuses the file of a run that
	// has more.
	sarifLimit = 25_000
	// informationURI is where readers send who wants to know what ecsgate is.
	informationURI = "https://github.com/ecsgate/ecsgate"
)

// writeSARIF writes SARIF 2.1.0 with one run. The types are the library's; they
// are filled in by hand and written without what is empty, because its
// constructors spell out a dozen empty lists for each result.
//
// There is no automationDetails: the action that uploads the file to GitHub sets
// it from its input "category", but only where the file has none.
func writeSARIF(w *bufio.Writer, report *evaluator.Report, options Options) error {
	run := newSARIFRun(report, options)
	list := run.results(findings(report, options))
	return writeIndented(w, sarif.Report{
		Schema:  sarifSchema,
		Version: sarifVersion,
		Runs: []*sarif.Run{{
			Tool:        run.tool(options.Version),
			ColumnKind:  new("unicodeCodePoints"),
			Invocations: []*sarif.Invocation{run.invocation()},
			Results:     list,
			Properties:  &sarif.PropertyBag{Properties: sarifProperties(report)},
		}},
	}, json.OmitZeroStructFields(true), jsontext.WithIndent(" "))
}

// tool names the program, and the rules that the results cite.
func (r *sarifRun) tool(version string) *sarif.Tool {
	driver := &sarif.ToolComponent{Name: new(program), InformationURI: new(informationURI), Rules: r.rules.list}
	if version != "" {
		driver.Version = new(printable.Clean(version))
	}
	return &sarif.Tool{Driver: driver}
}

// sarifProperties say what the run was judged by: who keeps the file can tell
// whether two of them can be compared.
func sarifProperties(report *evaluator.Report) sarif.Properties {
	properties := sarif.Properties{"verdict": string(report.Verdict), "state": printable.Clean(report.State.Source)}
	add := func(name, text string) {
		if text != "" {
			properties[name] = text
		}
	}
	add("policies", report.Policies.Digest)
	add("stateDigest", report.State.Digest)
	if at := report.State.TakenAt; at != nil {
		add("stateTakenAt", at.UTC().Format(time.RFC3339))
	}
	return properties
}

// sarifRun makes the parts of a run.
type sarifRun struct {
	report  *evaluator.Report
	locator locator
	ids     identities
	rules   sarifRules
	// lines are the places at which each rule has a result.
	lines         map[sarifLine]bool
	notifications []*sarif.Notification
}

// sarifLine is what GitHub tells results apart by, unless they have fingerprints.
type sarifLine struct {
	rule, path string
	line       int
}

func newSARIFRun(report *evaluator.Report, options Options) *sarifRun {
	locator := newLocator(report, options)
	return &sarifRun{
		report:  report,
		locator: locator,
		ids:     newIdentities(locator),
		rules:   newSARIFRules(options.Rules),
		lines:   map[sarifLine]bool{},
	}
}

// invocation says how the run ended, and what kept it from looking.
func (r *sarifRun) invocation() *sarif.Invocation {
	return &sarif.Invocation{
		ExecutionSuccessful:        new(len(r.report.Failures) == 0),
		ExitCode:                   new(r.report.ExitCode),
		ToolExecutionNotifications: r.notifications,
	}
}

// notify says something that is no result. A failure is both: standard readers
// look for it here, GitHub shows results only.
func (r *sarifRun) notify(f *finding) {
	level := "note"
	if f.kind == kindFailure {
		level = "error"
	}
	n := &sarif.Notification{Level: level, Message: &sarif.Message{Text: new(printable.Clean(f.message))}}
	if f.file != "" {
		n.Locations = []*sarif.Location{r.location(f)}
	}
	r.notifications = append(r.notifications, n)
}

// cut keeps the gravest of what would be too much for GitHub, and says so.
func (r *sarifRun) cut(list []finding) []finding {
	if len(list) <= sarifLimit {
		return list
	}
	gravestFirst(list)
	r.notifications = append(r.notifications, &sarif.Notification{
		Level:   "warning",
		Message: &sarif.Message{Text: new(fmt.Sprintf("%d findings are left out, the least grave ones: GitHub takes %d", len(list)-sarifLimit, sarifLimit))},
	})
	return list[:sarifLimit]
}
