package impact

import (
	"bufio"
	"crypto/sha256"
	_ "embed"
	"encoding/base64"
	"fmt"
	"html/template"
	"strings"
	"sync"
)

//go:embed page.html
var pageText string

//go:embed page.css
var pageStyle string

// pageTemplate parses the page when it is first wanted.
var pageTemplate = sync.OnceValues(func() (*template.Template, error) {
	return template.New("page").Parse(pageText)
})

// page is one HTML file that needs nothing else: no network, no script.
type page struct {
	Title string
	// Policy allows the page's own style and nothing else, whatever a name in it
	// manages to be.
	Policy   string
	Style    template.CSS
	Origin   string
	Unseen   string
	Sections []section
}

// section is one impact: in words, as a drawing, as a table.
type section struct {
	ID            string
	Name, Place   string
	Status, Class string
	Verdict, Harm string
	Tallies       []htmlTally
	Facts         []string
	Unread        []string
	Computed      []string
	Drawing       *drawing
	Headings      []string
	Rows          []htmlRow
}

type htmlTally struct {
	Count      int
	When, Harm string
}

type htmlRow struct {
	Harm  string
	Cells []string
}

// Unknown reports whether something could not be looked at.
func (s section) Unknown() bool { return len(s.Unread)+len(s.Computed) > 0 }

func writeHTML(w *bufio.Writer, impacts []*Impact, options RenderOptions) error {
	parsed, err := pageTemplate()
	if err != nil {
		return fmt.Errorf("parse the page: %w", err)
	}
	sum := sha256.Sum256([]byte(pageStyle))
	p := page{
		Policy: "default-src 'none'; style-src 'sha256-" + base64.StdEncoding.EncodeToString(sum[:]) + "'; base-uri 'none'; form-action 'none'",
		Style:  template.CSS(pageStyle), // ours, byte for byte: the policy names its hash
		Origin: options.origin(),
		Unseen: unseen,
	}
	var names []string
	for at, i := range impacts {
		s := i.cleaned().section(fmt.Sprintf("i%d", at))
		names = append(names, s.Name)
		p.Sections = append(p.Sections, s)
	}
	p.Title = "Who holds " + strings.Join(names, ", ")
	return parsed.Execute(w, p)
}

func (i *Impact) section(id string) section {
	rows := i.rows()
	s := section{
		ID: id, Name: i.Name(), Place: i.place(), Status: string(i.Status), Class: statusClass(i.Status),
		Verdict: i.verdict(rows), Harm: string(i.worst(rows)),
		Facts: []string{i.standing(), i.meaning()}, Unread: i.unreadWords(), Computed: i.computedWords(),
		Drawing: newDrawing(i, rows), Headings: i.headings(),
	}
	for _, t := range tallies(rows) {
		s.Tallies = append(s.Tallies, htmlTally{t.count, felt(t.when), string(harmOf(t.when))})
	}
	for _, r := range rows {
		s.Rows = append(s.Rows, htmlRow{string(harmOf(r.Hurts)), i.cells(r)})
	}
	return s
}
