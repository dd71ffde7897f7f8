package config

import (
	"path"
	"slices"
	"strings"
	"time"

	"github.com/bmatcuk/doublestar/v4"

	"github.com/ecsgate/ecsgate/evaluator"
)

// Look is what one run looks at.
type Look struct {
	Now   time.Time
	Rules []evaluator.Rule
	// Relative names a file from the directory of the configuration, with slashes;
	// "": it is no file, as standard input.
	Relative func(file string) string
	// Text is that of a file that a manifest led to, and that was not read for its
	// own sake. It may be nil, and may return nil.
	Text func(file string) []byte
	// Exists reports whether there is a file of that name or glob, which is named as
	// Relative does. If it is nil there is none beside those that were read.
	Exists func(glob string) bool
	// Files were read and are reported. Directories were walked; they are named as
	// Relative does, "." for the one of the configuration.
	Files, Directories []string
}

// Sight knows what one run has looked at. Only of that can be said that something
// is no longer there: a hook sees but a few files.
type Sight struct {
	config *Config
	look   Look
	known  catalogue
	// files are those that were read, by the names of Look.Relative.
	files map[string]bool
	// relative remembers what Look.Relative said.
	relative map[string]string
}

// Sight is what a run looks at that goes by the configuration.
func (c *Config) Sight(look Look) *Sight {
	s := &Sight{config: c, look: look, known: look.Rules, files: map[string]bool{}, relative: map[string]string{}}
	for _, file := range look.Files {
		s.files[s.name(file)] = true
	}
	delete(s.files, "")
	return s
}

// name names a file from the directory of the configuration.
func (s *Sight) name(file string) string {
	if file == "" {
		return ""
	}
	name, known := s.relative[file]
	if !known {
		name = s.look.Relative(file)
		s.relative[file] = name
	}
	return name
}

// covers reports whether the run has looked at every file that a glob can mean.
func (s *Sight) covers(glob string) bool {
	if !isGlob(glob) {
		return s.read(glob)
	}
	base, _ := doublestar.SplitPattern(glob)
	return s.walked(path.Clean(base))
}

// read reports whether the run has read a file, or found it gone. A walk through a
// directory passes by what is there and of no kind that it reads.
func (s *Sight) read(file string) bool {
	return s.files[file] || s.walked(path.Dir(file)) && !s.exists(file)
}

func (s *Sight) walked(name string) bool {
	return slices.ContainsFunc(s.look.Directories, func(directory string) bool { return holds(directory, name) })
}

func (s *Sight) exists(glob string) bool { return s.look.Exists != nil && s.look.Exists(glob) }

// whole reports whether the run has looked at all that there is: the directory that
// the configuration lies in, or all of its paths.
func (s *Sight) whole() bool {
	missed := func(name string) bool {
		if path.IsAbs(name) {
			name = s.name(name)
		}
		name = path.Clean(name)
		return !s.files[name] && !s.walked(name)
	}
	return s.walked(".") || len(s.config.Paths) > 0 && !slices.ContainsFunc(s.config.Paths, missed)
}

// inUse returns a rule, or nil if there is none of that id or it is off.
func (s *Sight) inUse(id string) *evaluator.Rule {
	if slices.ContainsFunc(s.config.Rules, func(rule Rule) bool { return rule.ID == id && rule.Off }) {
		return nil
	}
	rule, _ := s.known.rule(id)
	return rule
}

// undecided reports whether a rule may have something to say of an operation that
// it could not say now.
func undecided(op *evaluator.OperationReport, rule string) bool {
	return op.Outcome == evaluator.VerdictUndecided || slices.ContainsFunc(op.Undecided, func(u evaluator.Undecided) bool {
		return u.Rule == rule || u.Rule == ""
	})
}

// holds reports whether one directory is another or above it. Names are clean.
func holds(directory, other string) bool {
	if strings.Trim(directory, "./") == "" { // that of the configuration, or above it
		return strings.Count(other, "..") <= strings.Count(directory, "..")
	}
	return other == directory || strings.HasPrefix(other, directory+"/")
}

func isGlob(text string) bool { return strings.ContainsAny(text, `*?[{\`) }
