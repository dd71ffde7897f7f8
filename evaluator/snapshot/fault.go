package snapshot

import (
	"errors"
	"fmt"
	"strconv"

	"github.com/go-json-experiment/json/jsontext"
)

// fault is what is wrong with a snapshot, and where: a JSON pointer, because
// the values that are checked no longer know their place in the file.
type fault struct {
	pointer jsontext.Pointer
	message string
}

// Error names the place as Write can know it; Read gives line and column.
func (f *fault) Error() string {
	if f.pointer == "" {
		return f.message
	}
	return string(f.pointer) + ": " + f.message
}

// refuse makes a fault of one member of an entry, or of the entry itself where
// member is empty.
func refuse(member, format string, args ...any) error {
	f := &fault{message: fmt.Sprintf(format, args...)}
	if member != "" {
		f.pointer = f.pointer.AppendToken(member)
	}
	return f
}

// under puts the names that lead to an entry in front of a fault's pointer.
func under(err error, tokens ...string) error {
	f := &fault{message: err.Error()}
	errors.As(err, &f)
	var pointer jsontext.Pointer
	for _, token := range tokens {
		pointer = pointer.AppendToken(token)
	}
	return &fault{pointer + f.pointer, f.message}
}

// each converts the entries of a list. The result of an empty one is nil.
func each[W, T any](list string, entries []W, convert func(*W) (T, error)) ([]T, error) {
	if len(entries) == 0 {
		return nil, nil
	}
	converted := make([]T, len(entries))
	for i := range entries {
		value, err := convert(&entries[i])
		if err != nil {
			return nil, under(err, list, strconv.Itoa(i))
		}
		converted[i] = value
	}
	return converted, nil
}

// distinct refuses a list that holds one thing twice: whichever entry were
// taken, the other would have been overlooked.
func distinct[W any](list string, entries []W, key func(*W) string) error {
	seen := make(map[string]bool, len(entries))
	for i := range entries {
		k := key(&entries[i])
		if seen[k] {
			return under(refuse("", "%s is listed twice", quote(k)), list, strconv.Itoa(i))
		}
		seen[k] = true
	}
	return nil
}

// maxEcho is how many characters of a file a message repeats at most: enough
// to recognise a name, too few to spill what a wrong file may hold.
const maxEcho = 40

// quote repeats text from the file, cut and escaped. A required member that the
// file leaves out is empty here.
func quote(text string) string {
	if text == "" {
		return "nothing"
	}
	if runes := []rune(text); len(runes) > maxEcho {
		text = string(runes[:maxEcho-1]) + "…"
	}
	return strconv.Quote(text)
}
