package main

import (
	"context"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"time"

	"github.com/ecsgate/ecsgate/evaluator/live/ecstest"
	"github.com/ecsgate/ecsgate/evaluator/snapshot"
)

// The exit codes: served until interrupted, could not serve, wrong flags.
const (
	exitOK = iota
	exitFailure
	exitUsage
)

// settings are what the flags say.
type settings struct {
	state    string
	listen   string
	deny     []string
	throttle int
	page     int
	delay    time.Duration
	log      bool
	readOnly bool
}

// run is the program; it returns its exit code.
func run(ctx context.Context, arguments []string, stdout, stderr io.Writer) int {
	s, err := parse(arguments, stderr)
	if errors.Is(err, flag.ErrHelp) {
		return exitOK
	}
	if err != nil {
		return exitUsage
	}
	if err := serve(ctx, s, stdout, stderr); err != nil {
		fmt.Fprintf(stderr, "ecstest: %v\n", err)
		return exitFailure
	}
	return exitOK
}

// parse reads the flags. What is wrong with them is on stderr already.
func parse(arguments []string, stderr io.Writer) (settings, error) {
	var s settings
	flags := flag.NewFlagSet("ecstest", flag.ContinueOnError)
	flags.SetOutput(stderr)
	flags.StringVar(&s.state, "state", "", "the account: a snapshot `file` in the format state/v1 (required)")
	flags.StringVar(&s.listen, "listen", "127.0.0.1:4519", "the `address` to serve on")
	flags.Func("deny", "deny an `action` such as ecs:ListServices or scheduler:*; may be repeated", func(action string) error {
		s.deny = append(s.deny, action)
		return nil
	})
	flags.IntVar(&s.throttle, "throttle-every", 0, "refuse every `n`th request: Rate exceeded")
	flags.IntVar(&s.page, "page", 0, "give at most `n` entries a page")
	flags.DurationVar(&s.delay, "delay", 0, "answer every request so much later")
	flags.BoolVar(&s.readOnly, "read-only", false, "deny every action that changes something")
	flags.BoolVar(&s.log, "log", false, "write requests to stderr")
	if err := flags.Parse(arguments); err != nil {
		return s, err
	}
	var wrong error
	switch {
	case flags.NArg() > 0:
		wrong = fmt.Errorf("unexpected argument %q", flags.Arg(0))
	case s.state == "":
		wrong = errors.New("--state is required")
	default:
		return s, nil
	}
	fmt.Fprintf(stderr, "ecstest: %v\n", wrong)
	flags.Usage()
	return s, wrong
}

// serve serves until the context ends.
func serve(ctx context.Context, s settings, stdout, stderr io.Writer) error {
	endpoint, err := load(s)
	if err != nil {
		return err
	}
	listener, err := net.Listen("tcp", s.listen)
	if err != nil {
		return err
	}
	if s.log {
		endpoint.Watch(func(r ecstest.Request) { write(stderr, r) })
	}
	for _, variable := range endpoint.Environment("http://" + listener.Addr().String()) {
		fmt.Fprintln(stdout, "export "+variable)
	}
	server := &http.Server{Handler: endpoint, ReadHeaderTimeout: time.Minute}
	context.AfterFunc(ctx, func() { _ = server.Close() })
	if err := server.Serve(listener); !errors.Is(err, http.ErrServerClosed) {
		return err
	}
	return nil
}

// write writes a request as one line.
func write(w io.Writer, r ecstest.Request) {
	parameters, err := json.Marshal(r.Parameters)
	if err != nil {
		parameters = []byte("?")
	}
	line := fmt.Sprintf("%s %s %s", r.Region, r.Action, parameters)
	if r.Error != "" {
		line += " " + r.Error
	}
	fmt.Fprintln(w, line)
}

// load makes the endpoint of the account in a file, with the faults asked for.
func load(s settings) (*ecstest.Endpoint, error) {
	data, err := os.ReadFile(filepath.Clean(s.state))
	if err != nil {
		return nil, err
	}
	state, err := snapshot.Read(data, s.state)
	if err != nil {
		return nil, err
	}
	endpoint := ecstest.NewEndpoint(ecstest.FromState(state))
	for _, action := range s.deny {
		endpoint.Inject(ecstest.Denied(action))
	}
	if s.throttle > 0 {
		endpoint.Inject(ecstest.Throttled("*", s.throttle))
	}
	if s.delay > 0 {
		endpoint.Inject(ecstest.Slow("*", s.delay))
	}
	if s.readOnly {
		endpoint.ReadOnly()
	}
	endpoint.PageSize(s.page)
	return endpoint, nil
}
