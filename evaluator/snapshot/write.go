package snapshot

import (
	"bytes"
	"fmt"
	"io"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"

	"github.com/ecsgate/ecsgate/evaluator"
)

// Write writes a state as a snapshot, one line per entry and always in the same
// order, so that two snapshots can be compared line by line. Source and Digest
// are not written: they are the file's own. Times are kept to the second,
// TakenAt as it is. A state that Read would refuse is not written.
func Write(w io.Writer, state *evaluator.State) error {
	if err := checkWhole(state); err != nil {
		return fmt.Errorf("write snapshot: %w", err)
	}
	checked, err := encode(state).state()
	if err != nil {
		return fmt.Errorf("write snapshot: %w", err)
	}
	p := &printer{}
	p.file(encode(checked))
	if p.err != nil {
		return fmt.Errorf("write snapshot: %w", p.err)
	}
	if _, err := w.Write(p.out.Bytes()); err != nil {
		return fmt.Errorf("write snapshot: %w", err)
	}
	return nil
}

// checkWhole refuses a family that was read only as far as one change needed: in
// a file it would look like all of it.
func checkWhole(state *evaluator.State) error {
	for _, r := range state.Regions {
		for _, f := range r.Families {
			if f.Extent != evaluator.WholeFamily {
				return fmt.Errorf("family %q was not read as a whole", f.Name)
			}
		}
	}
	return nil
}

// printer lays out the file. It prints each entry on a line of its own, which
// no setting of a JSON encoder does.
type printer struct {
	out bytes.Buffer
	err error
}

func (p *printer) file(f *file) {
	p.out.WriteString("{\n")
	p.member("  ", "ecsgate", f.Format)
	p.member("  ", "takenAt", f.TakenAt)
	p.out.WriteString("  \"regions\": [")
	for i := range f.Regions {
		p.separate(i, "\n    ")
		p.region(&f.Regions[i])
	}
	p.out.WriteString("\n  ]\n}\n")
}

func (p *printer) region(r *region) {
	const indent = "      "
	p.out.WriteString("{\n")
	p.member(indent, "partition", r.Partition)
	p.member(indent, "account", r.Account)
	p.member(indent, "region", r.Region)
	p.coverage(indent, r)
	list(p, indent, "families", r.Families)
	list(p, indent, "clusters", r.Clusters)
	list(p, indent, "services", r.Services)
	list(p, indent, "tasks", r.Tasks)
	list(p, indent, "rules", r.Rules)
	list(p, indent, "schedules", r.Schedules)
	list(p, indent, "pipes", r.Pipes)
	list(p, indent, "stateMachines", r.StateMachines)
	list(p, indent, "stacks", r.Stacks)
	if len(r.Computed) > 0 {
		list(p, indent, "computed", r.Computed)
	}
	if len(r.StackResources) > 0 {
		list(p, indent, "stackResources", r.StackResources)
	}
	p.out.Truncate(p.out.Len() - len(",\n"))
	p.out.WriteString("\n    }")
}

// coverage prints the kinds in the order in which the core lists them.
func (p *printer) coverage(indent string, r *region) {
	p.out.WriteString(indent + "\"coverage\": {")
	printed := 0
	for _, kind := range evaluator.Kinds {
		if c := r.Coverage[kind]; c != nil {
			p.separate(printed, "\n"+indent+"  ")
			p.out.WriteString("\"" + string(kind) + "\": ")
			p.value(c)
			printed++
		}
	}
	p.end(printed, indent, "}")
}

// list prints a list with one entry per line.
func list[W any](p *printer, indent, name string, entries []W) {
	p.out.WriteString(indent + "\"" + name + "\": [")
	for i := range entries {
		p.separate(i, "\n"+indent+"  ")
		p.value(&entries[i])
	}
	p.end(len(entries), indent, "]")
}

func (p *printer) member(indent, name, text string) {
	p.out.WriteString(indent + "\"" + name + "\": ")
	p.value(text)
	p.out.WriteString(",\n")
}

func (p *printer) separate(before int, gap string) {
	if before > 0 {
		p.out.WriteByte(',')
	}
	p.out.WriteString(gap)
}

// end closes a list or object; an empty one stays on its line.
func (p *printer) end(entries int, indent, bracket string) {
	if entries > 0 {
		p.out.WriteString("\n" + indent)
	}
	p.out.WriteString(bracket + ",\n")
}

func (p *printer) value(v any) {
	text, err := json.Marshal(v, json.Deterministic(true), jsontext.SpaceAfterColon(true), jsontext.SpaceAfterComma(true))
	if err != nil && p.err == nil {
		p.err = err
	}
	p.out.Write(text)
}
