package ecstest

import (
	"path"
	"time"
)

// Fault is a way in which AWS fails, or the way to it. Faults are made by the
// functions below; each takes the actions that it concerns as IAM writes them:
// "ecs:ListServices", "scheduler:*", "*".
type Fault struct {
	actions string
	region  string
	every   int
	times   int
	apply   func(*effect)
}

// In lets a fault concern one Region only.
func (f Fault) In(region string) Fault {
	f.region = region
	return f
}

// First ends a fault after it has struck n times.
func (f Fault) First(n int) Fault {
	f.times = n
	return f
}

// Every lets a fault strike only every nth request that it concerns.
func (f Fault) Every(n int) Fault {
	f.every = n
	return f
}

// effect is what the faults do to one request.
type effect struct {
	delay time.Duration
	// refuse makes the error, of the text that IAM has for a missing permission;
	// denied says that it is about one.
	refuse func(p protocol, text string) *apiError
	denied bool
	// raw is sent instead of the answer; cut ends it in the middle.
	raw     *response
	cut     bool
	mistype bool
	pages   pageFaults
}

// injected is a fault at work.
type injected struct {
	Fault
	// seen and struck count requests.
	seen, struck int
}

// strikes reports whether a fault strikes a request, and counts it.
func (f *injected) strikes(r Request) bool {
	matched, err := path.Match(f.actions, r.Action)
	if err != nil || !matched || f.region != "" && f.region != r.Region {
		return false
	}
	f.seen++
	if f.every > 1 && f.seen%f.every != 0 || f.times > 0 && f.struck >= f.times {
		return false
	}
	f.struck++
	return true
}

// effect adds up what the faults do to a request.
func (e *Endpoint) effect(r Request) effect {
	var sum effect
	for _, fault := range e.faults {
		if fault.strikes(r) {
			fault.apply(&sum)
		}
	}
	// "No permissions are required to perform this operation": an explicit deny
	// does not reach it either (STS API reference, GetCallerIdentity).
	if r.Action == "sts:GetCallerIdentity" && sum.denied {
		sum.refuse = nil
	}
	return sum
}
