package config

import (
	"fmt"
	"slices"

	"github.com/ecsgate/ecsgate/evaluator"
	"github.com/ecsgate/ecsgate/evaluator/document"
)

// ReadBaseline reads a baseline/v1 file. What it does not know it refuses: an
// entry that is not understood would silently hide a finding, or silently not.
// Errors begin with "name:line:column:".
func ReadBaseline(data []byte, name string) (*Baseline, error) {
	findings, err := readBaseline(data)
	if err != nil {
		return nil, fmt.Errorf("%s:%w", name, err)
	}
	return &Baseline{File: name, Findings: findings}, nil
}

func readBaseline(data []byte) ([]Finding, error) {
	text, err := document.Decode(data)
	if err != nil {
		return nil, err
	}
	root, err := document.ReadJSON(text)
	if err != nil {
		return nil, err
	}
	if root.Kind != document.Mapping || root.Get("ecsgate").Str() != baselineVersion {
		at := root.Where()
		if version := root.Get("ecsgate"); version != nil {
			at = version.Position
		}
		return nil, refuse(at, "not a baseline that this ecsgate reads: expected an object with \"ecsgate\": %q", baselineVersion)
	}
	if err := refuseUnknown(root, "ecsgate", "findings"); err != nil {
		return nil, err
	}
	list := root.Get("findings")
	if list == nil || list.Kind != document.Sequence {
		return nil, refuse(root.Position, "\"findings\" must be a list")
	}
	return readFindings(list)
}

func readFindings(list *document.Node) ([]Finding, error) {
	findings := make([]Finding, 0, len(list.Items))
	seen := make(map[Finding]bool, len(list.Items))
	for _, item := range list.Items {
		f, err := readFinding(item)
		if err != nil {
			return nil, err
		}
		identity := f
		identity.Count = 0
		if seen[identity] {
			return nil, refuse(item.Position, "the finding is given twice: raise its count instead")
		}
		seen[identity] = true
		findings = append(findings, f)
	}
	return findings, nil
}

func readFinding(item *document.Node) (Finding, error) {
	if item.Kind != document.Mapping {
		return Finding{}, refuse(item.Position, "a finding must be an object, not a %s", item.Kind)
	}
	f := Finding{Count: 1}
	var severity, action string
	texts := map[string]*string{
		"rule": &f.Rule, "severity": &severity, "file": &f.File, "action": &action, "path": &f.Path,
		"reference": &f.Reference, "cluster": &f.Cluster, "service": &f.Service,
	}
	for _, field := range item.Fields {
		target, known := texts[field.Name]
		switch {
		case field.Name == "count":
			n, ok := field.Value.Int()
			if !ok || n < 1 || field.Value.Kind != document.Number {
				return Finding{}, refuse(field.Value.Position, "\"count\" must be a whole number from 1")
			}
			f.Count = n
		case !known:
			return Finding{}, refuse(field.Position, "unknown member %.40q of a finding", field.Name)
		case field.Value.Kind != document.String:
			return Finding{}, refuse(field.Value.Position, "%q must be a string", field.Name)
		default:
			*target = field.Value.Text
		}
	}
	f.Severity, f.Action = evaluator.Severity(severity), evaluator.Action(action)
	switch {
	case f.Rule == "":
		return Finding{}, refuse(item.Position, "the finding names no \"rule\"")
	case severity != "" && !f.Severity.Valid():
		return Finding{}, refuse(item.Get("severity").Position, "unknown severity %.40q: the severities are error, warning, info", severity)
	}
	return f, nil
}

func refuseUnknown(object *document.Node, known ...string) error {
	for _, field := range object.Fields {
		if !slices.Contains(known, field.Name) {
			return refuse(field.Position, "unknown member %.40q of a baseline", field.Name)
		}
	}
	return nil
}

func refuse(at document.Position, format string, arguments ...any) error {
	return &document.Error{Position: at, Message: fmt.Sprintf(format, arguments...)}
}
