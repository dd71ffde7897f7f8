package impact

import (
	"bufio"
	"fmt"
	"strconv"
	"strings"
	"unicode"

	"github.com/ecsgate/ecsgate/evaluator"
)

// maxMermaid is what Mermaid draws at most unless it is configured: maxTextSize
// in "Mermaid Config", mermaid.js.org. We stay below.
const maxMermaid = 45_000

// writeMermaid writes a flowchart, as GitHub and GitLab draw it in Markdown. One
// that would be too long names fewer holders, and says how many it leaves out.
func writeMermaid(w *bufio.Writer, impacts []*Impact, options RenderOptions) error {
	text := ""
	for _, limit := range []int{1000, 100, 25, 5, 0} {
		text = mermaid(impacts, options, limit)
		if len(text) <= maxMermaid {
			break
		}
	}
	w.WriteString(text)
	return nil
}

// mermaid draws with at most limit names in each group.
func mermaid(impacts []*Impact, options RenderOptions, limit int) string {
	m := &mermaidWriter{limit: limit, links: map[string][]string{}}
	m.line("%%%%{init: {\"flowchart\": {\"wrappingWidth\": 420}}}%%%%")
	m.line("flowchart LR")
	for at, i := range impacts {
		m.prefix = fmt.Sprintf("i%d_", at)
		m.impact(i.cleaned())
	}
	m.line("  state[%s]:::note", mermaidLabel(append(m.verdicts, "state: "+options.origin(), unseen)...))
	for _, look := range mermaidLooks {
		m.line("  classDef %s %s", look.class, look.style)
		if links := m.links[look.class]; len(links) > 0 {
			m.line("  linkStyle %s %s", strings.Join(links, ","), look.style)
		}
	}
	return m.String()
}

// mermaidLooks are the looks of nodes and arrows, legible on light and on dark.
var mermaidLooks = []struct{ class, style string }{
	{string(breaks), "stroke:#d93025,stroke-width:3px"},
	{string(atRisk), "stroke:#b26a00,stroke-width:2px,stroke-dasharray:6 3"},
	{string(spared), "stroke:#78909c,stroke-width:1px"},
	{"active", "stroke:#2e7d32,stroke-width:2px"},
	{"inactive", "stroke:#78909c,stroke-width:1px"},
	{"gone", "stroke:#78909c,stroke-width:1px,stroke-dasharray:3 3"},
	{"unknown", "stroke:#8e24aa,stroke-width:2px,stroke-dasharray:3 3"},
	{"note", "fill:none,stroke:none"},
}

type mermaidWriter struct {
	strings.Builder
	prefix   string
	limit    int
	verdicts []string
	// arrows counts the arrows, links holds their numbers by their look: Mermaid has
	// no other way to name one.
	arrows int
	links  map[string][]string
}

func (m *mermaidWriter) line(format string, arguments ...any) {
	fmt.Fprintf(m, format+"\n", arguments...)
}

func (m *mermaidWriter) impact(i *Impact) {
	rows := i.rows()
	m.verdicts = append(m.verdicts, i.Name()+" in "+i.place()+": "+i.verdict(rows))
	m.line("  subgraph %ss[%s]", m.prefix, mermaidLabel("who holds "+i.Name()))
	m.line("    %sf([%s])", m.prefix, mermaidLabel("family "+i.Family, i.nowMeans(), i.wouldMean()))
	for n, b := range i.blocks() {
		m.line("    %s[%s]:::%s", m.prefix+b.node(n), mermaidLabel(b.name(i), string(b.status), b.remark(i)), statusClass(b.status))
	}
	m.line("  end")
	for n, g := range groups(rows) {
		look := string(harmOf(g.when))
		label := mermaidLabel(append([]string{g.title()}, atMost(g.lines(), m.limit)...)...)
		m.line("  %sg%d[%s]:::%s -->|%s| %s", m.prefix, n, label, look, mermaidLabel(felt(g.when)), m.prefix+g.target())
		m.arrow(look)
	}
	if lines := i.unknown(); len(lines) > 0 {
		m.line("  %su[%s]:::unknown -.->|%s| %sf", m.prefix, mermaidLabel(atMost(lines, m.limit)...), mermaidLabel("not known"), m.prefix)
		m.arrow("unknown")
	}
}

// arrow notes how the arrow looks that was just drawn.
func (m *mermaidWriter) arrow(look string) {
	m.links[look] = append(m.links[look], strconv.Itoa(m.arrows))
	m.arrows++
}

// statusClass is how the drawings call the look of a revision's status.
func statusClass(status evaluator.Status) string {
	switch status {
	case evaluator.Active:
		return "active"
	case evaluator.Inactive:
		return "inactive"
	default:
		return "gone"
	}
}

// mermaidLabel quotes lines. Inside quotes Mermaid still reads entities, HTML
// and Markdown, so that all but letters and digits are written as entity codes
// ("Entity codes to escape characters" in "Flowcharts", mermaid.js.org).
func mermaidLabel(lines ...string) string {
	var b strings.Builder
	b.WriteByte('"')
	for _, line := range lines {
		if line == "" {
			continue
		}
		if b.Len() > 1 {
			b.WriteString("<br/>")
		}
		for at, c := range line {
			if mermaidPlain(c) && (at > 0 || c != '-') {
				b.WriteRune(c)
			} else {
				fmt.Fprintf(&b, "#%d;", c)
			}
		}
	}
	b.WriteByte('"')
	return b.String()
}

func mermaidPlain(c rune) bool {
	return unicode.IsLetter(c) || unicode.IsDigit(c) || strings.ContainsRune(" -/:,()", c)
}
