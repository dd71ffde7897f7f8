package live

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/ecsgate/ecsgate/evaluator"
)

// Summary is what a reading cost and what it could not read.
type Summary struct {
	Calls   int
	Elapsed time.Duration
	// Places are the Regions that were read, "eu-west-1 of account 123456789012".
	Places []string
	// Unread are the reasons why something could not be read, each once with the
	// kinds that it took away; what was left out by choice is none of them.
	Unread []string
	// Open says what stays unknown although every call succeeded: no permission
	// would help.
	Open []string
}

// Summarize describes a state that this session has read.
func (s *Session) Summarize(state *evaluator.State) Summary {
	summary := Summary{Calls: int(s.meter.calls.Load()), Elapsed: s.meter.elapsed(), Unread: s.remarks.list()}
	for _, region := range state.Regions {
		summary.Places = append(summary.Places, place(region.Region, region.Account))
		summary.Unread = append(summary.Unread, unread(region)...)
		for i := range region.Services {
			if reason := region.Services[i].UnreadTarget(); reason != "" {
				summary.Open = append(summary.Open, reason)
			}
		}
	}
	return summary
}

// unread lists why kinds of a Region are not covered.
func unread(region *evaluator.Region) []string {
	var reasons []string
	kinds := map[string][]string{}
	for _, kind := range evaluator.Kinds {
		for reason := range strings.SplitSeq(region.Coverage[kind].Reason, separator) {
			if reason == "" || reason == onlyNamed || reason == leftOut || reason == onlyChosen {
				continue
			}
			if kinds[reason] == nil {
				reasons = append(reasons, reason)
			}
			kinds[reason] = append(kinds[reason], string(kind))
		}
	}
	for i, reason := range reasons {
		what := strings.Join(kinds[reason], ", ")
		if len(kinds[reason]) == len(evaluator.Kinds) {
			what = "anything"
		}
		reasons[i] = what + ": " + reason
	}
	return reasons
}

// String writes one line.
func (s Summary) String() string {
	text := fmt.Sprintf("read %s: %d calls in %s", cmp.Or(strings.Join(s.Places, ", "), "nothing"), s.Calls, s.Elapsed.Round(time.Millisecond))
	if len(s.Unread) > 0 {
		text += "; could not read " + strings.Join(s.Unread, separator)
	}
	if len(s.Open) > 0 {
		text += "; " + strings.Join(s.Open, separator)
	}
	return text
}

// remarks are failures that take nothing out of the coverage.
type remarks struct {
	mu   sync.Mutex
	said []string
}

func (s *Session) remark(err error) {
	if err == nil {
		return
	}
	s.remarks.mu.Lock()
	defer s.remarks.mu.Unlock()
	s.remarks.said = append(s.remarks.said, reasonOf(err))
}

func (r *remarks) list() []string {
	r.mu.Lock()
	defer r.mu.Unlock()
	return slices.Compact(slices.Sorted(slices.Values(r.said)))
}

// place names where the reader reads.
func (r *reader) place() string { return place(r.region, r.account) }

// place names an account and Region as far as they are known.
func place(region, account string) string {
	region = cmp.Or(region, "an unknown Region")
	if account == "" {
		return region
	}
	return region + " of account " + account
}
