package snapshot

import (
	"regexp"
	"strconv"
	"strings"
	"unicode"

	"github.com/ecsgate/ecsgate/evaluator"
)

var (
	partitionPattern = regexp.MustCompile(`^aws(-[a-z]+)*$`)
	accountPattern   = regexp.MustCompile(`^[0-9]{12}$`)
	regionPattern    = regexp.MustCompile(`^[a-z]+(-[a-z]+)+-[0-9]{1,2}$`)
	statusPattern    = regexp.MustCompile(`^[A-Z]+(_[A-Z]+)*$`)
)

// isName reports whether ECS would take text as the name of a family, cluster
// or service: up to 255 letters, digits, underscores and hyphens
// (RegisterTaskDefinition, CreateCluster, CreateService in the Amazon ECS API
// reference). An ARN is no name: a cluster under its ARN would never be found.
func isName(text string) bool {
	if text == "" || len(text) > 255 {
		return false
	}
	for i := range len(text) {
		switch c := text[i]; {
		case 'a' <= c && c <= 'z', 'A' <= c && c <= 'Z', '0' <= c && c <= '9', c == '-', c == '_':
		default:
			return false
		}
	}
	return true
}

func checkName(member, text string) error {
	if !isName(text) {
		return refuse(member, "%s is not a name: expected up to 255 letters, digits, hyphens and underscores (no ARN)", quote(text))
	}
	return nil
}

// checkText accepts what other services allow in names; it has to be there and
// to be visible.
func checkText(member, text string) error {
	if text == "" || strings.ContainsFunc(text, func(r rune) bool { return !unicode.IsGraphic(r) }) {
		return refuse(member, "%s cannot be the %s: expected visible text", quote(text), member)
	}
	return nil
}

// parseRevision reads "web:40".
func parseRevision(member, text string) (evaluator.RevisionID, error) {
	id, ok := splitRevision(text)
	if !ok || id.Revision == 0 {
		return id, refuse(member, `%s is not a revision: expected family:number, such as "web:40"`, quote(text))
	}
	return id, nil
}

// parseReference reads "web:40", or "web" where the holder names the family.
func parseReference(member, text string) (evaluator.RevisionID, error) {
	id, ok := splitRevision(text)
	if !ok {
		return id, refuse(member, `%s is not a reference: expected family:number or family, such as "web:40" or "web"`, quote(text))
	}
	return id, nil
}

// splitRevision gives revision 0 for a family alone.
func splitRevision(text string) (evaluator.RevisionID, bool) {
	family, number, numbered := strings.Cut(text, ":")
	if !isName(family) || !numbered {
		return evaluator.RevisionID{Family: family}, isName(family)
	}
	revision, err := strconv.ParseUint(number, 10, 31)
	if err != nil || number[0] == '0' {
		return evaluator.RevisionID{}, false
	}
	return evaluator.RevisionID{Family: family, Revision: int(revision)}, true
}

// parseRevisions reads a list of "web:40".
func parseRevisions(member string, texts []string) ([]evaluator.RevisionID, error) {
	return each(member, texts, func(text *string) (evaluator.RevisionID, error) { return parseRevision("", *text) })
}

// oneOf accepts the values of an enum of the ECS API.
func oneOf(member, text string, values ...string) error {
	for _, value := range values {
		if text == value {
			return nil
		}
	}
	return refuse(member, "%s cannot be the %s: expected %s", quote(text), member, strings.Join(values, ", "))
}
