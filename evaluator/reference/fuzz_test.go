package reference_test

import (
	"testing"

	"github.com/ecsgate/ecsgate/evaluator/reference"
)

func FuzzParse(f *testing.F) {
	for _, seed := range []string{
		"", "web", "web:41", "web:041", arn + "web", arn + "web:41", "<TASK_DEFINITION>", "${A}:1", "{{x", "$", "%A%", "web:*", "\xff", " ",
	} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, raw string) {
		got := reference.Parse(raw)
		if got.Raw != raw {
			t.Fatalf("%q: raw became %q", raw, got.Raw)
		}
		named := got.Kind == reference.Revision || got.Kind == reference.Family
		said := got.Kind == reference.Unresolved || got.Kind == reference.Invalid
		if named != (got.Family != "") || said != (got.Reason != "") || (got.Kind == reference.Absent) != (raw == "") {
			t.Fatalf("%q: half a reference: %+v", raw, got)
		}
		if !named {
			return
		}
		text := got.Name()
		if got.Partition != "" {
			text = "arn:" + got.Partition + ":ecs:" + got.Region + ":" + got.Account + ":task-definition/" + text
		}
		if text != raw {
			t.Fatalf("%q: parsed and written again it is %q", raw, text)
		}
	})
}
