package ecstest

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
	perform, ok := e.services[r.Service].actions[r.operation()]
	if !ok {
		return nil, p.unknown.because("%s is no action of this endpoint", r.Action)
	}
	if e.readOnly && changes(r.operation()) {
		return nil, p.denied.because("%s", deniedText(e.account, r.Action))
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
