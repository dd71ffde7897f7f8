package impact

import "github.com/ecsgate/ecsgate/evaluator/reference"

// meaning says what the family means now and what it would mean afterwards.
func (i *Impact) meaning() string {
	family := "the family name " + i.Family
	now := family + " means " + i.numbered(i.Latest) + " now"
	switch {
	case i.Latest == 0:
		return family + " means nothing: no revision is ACTIVE, and what names the family is refused"
	case i.Revision == 0:
		return now + "; without an ACTIVE revision it would mean nothing, and what names the family would be refused"
	case i.After == i.Latest:
		return family + " means " + i.numbered(i.Latest) + ", with or without " + i.Name()
	case i.After == 0:
		return now + "; without it, it would mean nothing, and what names the family would be refused"
	default:
		return now + "; without it, it would mean the older " + i.numbered(i.After) + ", and nobody would be told"
	}
}

// nowMeans is meaning in a few words, for a drawing.
func (i *Impact) nowMeans() string {
	if i.Latest == 0 {
		return "means nothing: no revision is ACTIVE"
	}
	return "means " + i.numbered(i.Latest) + " now"
}

// wouldMean is what changes of it.
func (i *Impact) wouldMean() string {
	switch {
	case i.Latest == 0 || i.Revision == 0 || i.After == i.Latest:
		return ""
	case i.After == 0:
		return "would mean nothing without it"
	default:
		return "would mean " + i.numbered(i.After) + " without it"
	}
}

func (i *Impact) numbered(revision int) string { return reference.Join(i.Family, revision) }
