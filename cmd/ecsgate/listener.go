package main

import (
	"errors"
	"os"
	"os/signal"
	"syscall"
)

// listener is standard output or standard error. Whoever reads it may stop
// reading, as head and a pager do: that is no failure, and what was found stands,
// so that the exit code is that of the report.
type listener struct{ file *os.File }

// listen keeps a closed pipe from ending the program. Programs that it starts, such
// as a credential process, are not concerned.
func listen(file *os.File) listener {
	signal.Notify(make(chan os.Signal, 1), syscall.SIGPIPE)
	return listener{file}
}

func (l listener) Write(p []byte) (int, error) {
	n, err := l.file.Write(p)
	if errors.Is(err, syscall.EPIPE) {
		return len(p), nil
	}
	return n, err
}

// descriptor is what tells a terminal from a file.
func (l listener) descriptor() int { return int(l.file.Fd()) }
