// Package snapshot reads and writes the state of ECS as a file, state/v1.
//
// The file says what is known of each account and Region, and which kinds of
// things were read completely. Only of those does "not in the file" mean "does
// not exist", so the reader is strict: a file that does not say clearly what it
// means is refused, with the place, and never read as an emptier account.
package snapshot

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"slices"
	"strconv"
	"time"

	"github.com/ecsgate/ecsgate/evaluator"
)

// format is the name and version of the file format.
const format = "state/v1"

// Read reads one snapshot. The name stands in errors, which are one line
// ("name:line:col: message"), and becomes the state's Source; the Digest is
// that of data. Lists come back in the order in which Write writes them.
func Read(data []byte, name string) (*evaluator.State, error) {
	decoded, err := decode(data, name)
	if err != nil {
		return nil, err
	}
	state, err := decoded.state()
	if err != nil {
		f := &fault{message: err.Error()}
		errors.As(err, &f)
		return nil, at(name, data, locate(data, f.pointer), f.message)
	}
	sum := sha256.Sum256(data)
	state.Source = name
	state.Digest = "sha256:" + hex.EncodeToString(sum[:])
	return state, nil
}

// state checks a decoded file and converts it.
func (w *file) state() (*evaluator.State, error) {
	takenAt, err := parseTime(w.TakenAt)
	if err != nil {
		return nil, err
	}
	if len(w.Regions) == 0 {
		return nil, refuse("regions", "no Region: a snapshot describes at least one")
	}
	state := &evaluator.State{TakenAt: takenAt}
	if state.Regions, err = each("regions", w.Regions, (*region).region); err != nil {
		return nil, err
	}
	if err := distinct("regions", w.Regions, (*region).key); err != nil {
		return nil, err
	}
	slices.SortFunc(state.Regions, compareRegions)
	return state, nil
}

// firstYear is the year in which Amazon ECS was announced. A time before it,
// or beyond what RFC 3339 can write, is a slip.
const firstYear, lastYear = 2014, 9999

func parseTime(text string) (time.Time, error) {
	t, err := time.Parse(time.RFC3339, text)
	if err != nil {
		return t, refuse("takenAt", "%s is not a time as in RFC 3339: expected for example 2026-11-23T10:00:00Z", quote(text))
	}
	t = t.UTC()
	if t.Year() < firstYear || t.Year() > lastYear {
		return t, refuse("takenAt", "%s cannot be when ECS was read", quote(text))
	}
	return t, nil
}

// parseSeconds reads Unix seconds. Milliseconds land beyond the last year.
func parseSeconds(seconds int64, member string, revision int) (time.Time, error) {
	t := time.Unix(seconds, 0).UTC()
	if t.Year() < firstYear || t.Year() > lastYear {
		return t, under(refuse(strconv.Itoa(revision), "%d is not a time in Unix seconds", seconds), member)
	}
	return t, nil
}
