package main

import (
	"time"

	"github.com/schollz/progressbar/v3"
	"golang.org/x/term"
)

// progress shows on stderr how many calls have ended, where that is a terminal
// that somebody looks at, and nothing anywhere else.
func (s streams) progress(what string) (report func(calls int), done func()) {
	out, ok := s.stderr.(listener)
	if !ok || s.loudness == tellLess || !term.IsTerminal(out.descriptor()) || s.getenv("TERM") == "dumb" || s.getenv("CI") != "" {
		return nil, func() {}
	}
	bar := progressbar.NewOptions(-1,
		progressbar.OptionSetWriter(out), progressbar.OptionSetDescription(what), progressbar.OptionSetItsString("call"),
		progressbar.OptionShowCount(), progressbar.OptionShowIts(), progressbar.OptionThrottle(100*time.Millisecond), progressbar.OptionClearOnFinish(),
	)
	// An error is one of the terminal: whoever cannot see the progress misses
	// nothing else.
	return func(calls int) { _ = bar.Set(calls) }, func() { _ = bar.Finish() }
}
