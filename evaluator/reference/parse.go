package reference

import (
	"fmt"
	"math"
	"strconv"
	"strings"
)

// maxFamily is the length in characters that RegisterTaskDefinition allows a
// family: "up to 255 letters (uppercase and lowercase), numbers, underscores,
// and hyphens" (Amazon ECS API reference).
const maxFamily = 255

// Parse reads a task definition as a request names it. What another tool has
// yet to fill in is Unresolved, "<TASK_DEFINITION>" too, which only CodePipeline
// and CodeDeploy replace, and only in an AppSpec; what ECS would refuse is Invalid. The Reason
// of both says what stands there.
func Parse(raw string) Reference {
	r := Reference{Raw: raw}
	if raw == "" {
		r.Kind = Absent
		return r
	}
	if reason := unresolved(raw); reason != "" {
		r.Kind, r.Reason = Unresolved, reason
		return r
	}
	if reason := r.parse(raw); reason != "" {
		return Reference{Kind: Invalid, Raw: raw, Reason: reason}
	}
	return r
}

// Registers returns the reference to what a registration produces whose family is
// written as r. A family has neither a revision nor an ARN.
func (r Reference) Registers() Reference {
	switch {
	case r.Kind == Revision:
		return Reference{Kind: Invalid, Raw: r.Raw, Reason: "a family has no revision"}
	case r.Kind == Family && r.Family != r.Raw:
		return Reference{Kind: Invalid, Raw: r.Raw, Reason: "a family is named by itself, not by an ARN"}
	case r.Kind == Family:
		return Reference{Kind: Produced, Raw: r.Raw, Family: r.Family}
	}
	return r
}

// parse fills the reference in, or returns why ECS would refuse it.
func (r *Reference) parse(raw string) string {
	if strings.Contains(raw, "*") {
		return fmt.Sprintf("%s holds a wildcard: only IAM policies know these, a request names one task definition", quote(raw))
	}
	name := raw
	if strings.HasPrefix(raw, "arn:") {
		arn, _ := ParseARN(raw)
		var ok bool
		if name, ok = arn.taskDefinition(); !ok {
			return fmt.Sprintf("%s is not the ARN of a task definition: expected arn:PARTITION:ecs:REGION:ACCOUNT:task-definition/FAMILY[:REVISION]", quote(raw))
		}
		r.Partition, r.Account, r.Region = arn.Partition, arn.Account, arn.Region
	}
	family, revision, pinned := strings.Cut(name, ":")
	if !isFamily(family) {
		return fmt.Sprintf("family %s: expected 1 to %d letters, digits, hyphens or underscores", quote(family), maxFamily)
	}
	r.Kind, r.Family = Family, family
	if !pinned {
		return ""
	}
	number, ok := parseRevision(revision)
	if !ok {
		return fmt.Sprintf("revision %s: expected a number from 1 to %d without leading zeros", quote(revision), math.MaxInt32)
	}
	r.Kind, r.Revision = Revision, number
	return ""
}

// parseRevision reads a revision, which the ECS API models as a 32-bit integer.
func parseRevision(text string) (int, bool) {
	if text == "" || text[0] < '1' || text[0] > '9' {
		return 0, false
	}
	number, err := strconv.ParseInt(text, 10, 32)
	return int(number), err == nil
}

func isFamily(text string) bool {
	return text != "" && len(text) <= maxFamily && strings.IndexFunc(text, isForeign) < 0
}

func isForeign(char rune) bool {
	switch {
	case char >= 'a' && char <= 'z', char >= 'A' && char <= 'Z', char >= '0' && char <= '9', char == '-', char == '_':
		return false
	default:
		return true
	}
}
