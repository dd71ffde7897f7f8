package ecstest

import (
	"net/http"
	"time"
)

// Denied refuses requests for want of a permission. It does not concern
// GetCallerIdentity, which needs none.
func Denied(actions string) Fault {
	return Fault{actions: actions, apply: func(e *effect) {
		e.denied = true
		e.refuse = func(p protocol, text string) *apiError { return p.denied.because("%s", text) }
	}}
}

// Throttled refuses every nth request: "Rate exceeded". 1 refuses them all.
func Throttled(actions string, every int) Fault {
	return Fault{actions: actions, every: every, apply: func(e *effect) {
		e.denied = false
		e.refuse = func(p protocol, _ string) *apiError { return p.throttled.because("Rate exceeded") }
	}}
}

// Expired refuses requests because the credentials are too old.
func Expired(actions string) Fault {
	return Fault{actions: actions, apply: func(e *effect) {
		e.denied = false
		e.refuse = func(p protocol, _ string) *apiError {
			return p.expired.because("The security token included in the request is expired")
		}
	}}
}

// Slow answers late.
func Slow(actions string, delay time.Duration) Fault {
	return Fault{actions: actions, apply: func(e *effect) { e.delay += delay }}
}

// Cut closes the connection in the middle of the answer's body.
func Cut(actions string) Fault {
	return Fault{actions: actions, apply: func(e *effect) { e.cut = true }}
}

// Garbage answers with a web page, status 200, as a captive portal does.
func Garbage(actions string) Fault { return webPage(actions, http.StatusOK) }

// Unavailable answers with a web page, status 503, as a proxy does.
func Unavailable(actions string) Fault { return webPage(actions, http.StatusServiceUnavailable) }

func webPage(actions string, status int) Fault {
	raw := response{
		status: status,
		header: map[string]string{"Content-Type": "text/html"},
		body:   []byte("<html><head><title>Welcome</title></head><body>Please sign in.</body></html>\n"),
	}
	return Fault{actions: actions, apply: func(e *effect) { e.raw = &raw }}
}

// Mistyped answers with a number wherever a string belongs.
func Mistyped(actions string) Fault {
	return Fault{actions: actions, apply: func(e *effect) { e.mistype = true }}
}

// ShortPages caps the pages of some actions at n entries.
func ShortPages(actions string, n int) Fault {
	return Fault{actions: actions, apply: func(e *effect) { e.pages.size = n }}
}

// Truncated gives every page a token, even the last, and refuses the requests
// that carry one: a list of which only the first page can be read.
func Truncated(actions string) Fault {
	return Fault{actions: actions, apply: func(e *effect) { e.pages.truncated = true }}
}

// mistyped copies an answer with its strings made numbers.
func mistyped(value any) any {
	switch v := value.(type) {
	case object:
		copied := object{}
		for name, member := range v {
			copied[name] = mistyped(member)
		}
		return copied
	case []any:
		copied := make([]any, len(v))
		for i, element := range v {
			copied[i] = mistyped(element)
		}
		return copied
	case string:
		return 42
	}
	return value
}
