package impact

import (
	"bufio"
	"fmt"
	"strings"

	"github.com/ecsgate/ecsgate/evaluator"
)

// writeDOT writes the language of Graphviz: the revisions of each family in a
// frame, what holds them by number to the left, what names the family to the
// right. Nodes have names of our own, and texts stand in labels only.
func writeDOT(w *bufio.Writer, impacts []*Impact, options RenderOptions) error {
	fmt.Fprintf(w, "digraph impact {\n")
	fmt.Fprintf(w, "  graph [rankdir=LR, ranksep=1.2, nodesep=0.2, compound=true, fontname=\"Helvetica\", labelloc=b, label=%s]\n",
		dotLabel("state: "+options.origin(), unseen))
	fmt.Fprintf(w, "  node [shape=box, style=filled, fillcolor=white, fontname=\"Helvetica\", fontsize=11]\n")
	fmt.Fprintf(w, "  edge [fontname=\"Helvetica\", fontsize=10]\n")
	for at, i := range impacts {
		d := &dotWriter{w, i.cleaned(), fmt.Sprintf("i%d_", at)}
		d.family()
		for n, g := range groups(d.impact.rows()) {
			d.group(fmt.Sprintf("%sg%d", d.prefix, n), g)
		}
		if lines := d.impact.unknown(); len(lines) > 0 {
			fmt.Fprintf(w, "  %su [style=dashed, color=%q, label=%s]\n", d.prefix, dotUnknown, dotLabel(lines...))
			fmt.Fprintf(w, "  %su -> %sf [style=dashed, color=%q, label=\"not known\"]\n", d.prefix, d.prefix, dotUnknown)
		}
	}
	fmt.Fprintf(w, "}\n")
	return nil
}

// dotUnknown is the colour of what nobody could look at.
const dotUnknown = "#8e24aa"

type dotWriter struct {
	*bufio.Writer
	impact *Impact
	// prefix sets the nodes of one impact apart from those of others.
	prefix string
}

// family writes the frame with the family's name and its revisions.
func (d *dotWriter) family() {
	i := d.impact
	fmt.Fprintf(d, "  subgraph cluster_%s {\n", strings.TrimSuffix(d.prefix, "_"))
	fmt.Fprintf(d, "    label=%s; style=rounded; labelloc=t; labeljust=l\n", dotLabel("who holds "+i.Name(), i.place(), i.verdict(i.rows())))
	fmt.Fprintf(d, "    %sf [shape=folder, label=%s]\n", d.prefix, dotLabel("family "+i.Family, i.nowMeans(), i.wouldMean()))
	names := []string{d.prefix + "f"}
	for n, b := range i.blocks() {
		name := d.prefix + b.node(n)
		names = append(names, name)
		fmt.Fprintf(d, "    %s [%s, label=%s]\n", name, dotStatus(b.status), dotLabel(b.name(i), string(b.status), b.remark(i)))
	}
	fmt.Fprintf(d, "    { rank=same; %s }\n  }\n", strings.Join(names, "; "))
}

// group writes the holders of one kind, with an arrow to what they hold.
func (d *dotWriter) group(name string, g group) {
	color := dotHarm(harmOf(g.when))
	lines := append([]string{g.title() + ": " + felt(g.when)}, g.lines()...)
	fmt.Fprintf(d, "  %s [color=%q, label=%s]\n", name, color, dotLabel(lines...))
	look := fmt.Sprintf("color=%q, fontcolor=%q, label=%s", color, color, dotLabel(felt(g.when)))
	if g.revision == 0 {
		fmt.Fprintf(d, "  %sf -> %s [dir=back, %s]\n", d.prefix, name, look)
		return
	}
	fmt.Fprintf(d, "  %s -> %s [%s]\n", name, d.prefix+g.target(), look)
}

func dotHarm(h harm) string {
	switch h {
	case breaks:
		return "#c62828"
	case atRisk:
		return "#b26a00"
	default:
		return "#78909c"
	}
}

func dotStatus(status evaluator.Status) string {
	switch status {
	case evaluator.Active:
		return `fillcolor="#e3f3e6", color="#2e7d32"`
	case evaluator.Inactive:
		return `fillcolor="#eceff1", color="#546e7a"`
	default:
		return `fillcolor="#eceff1", color="#546e7a", style="filled,dashed"`
	}
}

// dotEscapes are what means something inside quotes: escapes begin with a
// backslash, entities with an ampersand ("escString" and "Character encodings"
// in the documentation at graphviz.org).
var dotEscapes = strings.NewReplacer(`\`, `\\`, `"`, `\"`, "&", "&amp;")

// dotLabel quotes lines as a label. Each ends in \l: it stands to the left.
func dotLabel(lines ...string) string {
	var b strings.Builder
	b.WriteByte('"')
	for _, line := range lines {
		if line == "" {
			continue
		}
		b.WriteString(dotEscapes.Replace(line) + `\l`)
	}
	b.WriteByte('"')
	return b.String()
}
