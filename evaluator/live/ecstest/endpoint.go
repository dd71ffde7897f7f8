package ecstest

import (
	"fmt"
	"net/http"
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

// ReadOnly denies every action that would change something.
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

// Environment returns the variables that point the SDK and the AWS CLI at the
// endpoint, served at a URL: nothing of what the machine has configured counts.
func (e *Endpoint) Environment(url string) []string {
	e.mu.Lock()
	defer e.mu.Unlock()
	region := "us-east-1"
	if names := e.account.regionNames(); len(names) > 0 {
		region = names[0]
	}
	return []string{
		"AWS_ENDPOINT_URL=" + url,
		"AWS_ACCESS_KEY_ID=AKIAIOSFODNN7EXAMPLE",
		"AWS_SECRET_ACCESS_KEY=wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY",
		"AWS_REGION=" + region,
		// The AWS CLI version 1 reads only this one.
		"AWS_DEFAULT_REGION=" + region,
		"AWS_CONFIG_FILE=/dev/null",
		"AWS_SHARED_CREDENTIALS_FILE=/dev/null",
		"AWS_EC2_METADATA_DISABLED=true",
	}
}

// prepare logs a request and answers it, as far as that needs the account.
func (e *Endpoint) prepare(r Request) (response, effect) {
	e.mu.Lock()
	defer e.mu.Unlock()
	e.count++
	requestID := fmt.Sprintf("00000000-0000-4000-8000-%012d", e.count)
	effect := e.effect(r)
	protocol := e.protocolOf(r)
	answer, err := e.perform(r, protocol, effect)
	if err != nil {
		refused := asAPIError(err)
		r.Error = refused.code
		e.note(r)
		return protocol.fail(requestID, refused), effect
	}
	e.note(r)
	if effect.mistype {
		answer, _ = mistyped(answer).(object)
	}
	return protocol.answer(r.operation(), requestID, answer), effect
}

// note writes a request into the log.
func (e *Endpoint) note(r Request) {
	e.log = append(e.log, r)
	if e.watch != nil {
		e.watch(r)
	}
}

// protocolOf is how a request is answered, even one of no service we know.
func (e *Endpoint) protocolOf(r Request) protocol {
	if s, ok := e.services[r.Service]; ok {
		return s.protocol
	}
	return jsonProtocol("1.1")
}

// asAPIError: an error of any other kind is our own, and AWS's code for that.
func asAPIError(err error) *apiError {
	if refused, ok := err.(*apiError); ok {
		return refused
	}
	return refusal{"InternalFailure", http.StatusInternalServerError}.because("%v", err)
}
