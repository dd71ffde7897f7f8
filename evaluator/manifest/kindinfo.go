package manifest

import "github.com/ecsgate/ecsgate/evaluator/document"

// requestKind is the kind of what has no mark but its parameters.
const requestKind = "the body of an AWS CLI request"

// KindInfo describes a kind of file for people.
type KindInfo struct {
	// Name says what such a file is, with its article; By, what gives it away.
	Name, By string
	// Read is false for a kind that is known and named, and not read.
	Read bool
}

// Kinds lists the kinds of files, in the order in which they are tried.
func Kinds() []KindInfo {
	var infos []KindInfo
	for _, k := range marked {
		infos = append(infos, KindInfo{k.name, k.by, true})
	}
	for _, k := range kinds {
		if k.by != "" {
			infos = append(infos, KindInfo{k.name, k.by, k.read != nil})
		}
	}
	for _, k := range unparsed {
		infos = append(infos, KindInfo{k.name, k.by, true})
	}
	return append(infos,
		KindInfo{requestKind + " (--cli-input-json, --cli-input-yaml)", "the parameters of an ECS request; --operation settles what is ambiguous", true},
	)
}

// KindOf names what a file is, with an article, as Kinds does: the first kind that
// Read would read of it. It is "" for what nobody recognises.
func KindOf(file File) string {
	if k := textKindOf(marked, file); k != nil {
		return k.name
	}
	documents, err := document.Read(file.Data)
	if err != nil || len(documents) == 1 && documents[0].Root.Kind == document.String {
		if k := textKindOf(unparsed, file); k != nil {
			return k.name
		}
		return ""
	}
	for _, d := range documents {
		if name := kindOfDocument(file, d); name != "" {
			return name
		}
	}
	return ""
}

func kindOfDocument(file File, d document.Document) string {
	if k := kindOf(d.Root); k != nil {
		return k.name
	}
	s := source{file: file, effects: &effects{}, root: d.Root, syntax: d.Syntax}
	if _, ok := readRequest(s); ok {
		return requestKind
	}
	return ""
}
