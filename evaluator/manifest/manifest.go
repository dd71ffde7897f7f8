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
	// CommandLine is one command line, split into words, that stands in place of a
	// file: see CommandLine.
	CommandLine []string
	// Context marks a file that counts for the change as a whole and is not
	// itself reported.
	Context bool
	// Target is what somebody wrote down for just this file. It wins over what the
	// Options say of all files.
	Target Target
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
	// Stack is the one that the only template of the run, or the only change set, is
	// deployed as; nil where nobody said.
	Stack *evaluator.DeployedStack
	// Env are values for the variables of scripts and workflows that come from
	// outside (--env).
	Env map[string]string
	// Open reads another file of the tree that is checked, by its path from the
	// working directory; nil: there is none. Readers use it through
	// source.sibling, which keeps them in the tree.
	Open func(name string) ([]byte, error)
	// AnyFiles says that a file may be no manifest at all: hooks pass whatever
	// was staged.
	AnyFiles bool
}

// Read reads one file. Files of the change that it returns is 1.
func Read(file File, options Options) evaluator.Change {
	change, _, effects := read(file, options)
	effects.apply(change.Operations)
	return change
}

// read also reports whether any document of the file was recognised, or might
// have been one had it not been broken, and what it does to other files.
func read(file File, options Options) (evaluator.Change, bool, *effects) {
	s := source{file: file, options: file.Target.narrow(options), effects: &effects{}}
	change, recognised := s.read()
	change.Files = 1
	file.Target.aim(&change)
	if file.Context {
		change.Notes = nil
		for i := range change.Operations {
			change.Operations[i].Context = true
		}
	}
	return change, recognised, s.effects
}

// read reads the file as the text or the documents that it is.
func (s source) read() (evaluator.Change, bool) {
	if s.file.CommandLine != nil {
		return s.readCommandLine(), true
	}
	if change, known := readText(marked, s); known {
		return change, true
	}
	documents, err := document.Read(s.file.Data)
	plain := len(documents) == 1 && documents[0].Root.Kind == document.String
	if err != nil || plain {
		if change, known := readText(unparsed, s); known {
			return change, true
		}
	}
	if err != nil {
		failure, concerned := unreadable(s.file, s.options, err)
		if concerned {
			return evaluator.Change{Failures: []evaluator.Failure{failure}}, true
		}
		return evaluator.Change{}, false
	}
	return s.readDocuments(documents)
}

func (s source) readDocuments(documents []document.Document) (evaluator.Change, bool) {
	// "---" at the end of a file makes an empty document, as comments do.
	documents = slices.DeleteFunc(documents, func(d document.Document) bool { return d.Root.Kind == document.Null })
	if len(documents) == 0 {
		documents = []document.Document{{Root: &document.Node{Kind: document.Null}}}
	}
	var change evaluator.Change
	recognised := false
	for _, d := range documents {
		s.root, s.syntax = d.Root, d.Syntax
		part, known := readDocument(s)
		appendChange(&change, part)
		recognised = recognised || known
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
