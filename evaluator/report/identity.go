package report

import (
	"crypto/sha256"
	"encoding/hex"
	"strconv"
	"strings"
)

// identities gives findings names that stay the same from one run to the next.
// Neither a line nor a message takes part, so that unrelated edits leave them as
// they are; findings that are otherwise the same are counted.
type identities struct {
	locator locator
	seen    map[string]int
}

func newIdentities(l locator) identities { return identities{locator: l, seen: map[string]int{}} }

// of names a finding: 32 hexadecimal digits.
func (ids identities) of(f *finding) string {
	parts := []string{f.rule(), strings.Join(f.rules, ","), ids.locator.of(f).path, f.field}
	if op := f.operation; op != nil {
		parts = append(parts, string(op.Action), op.Name, op.Account, op.Region, op.Cluster, op.Service, op.Reference.Raw,
			withoutIndexes(op.Path))
	} else if f.kind != kindViolation {
		parts = append(parts, f.message)
	}
	identity := strings.Join(parts, "\x00")
	ids.seen[identity]++
	if n := ids.seen[identity]; n > 1 {
		identity += "\x00" + strconv.Itoa(n)
	}
	sum := sha256.Sum256([]byte(identity))
	return hex.EncodeToString(sum[:16])
}

// withoutIndexes leaves out of a path where in a list something stands: it moves
// with every entry that is put before it.
func withoutIndexes(path string) string {
	parts := strings.Split(path, "[")
	for i, part := range parts {
		if inside, rest, found := strings.Cut(part, "]"); found && strings.Trim(inside, "0123456789") == "" {
			parts[i] = "]" + rest
		}
	}
	return strings.Join(parts, "[")
}
