package live

import (
	"strings"
	"unicode"

	"github.com/ecsgate/ecsgate/evaluator"
	"github.com/ecsgate/ecsgate/evaluator/reference"
)

// launch is what a rule, a schedule, a pipe or a state machine will run: a
// revision or a family, or what computes one when the time has come.
type launch struct {
	revision   evaluator.RevisionID
	expression string
	// cluster is empty where none is named, or not by a name.
	cluster string
}

// launchOf reads the texts that name a task definition and a cluster. ok is
// false where they launch nothing of this account and Region.
func (r *reader) launchOf(taskDefinition, cluster string) (l launch, ok bool) {
	ref := reference.Parse(taskDefinition)
	l.cluster = r.clusterName(cluster)
	switch ref.Kind {
	case reference.Revision, reference.Family:
		l.revision = evaluator.RevisionID{Family: ref.Family, Revision: ref.Revision}
		return l, ref.Partition == "" || r.isHere(reference.ARN{Partition: ref.Partition, Region: ref.Region, Account: ref.Account})
	case reference.Unresolved:
		l.expression = legible(taskDefinition)
		return l, true
	default:
		// ECS refuses what names no task definition, or nothing that can be one:
		// no revision is ever launched by it.
		return l, false
	}
}

// maxExpression is how many bytes of an expression are kept: it is shown, and
// never evaluated.
const maxExpression = 200

// legible makes one line of an expression. JSONata is a program that may hold
// anything, secrets too: it is only named.
func legible(expression string) string {
	if strings.HasPrefix(strings.TrimSpace(expression), "{%") {
		return "JSONata"
	}
	line := strings.Map(func(char rune) rune {
		if unicode.IsGraphic(char) {
			return char
		}
		return ' '
	}, expression)
	if len(line) <= maxExpression {
		return line
	}
	return strings.ToValidUTF8(line[:maxExpression], "") + "…"
}

// isHere reports whether an ARN is of this account and Region.
func (r *reader) isHere(arn reference.ARN) bool {
	return arn.Partition == reference.PartitionOf(r.region) && arn.Region == r.region && arn.Account == r.account
}

// clusterName reads a cluster's ARN or name. A cluster of elsewhere, or a text
// that something has yet to fill in, has no name here.
func (r *reader) clusterName(text string) string {
	if arn, ok := reference.ParseARN(text); ok {
		name, _ := clusterOf(text)
		if !r.isHere(arn) {
			return ""
		}
		text = name
	}
	// A cluster's name is of the form of a family's (CreateCluster and
	// RegisterTaskDefinition, Amazon ECS API reference).
	if reference.Parse(text).Kind != reference.Family {
		return ""
	}
	return text
}
