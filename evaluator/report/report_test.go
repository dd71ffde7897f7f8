package report_test

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"strings"
	"testing"

	"github.com/ecsgate/ecsgate/evaluator"
	"github.com/ecsgate/ecsgate/evaluator/report"
)

func TestUnknownFormat(t *testing.T) {
	for _, test := range []struct{ format, want string }{
		{"jsn", `unknown format "jsn": did you mean "json"? The formats are text, table, json, sarif, junit, tap, github, gitlab, azure, markdown`},
		{"JSON", `unknown format "JSON": did you mean "json"? The formats are text, table, json, sarif, junit, tap, github, gitlab, azure, markdown`},
		{"postscript", `unknown format "postscript": the formats are text, table, json, sarif, junit, tap, github, gitlab, azure, markdown`},
		{"", `unknown format "": the formats are text, table, json, sarif, junit, tap, github, gitlab, azure, markdown`},
	} {
		var b bytes.Buffer
		if err := report.Write(&b, test.format, sample(), report.Options{}); err == nil || err.Error() != test.want {
			t.Errorf("Write: got %v, want %s", err, test.want)
		}
		if b.Len() > 0 {
			t.Errorf("format %q: %q was written", test.format, b.String())
		}
		if _, _, err := report.ParseTarget(test.format); err == nil || err.Error() != test.want {
			t.Errorf("ParseTarget: got %v, want %s", err, test.want)
		}
	}
}

func TestParseTarget(t *testing.T) {
	for _, test := range []struct{ arg, format, file string }{
		{"text", "text", ""},
		{"json=report.json", "json", "report.json"},
		{"json=a=b,c.json", "json", "a=b,c.json"},
	} {
		format, file, err := report.ParseTarget(test.arg)
		if format != test.format || file != test.file || err != nil {
			t.Errorf("%s: got %q, %q, %v", test.arg, format, file, err)
		}
	}
	if _, _, err := report.ParseTarget("json="); err == nil {
		t.Error("a target without a file name is accepted")
	}
}

// failing is a pipe that the reader closes after some bytes.
type failing struct{ left int }

func (f *failing) Write(p []byte) (int, error) {
	if f.left -= len(p); f.left < 0 {
		return 0, io.ErrClosedPipe
	}
	return len(p), nil
}

type short struct{}

func (short) Write(p []byte) (int, error) { return len(p) / 2, nil }

func TestWriteFails(t *testing.T) {
	large := many(2000)
	for _, format := range report.Formats() {
		for _, left := range []int{0, 50_000} {
			if err := report.Write(&failing{left}, format, large, report.Options{}); !errors.Is(err, io.ErrClosedPipe) {
				t.Errorf("%s after %d bytes: got %v", format, left, err)
			}
		}
		if err := report.Write(short{}, format, large, report.Options{}); !errors.Is(err, io.ErrShortWrite) {
			t.Errorf("%s: got %v", format, err)
		}
	}
}

// TestWriteKeepsTheReport: writing is reading.
func TestWriteKeepsTheReport(t *testing.T) {
	r := sample()
	first := write(t, "json", r, report.Options{})
	write(t, "text", r, report.Options{Explain: true, Source: source})
	if second := write(t, "json", r, report.Options{}); !bytes.Equal(first, second) {
		t.Error("a report changes when it is written")
	}
}

// many is a report of n findings in one file.
func many(n int) *evaluator.Report {
	r := &evaluator.Report{Version: evaluator.ReportVersion, Summary: evaluator.Summary{Files: 1}}
	for i := range n {
		op := refused()
		op.Explanation, op.Undecided, op.Violations = nil, nil, op.Violations[:1]
		op.Violations[0].Line, op.Violations[0].Message = i+1, fmt.Sprintf(`"web:%d" is INACTIVE: ECS will refuse it`, i)
		r.Operations = append(r.Operations, op)
	}
	r.Conclude(evaluator.Error, false)
	return r
}

func BenchmarkFormats(b *testing.B) {
	for _, format := range report.Formats() {
		b.Run(format, func(b *testing.B) { benchmark(b, format) })
	}
}

func benchmark(b *testing.B, format string) {
	r := many(10_000)
	data := []byte(strings.Repeat("  \"taskDefinition\": \"web:41\",\n", 10_000))
	options := report.Options{Source: func(string) []byte { return data }}
	b.ReportAllocs()
	for b.Loop() {
		if err := report.Write(io.Discard, format, r, options); err != nil {
			b.Fatal(err)
		}
	}
}
