package report

import (
	"slices"

	"github.com/owenrumney/go-sarif/v3/pkg/report/v210/sarif"

	"github.com/ecsgate/ecsgate/evaluator"
	"github.com/ecsgate/ecsgate/evaluator/printable"
)

// results are the findings but for mere notes, which are notifications.
func (r *sarifRun) results(list []finding) []*sarif.Result {
	for i := range list {
		if f := &list[i]; f.kind == kindNote || f.kind == kindFailure {
			r.notify(f)
		}
	}
	list = r.cut(slices.DeleteFunc(list, func(f finding) bool { return f.kind == kindNote }))
	results := []*sarif.Result{}
	for i := range list {
		results = append(results, r.result(&list[i]))
	}
	return results
}

func (r *sarifRun) result(f *finding) *sarif.Result {
	r.rules.cite(f)
	result := &sarif.Result{
		RuleID:              new(printable.Clean(f.rule())),
		Level:               sarifLevel(f.level),
		Message:             sarifMessage(f),
		Locations:           []*sarif.Location{r.location(f)},
		PartialFingerprints: r.fingerprints(f),
	}
	switch f.kind {
	case kindViolation, kindFailure:
	default:
		// There was too little to decide by. Such a result has no level.
		result.Kind, result.Level = "open", "none"
	}
	if f.accepted != "" {
		result.Suppressions = []*sarif.Suppression{{
			Kind: new("external"), Status: new("accepted"), Justification: new(printable.Clean(f.accepted)),
		}}
	}
	switch {
	case r.report.Baseline == nil || f.kind != kindViolation:
	case f.known:
		result.BaselineState = new("unchanged")
	case f.accepted == "":
		result.BaselineState = new("new")
	}
	return result
}

// fingerprints identify a result whatever stands above it. The action that
// uploads the file to GitHub adds primaryLocationLineHash by itself, of the text
// of the line, and complains of one that differs. It can not where there is no
// file; and where a rule has two results in one line, as in minified JSON, it
// would make one of them.
func (r *sarifRun) fingerprints(f *finding) map[string]string {
	identity := r.ids.of(f)
	prints := map[string]string{"ecsgate/v1": identity}
	where := r.locator.of(f)
	line := sarifLine{f.rule(), where.path, where.line}
	if where.stands || r.lines[line] {
		prints["primaryLocationLineHash"] = identity
	}
	r.lines[line] = true
	return prints
}

func (r *sarifRun) location(f *finding) *sarif.Location {
	where := r.locator.of(f)
	region := &sarif.Region{StartLine: new(where.line)}
	if where.column > 0 {
		region.StartColumn = new(where.column)
	}
	location := &sarif.Location{PhysicalLocation: &sarif.PhysicalLocation{
		ArtifactLocation: &sarif.ArtifactLocation{URI: new(where.uri())},
		Region:           region,
	}}
	if f.operation != nil {
		location.LogicalLocations = []*sarif.LogicalLocation{{FullyQualifiedName: new(printable.Clean(requestOf(f.operation)))}}
		if f.address != "" {
			location.LogicalLocations = append(location.LogicalLocations, &sarif.LogicalLocation{FullyQualifiedName: new(printable.Clean(f.address)), Kind: new("resource")})
		}
	}
	return location
}

// sarifMessage says what was found and what to do: few readers show the rule's
// help beside it.
func sarifMessage(f *finding) *sarif.Message {
	text := printable.Clean(f.located(f.message))
	if f.kind != kindViolation && len(f.rules) > 0 {
		text = printable.Clean(f.about()) + ": " + text
	}
	if f.remediation != "" {
		text += ".\n" + printable.Clean(f.remediation)
	}
	return &sarif.Message{Text: &text}
}

func sarifLevel(s evaluator.Severity) string {
	switch s {
	case evaluator.Error:
		return "error"
	case evaluator.Warning:
		return "warning"
	default:
		return "note"
	}
}
