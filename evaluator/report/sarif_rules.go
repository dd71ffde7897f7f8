package report

import (
	"cmp"
	"strings"

	"github.com/owenrumney/go-sarif/v3/pkg/report/v210/sarif"

	"github.com/ecsgate/ecsgate/evaluator"
	"github.com/ecsgate/ecsgate/evaluator/printable"
)

// sarifRules are the rules that results cite, explained from their METADATA.
type sarifRules struct {
	catalogue map[string]*evaluator.Rule
	cited     map[string]bool
	list      []*sarif.ReportingDescriptor
}

func newSARIFRules(rules []evaluator.Rule) sarifRules {
	r := sarifRules{catalogue: map[string]*evaluator.Rule{}, cited: map[string]bool{}}
	for i := range rules {
		r.catalogue[rules[i].ID] = &rules[i]
	}
	return r
}

// cite lists the rule of a finding. What is no rule's finding gets one of its
// own, so that nobody counts it as a violation.
func (r *sarifRules) cite(f *finding) {
	id := f.rule()
	if r.cited[id] {
		return
	}
	r.cited[id] = true
	switch rule := r.catalogue[id]; {
	case f.kind != kindViolation:
		r.list = append(r.list, sarifKind(f.kind))
	case rule == nil:
		r.list = append(r.list, sarifRule(&evaluator.Rule{ID: id, Name: f.name, Severity: f.level, Remediation: f.remediation}))
	default:
		r.list = append(r.list, sarifRule(rule))
	}
}

func sarifRule(rule *evaluator.Rule) *sarif.ReportingDescriptor {
	d := &sarif.ReportingDescriptor{
		ID:                   new(printable.Clean(rule.ID)),
		ShortDescription:     sarifText(cmp.Or(rule.Title, rule.Name, rule.ID)),
		FullDescription:      sarifText(cmp.Or(rule.Description, rule.Title, rule.Name, rule.ID)),
		Help:                 sarifHelp(rule),
		DefaultConfiguration: &sarif.ReportingConfiguration{Level: sarifLevel(rule.Severity), Enabled: true},
		Properties: &sarif.PropertyBag{
			Properties: sarif.Properties{"precision": "very-high", "problem.severity": problemSeverity(rule.Severity)},
			Tags:       tagsOf(rule),
		},
	}
	if rule.Name != "" {
		d.Name = new(printable.Clean(rule.Name))
	}
	for _, link := range rule.Links {
		if isWebAddress(link.Ref) {
			d.HelpURI = new(link.Ref)
			break
		}
	}
	for _, alias := range rule.Aliases {
		d.DeprecatedNames = append(d.DeprecatedNames, printable.Clean(alias))
	}
	return d
}

// sarifHelp is what a reader shows beside a result, as text and in Markdown.
func sarifHelp(rule *evaluator.Rule) *sarif.MultiformatMessageString {
	var text, markdown []string
	add := func(label, words string) {
		if words != "" {
			text = append(text, label+printable.Clean(words))
			markdown = append(markdown, label+escapeMarkdown(words))
		}
	}
	add("", cmp.Or(rule.Description, rule.Title, rule.Name, rule.ID))
	add("What to do: ", rule.Remediation)
	for _, link := range rule.Links {
		if isWebAddress(link.Ref) {
			text = append(text, printable.Clean(link.Ref))
			markdown = append(markdown, markdownLink(cmp.Or(link.Description, link.Ref), link.Ref))
		}
	}
	return &sarif.MultiformatMessageString{
		Text:     new(strings.Join(text, "\n\n")),
		Markdown: new(strings.Join(markdown, "\n\n")),
	}
}

// sarifKind describes what is no rule's finding.
func sarifKind(k kind) *sarif.ReportingDescriptor {
	words := map[kind]string{
		kindFailure:    "ecsgate could not do its work here, so nothing is known of it.",
		kindUndecided:  "A rule could not look, because what it needs is not known. That is not an admission.",
		kindUnresolved: "A part of the request can not be known before it is sent.",
		kindUnseen:     "Something here may send ECS requests and was not looked at.",
	}[k]
	level := "warning"
	if k == kindFailure {
		level = "error"
	}
	return &sarif.ReportingDescriptor{
		ID:                   new(string(k)),
		ShortDescription:     sarifText(words),
		FullDescription:      sarifText(words),
		Help:                 sarifText(words),
		DefaultConfiguration: &sarif.ReportingConfiguration{Level: level, Enabled: true},
	}
}

func sarifText(text string) *sarif.MultiformatMessageString {
	return &sarif.MultiformatMessageString{Text: new(printable.Clean(text))}
}

// problemSeverity is GitHub's word for the level of what is no security alert.
func problemSeverity(s evaluator.Severity) string {
	if s == evaluator.Error || s == evaluator.Warning {
		return string(s)
	}
	return "recommendation"
}

// tagsOf are the areas that a rule's package lies in: ecs and launch.
func tagsOf(rule *evaluator.Rule) []string {
	parts := strings.Split(rule.Package, ".")
	tags := []string{}
	for _, part := range parts[:len(parts)-1] {
		tags = append(tags, printable.Clean(part))
	}
	return tags
}

// isWebAddress: METADATA of users may hold anything.
func isWebAddress(text string) bool {
	return strings.HasPrefix(text, "https://") && !strings.ContainsAny(text, " \"<>\\^`{|}") && printable.Clean(text) == text
}
