package impact

import (
	"bufio"
	"fmt"
	"io"
	"time"

	"github.com/ecsgate/ecsgate/evaluator"
	"github.com/ecsgate/ecsgate/evaluator/printable"
)

// WriteLines writes the batch as lines that check --proposals reads, each with
// the reason why it is safe; explain adds, as comments, why every other ACTIVE
// revision stays. A revision is written as family:N where the state has one
// account and Region, else by its ARN.
func (p *Plan) WriteLines(w io.Writer, explain bool) error {
	b := bufio.NewWriter(w)
	p.head(b)
	for _, proposal := range p.Proposals {
		fmt.Fprintf(b, "%s  # %s\n", printable.Clean(proposal.text(p.short)), printable.Clean(proposal.Reason))
	}
	if explain {
		for _, k := range p.Kept {
			fmt.Fprintf(b, "# kept: %s: %s\n", printable.Clean(k.text(p.short)), printable.Clean(k.why()))
		}
	}
	if err := b.Flush(); err != nil {
		return fmt.Errorf("write proposals: %w", err)
	}
	return nil
}

func (p *Plan) head(b *bufio.Writer) {
	fmt.Fprintf(b, "# Safe to deregister: %d of %s, by %s as of %s.\n",
		p.Safe, count(p.Safe+len(p.Kept), "ACTIVE revision"), printable.Clean(p.Source), p.TakenAt.UTC().Format(time.RFC3339))
	if p.age >= 24*time.Hour {
		fmt.Fprintf(b, "# That is %s: what began to need a revision since then is not known.\n", evaluator.Age(p.age))
	}
	if p.Batches > 1 {
		fmt.Fprintf(b, "# This is batch %d of %d.\n", p.Batch, p.Batches)
	}
	for _, unread := range p.Unread {
		fmt.Fprintf(b, "# Not looked through: %s\n", printable.Clean(unread))
	}
	for _, computed := range p.Computed {
		fmt.Fprintf(b, "# Launches what nobody can read beforehand: %s\n", printable.Clean(computed))
	}
}

// text names the revision so that nobody can take it for one of another place.
func (p Place) text(short bool) string {
	if short {
		return p.Name()
	}
	return p.ARN()
}

// why adds the rules to the reason.
func (k Kept) why() string {
	if len(k.Rules) == 0 {
		return k.Reason
	}
	return fmt.Sprintf("%s %v", k.Reason, k.Rules)
}

func count(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return fmt.Sprintf("%d %ss", n, noun)
}

// Undecided names a revision of which nobody could tell whether it is needed, says
// why, and counts the others; empty where all could be told.
func (p *Plan) Undecided() string {
	var first *Kept
	more := 0
	for i := range p.Kept {
		switch k := &p.Kept[i]; {
		case !k.Unknown:
		case first == nil:
			first = k
		default:
			more++
		}
	}
	if first == nil {
		return p.unlisted
	}
	text := first.text(p.short) + " stays: " + first.Reason
	if more > 0 {
		text += "; likewise " + count(more, "more revision")
	}
	return text
}
