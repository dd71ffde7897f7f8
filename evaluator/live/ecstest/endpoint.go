package ecstest

import (
	"slices"
	"sync"
	"time"
)

// Endpoint answers requests to an account. It is an http.Handler, and safe for
// use by several goroutines.
type Endpoint struct {
	services map[string]service

	mu       sync.Mutex
	account  *Account
	faults   []*injected
	log      []Request
	pageSize int
	readOnly bool
	count    int
	watch    func(Request)
}

// NewEndpoint returns the endpoint of an account, which is the endpoint's from
// then on: Change is the way to touch it.
func NewEndpoint(account *Account) *Endpoint {
	if account.Now.IsZero() {
		account.Now = time.Now()
	}
	return &Endpoint{services: services(), account: account}
}

// Change changes the account between two requests.
func (e *Endpoint) Change(change func(*Account)) {
	e.mu.Lock()
	defer e.mu.Unlock()
	change(e.account)
}

// Inject lets requests fail. What several faults do to one request adds up.
func (e *Endpoint) Inject(faults ...Fault) {
	e.mu.Lock()
	defer e.mu.Unlock()
	for _, fault := range faults {
		e.faults = append(e.faults, &injected{Fault: fault})
	}
}

// Heal takes all faults away.
func (e *Endpoint) Heal() {
	e.mu.Lock()
	defer e.mu.Unlock()
	e.faults = nil
}

// PageSize caps every page at n entries, whatever the request asks for; 0 does
// not. AWS may give fewer entries than maxResults, too.
func (e *Endpoint) PageSize(n int) {
	e.mu.Lock()
	defer e.mu.Unlock()
	e.pageSize = n
}

// ReadOnly denies every action that would change something, also those that the
// endpoint does not know.
func (e *Endpoint) ReadOnly() {
	e.mu.Lock()
	defer e.mu.Unlock()
	e.readOnly = true
}

// Requests returns the requests so far, refused ones too, in the order of their
// arrival.
func (e *Endpoint) Requests() []Request {
	e.mu.Lock()
	defer e.mu.Unlock()
	return slices.Clone(e.log)
}

// Watch calls a function with every request from now on, one at a time. It must
// not use the endpoint.
func (e *Endpoint) Watch(watch func(Request)) {
	e.mu.Lock()
	defer e.mu.Unlock()
	e.watch = watch
}

// ResetLog forgets the requests so far.
func (e *Endpoint) ResetLog() {
	e.mu.Lock()
	defer e.mu.Unlock()
	e.log = nil
}
