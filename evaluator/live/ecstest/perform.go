package ecstest

import (
	"errors"
	"fmt"
	"net/http"
)

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
	var refused *apiError
	if errors.As(err, &refused) {
		return refused
	}
	return refusal{"InternalFailure", http.StatusInternalServerError}.because("%v", err)
}

// perform answers a request from the account, or refuses it.
func (e *Endpoint) perform(r Request, p protocol, f effect) (object, error) {
	if r.Service == "" || r.Region == "" {
		return nil, refuse("MissingAuthenticationTokenException", "Missing Authentication Token")
	}
	region, ok := e.account.Regions[r.Region]
	if !ok && !global(r) {
		return nil, p.unrecognized.because("The security token included in the request is invalid.")
	}
	if f.refuse != nil {
		return nil, f.refuse(p, deniedText(e.account, r.Action))
	}
	if e.readOnly && changes(r.operation()) {
		return nil, p.denied.because("%s", deniedText(e.account, r.Action))
	}
	perform, ok := e.services[r.Service].actions[r.operation()]
	if !ok {
		return nil, p.unknown.because("%s is no action of this endpoint", r.Action)
	}
	pages := f.pages
	if pages.size == 0 || e.pageSize > 0 && e.pageSize < pages.size {
		pages.size = e.pageSize
	}
	return perform(&call{
		scope:      scope{e.account.Partition, r.Region, e.account.ID},
		Region:     region,
		action:     r.Action,
		parameters: r.Parameters,
		now:        e.account.Now,
		protocol:   p,
		pages:      pages,
	})
}

// global: STS answers in us-east-1 for every account (IAM User Guide, "Manage
// AWS STS in an AWS Region": the global endpoint is there).
func global(r Request) bool { return r.Service == "sts" && r.Region == "us-east-1" }

// deniedText is what IAM says to the caller that GetCallerIdentity names.
func deniedText(account *Account, action string) string {
	return "User: " + callerARN(account.Partition, account.ID) + " is not authorized to perform: " + action +
		" on resource: * because no identity-based policy allows the " + action + " action"
}
