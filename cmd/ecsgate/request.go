package main

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/urfave/cli/v2"

	"github.com/ecsgate/ecsgate/cmd/ecsgate/internal/usage"
	"github.com/ecsgate/ecsgate/evaluator"
	"github.com/ecsgate/ecsgate/evaluator/config"
	"github.com/ecsgate/ecsgate/evaluator/manifest"
	"github.com/ecsgate/ecsgate/evaluator/nearest"
)

// request is what a command line asks check to do.
type request struct {
	streams
	configured      *configuration
	paths, contexts []string
	words           commandLine
	proposals       []string
	proposed        []evaluator.Operation
	states          []string
	places          places
	// inputs are the real paths of the files that were read.
	inputs map[string]bool
	// severalPlaces: the state has more than one account and Region, wherever one
	// looks.
	severalPlaces  bool
	live           *liveReading
	policies, data []string
	bundle         bundleFlags
	reading        manifest.Options
	run            evaluator.Run
	outputs        []output
	rules          []evaluator.Rule
	baseline       string
	writeBaseline  string
	printInput     bool
	// sight knows what the run has looked at.
	sight   *config.Sight
	explain bool
	// read are the files that are reported, inline the waivers in their comments.
	read   []string
	inline []config.InlineWaiver

	stack string
	// misnamed says that the stack is not what somebody took it for.
	misnamed []evaluator.Failure
}

// readRequest refuses what contradicts itself before anything is read.
func readRequest(c *cli.Context, std streams, words commandLine) (*request, error) {
	std, err := std.heard(c)
	if err != nil {
		return nil, err
	}
	configured, err := configureCheck(c, std)
	if err != nil {
		return nil, err
	}
	r := &request{
		streams: std, configured: configured, words: words, paths: c.Args().Slice(), contexts: c.StringSlice("context"), proposals: c.StringSlice("proposals"),
		states: c.StringSlice("state"), policies: c.StringSlice("policy"), data: c.StringSlice("data"),
		baseline: c.String("baseline"), writeBaseline: c.String("write-baseline"), printInput: c.Bool("print-input"), explain: c.Bool("explain"),
	}
	for _, step := range []func(*cli.Context) error{refuseEmpty, r.readPaths, r.readBundle, r.readState, r.readRun, r.readReading, r.readStack, r.readOutputs} {
		if err := step(c); err != nil {
			return nil, err
		}
	}
	for _, text := range c.StringSlice("deregister") {
		r.proposed = append(r.proposed, manifest.ParseProposal(evaluator.DeregisterTaskDefinition, text, "--deregister"))
	}
	for _, text := range c.StringSlice("delete") {
		r.proposed = append(r.proposed, manifest.ParseProposal(evaluator.DeleteTaskDefinitions, text, "--delete"))
	}
	if r.words == nil && len(r.paths)+len(r.proposals)+len(r.proposed) == 0 {
		return nil, usage.Error("nothing to check: name files, directories, - for standard input, or proposals")
	}
	return r, r.words.refuse()
}

func (r *request) readPaths(c *cli.Context) error {
	if err := refuseLateFlags(r.paths); err != nil {
		return err
	}
	if err := r.takeConfiguredPaths(c); err != nil {
		return err
	}
	if slices.Contains(r.contexts, "-") {
		return usage.Error("--context -: standard input is no directory; to have it checked, write - after the flags")
	}
	return nil
}

func (r *request) readState(c *cli.Context) error {
	modes := 0
	for _, given := range []bool{len(r.states) > 0, c.Bool("live"), c.Bool("offline")} {
		if given {
			modes++
		}
	}
	switch {
	case modes != 1:
		return usage.Error("say what to judge against: exactly one of --state FILE, --live, --offline, or the same in the configuration file (.ecsgate.yaml)")
	case !c.Bool("live"):
		return refuseLiveFlags(c)
	}
	var err error
	r.live, err = readLiveFlags(c, r.streams)
	return err
}

// refuseLiveFlags refuses flags that would have no effect: whoever gives them
// expects AWS to be asked.
func refuseLiveFlags(c *cli.Context) error {
	for _, flag := range liveFlags() {
		if name := flag.Names()[0]; c.IsSet(name) {
			return usage.Error(fmt.Sprintf("--%s goes with --live", name))
		}
	}
	return nil
}

// region is the one that somebody wrote down for requests that name none; of
// several nobody knows which is meant.
func region(c *cli.Context) string {
	if regions := c.StringSlice("region"); len(regions) == 1 {
		return regions[0]
	}
	return ""
}

func (r *request) readRun(c *cli.Context) error {
	if err := refuseRegions(c.StringSlice("region")); err != nil {
		return err
	}
	failOn := evaluator.Severity(c.String("fail-on"))
	if failOn == "" { // a command without the flag
		failOn = evaluator.Error
	}
	if !failOn.Valid() {
		return usage.Error(fmt.Sprintf("--fail-on %q: write error, warning or info", failOn))
	}
	maxAge, err := readAge("--max-state-age", c.String("max-state-age"))
	if err != nil {
		return err
	}
	now, err := timeOf(c, r.streams)
	if err != nil {
		return err
	}
	r.run = evaluator.Run{
		Now: now, FailOn: failOn, Strict: c.Bool("strict"), MaxStateAge: maxAge,
		Target: evaluator.Scope{Account: c.String("account"), Region: region(c), Cluster: c.String("cluster"), Service: c.String("service")},
		Rules:  r.configured.Settings(),
	}
	return nil
}

// timeOf is the time of the run: the clock's, or another that was given.
func timeOf(c *cli.Context, std streams) (time.Time, error) {
	now := std.now()
	if text := c.String("now"); text != "" {
		given, err := time.Parse(time.RFC3339, text)
		if err != nil {
			return now, usage.Error(fmt.Sprintf("--now %q: write a time with its zone, such as 2026-11-23T10:00:00Z", text))
		}
		now = given
	}
	return now.UTC().Truncate(time.Second), nil
}

func (r *request) readReading(c *cli.Context) error {
	r.reading = manifest.Options{AnyFiles: c.Bool("any-files"), Region: region(c), Account: c.String("account"), Open: openHere}
	if name := c.String("operation"); name != "" {
		settable := manifest.Requests()
		i := slices.IndexFunc(settable, func(a evaluator.Action) bool { return strings.EqualFold(string(a), strings.ReplaceAll(name, "-", "")) })
		if i < 0 {
			return usage.Error(fmt.Sprintf("--operation %q: %s", name, nearest.Hint(name, texts(settable), "write one of "+list(settable))))
		}
		r.reading.Operation = settable[i]
	}
	var err error
	if r.reading.Params, err = pairs(c, "param"); err != nil {
		return err
	}
	r.reading.Env, err = pairs(c, "env")
	return err
}

// pairs reads a flag that is given as NAME=VALUE.
func pairs(c *cli.Context, flag string) (map[string]string, error) {
	values := map[string]string{}
	for _, pair := range c.StringSlice(flag) {
		name, value, ok := strings.Cut(pair, "=")
		if !ok || name == "" {
			return nil, usage.Error(fmt.Sprintf("--%s %q: write NAME=VALUE", flag, pair))
		}
		if _, twice := values[name]; twice {
			return nil, usage.Error(fmt.Sprintf("--%s %s is given twice", flag, name))
		}
		values[name] = value
	}
	return values, nil
}
