// Package manifest turns files into operations.
//
// What a file is, its content decides, never its name alone: Find collects
// files, ReadAll and Read recognise and read them. What nobody recognises is a
// failure, because an operation that was not looked at must never pass for one
// that was admitted.
//
// Proposed retirements come another way, since text such as "web:41" is no
// manifest: see ParseProposal and ReadProposals.
package manifest

import (
	"slices"

	"github.com/ecsgate/ecsgate/evaluator"
	"github.com/ecsgate/ecsgate/evaluator/document"
)

// File is one file to read.
type File struct {
	// Name is the path as reports show it; "-" is standard input.
	Name string
	Data []byte
	// Context marks a file that counts for the change as a whole and is not
	// itself reported.
	Context bool
	// Walked marks a file that was found in a directory. An argument asserts that
	// its file is a manifest; a walk only finds files, and what it finds may be a
	// package.json. So a walked file that nobody recognises is no failure, but one
	// that can not be parsed is: it might be a manifest.
	Walked bool
}

// Options are what the command line says of all files of a run.
type Options struct {
	// Operation is the request that every AWS CLI file of the run is for, one of
	// Requests. Empty: each file's content decides, and then its name.
	Operation evaluator.Action
	// Params are values for the parameters of CloudFormation templates.
	Params map[string]string
	// Region and Account are where templates are deployed, if somebody wrote it
	// down: the values of their pseudo parameters.
	Region, Account string
	// AnyFiles says that a file may be no manifest at all: hooks pass whatever
	// was staged.
	AnyFiles bool
}

// Read reads one file. Files of the change that it returns is 1.
func Read(file File, options Options) evaluator.Change {
	change, _ := read(file, options)
	return change
}

// read also reports whether any document of the file was recognised, or might
// have been one had it not been broken.
func read(file File, options Options) (evaluator.Change, bool) {
	change := evaluator.Change{Files: 1}
	documents, err := document.Read(file.Data)
	if err != nil {
		failure, concerned := unreadable(file, options, err)
		if concerned {
			change.Failures = []evaluator.Failure{failure}
		}
		return change, concerned
	}
	// "---" at the end of a file makes an empty document, as comments do.
	documents = slices.DeleteFunc(documents, func(d document.Document) bool { return d.Root.Kind == document.Null })
	if len(documents) == 0 {
		documents = []document.Document{{Root: &document.Node{Kind: document.Null}}}
	}
	recognised := false
	for _, d := range documents {
		part, known := readDocument(source{root: d.Root, syntax: d.Syntax, file: file, options: options})
		appendChange(&change, part)
		recognised = recognised || known
	}
	if file.Context {
		change.Notes = nil
		for i := range change.Operations {
			change.Operations[i].Context = true
		}
	}
	return change, recognised
}

// appendChange adds all of part to change but its count of files.
func appendChange(change *evaluator.Change, part evaluator.Change) {
	change.Operations = append(change.Operations, part.Operations...)
	change.Clusters = append(change.Clusters, part.Clusters...)
	change.MaybeClusters = append(change.MaybeClusters, part.MaybeClusters...)
	change.Notes = append(change.Notes, part.Notes...)
	change.Failures = append(change.Failures, part.Failures...)
}
