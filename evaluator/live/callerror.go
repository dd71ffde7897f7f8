package live

import (
	"context"
	"errors"
	"fmt"
	"net"
	"slices"
	"strings"

	"github.com/aws/aws-sdk-go-v2/aws/retry"
	"github.com/aws/smithy-go"
)

// CallError is a call that did not tell what it was asked. Its text is this
// program's own: what a service answers may be anything, differs from one run
// to the next, and stands in snapshots and CI logs.
type CallError struct {
	// Action is the call as IAM spells it: "ecs:ListServices".
	Action string
	// Code is the error code of the answer, if there was one.
	Code string
	// Reason is the whole of it, in one line.
	Reason string
	cause  error
}

func (e *CallError) Error() string { return e.Reason }

// Unwrap gives the error of the SDK.
func (e *CallError) Unwrap() error { return e.cause }

// failed makes the error of a call.
func (r *reader) failed(action string, err error) error {
	e := &CallError{Action: action, cause: err, Code: codeOf(err)}
	e.Reason = fmt.Sprintf("%s %s in %s", action, why(e), r.place())
	return e
}

// nonsense is an answer that came, and does not say what it must.
func (r *reader) nonsense(action, what string) error {
	return &CallError{Action: action, Reason: fmt.Sprintf("%s gave an answer that can not be used in %s: %s", action, r.place(), what)}
}

// why says what became of a call.
func why(e *CallError) string {
	var dns *net.DNSError
	var connection *net.OpError
	var decoding *smithy.DeserializationError
	switch {
	case errors.Is(e.cause, context.DeadlineExceeded):
		return "did not end in time (--timeout)"
	case errors.Is(e.cause, context.Canceled):
		return "was interrupted"
	case denials.has(e.Code):
		return "is not permitted (" + e.Code + "): grant it"
	case refusals.has(e.Code):
		return "was refused, because the credentials are expired or not valid there (" + e.Code + ")"
	case throttled(e.cause):
		return "was throttled to the last attempt (" + e.Code + ")"
	case e.Code != "":
		return "failed (" + e.Code + ")"
	case errors.As(e.cause, &dns):
		return "found no such endpoint"
	case errors.As(e.cause, &connection) && connection.Op == "dial":
		return "could not connect to the endpoint"
	case errors.As(e.cause, &decoding):
		return "gave an answer that can not be read"
	}
	return "got no answer"
}

// noCredentials says why nothing opens an account. Where a role is to be
// assumed, or a login refreshed, it is a call that failed.
func (s *Session) noCredentials(ctx context.Context, err error) string {
	var operation *smithy.OperationError
	switch {
	case ctx.Err() != nil:
		return "no AWS credentials were found in time (--timeout)"
	case errors.As(err, &operation) && codeOf(err) != "":
		e := &CallError{cause: err, Code: codeOf(err)}
		return fmt.Sprintf("no AWS credentials: %s:%s %s", strings.ToLower(operation.ServiceID), operation.OperationName, why(e))
	case s.options.Profile != "":
		return fmt.Sprintf("no AWS credentials were found in the profile %q", s.options.Profile)
	}
	return "no AWS credentials were found: configure them, or name a profile with --profile"
}

// codes are error codes, or how such codes begin.
type codes []string

func (c codes) has(code string) bool {
	return slices.ContainsFunc(c, func(known string) bool { return strings.HasPrefix(code, known) })
}

var (
	denials  = codes{"AccessDenied", "UnauthorizedOperation", "AuthorizationError", "NotAuthorized"}
	refusals = codes{
		"ExpiredToken", "RequestExpired", "UnrecognizedClient", "InvalidClientTokenId", "InvalidSignature", "SignatureDoesNotMatch",
		"IncompleteSignature", "MissingAuthenticationToken", "AuthFailure", "OptInRequired",
	}
)

func throttled(err error) bool {
	_, is := retry.DefaultThrottleErrorCodes[codeOf(err)]
	return is
}

// codeOf returns the code of an answer, as far as it looks like one: it is text
// from somewhere else.
func codeOf(err error) string {
	var answer smithy.APIError
	if !errors.As(err, &answer) {
		return ""
	}
	code := answer.ErrorCode()
	if code == "UnknownError" || len(code) > 64 || strings.ContainsFunc(code, notInCode) {
		return ""
	}
	return code
}

func notInCode(r rune) bool {
	return !(r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9' || r == '.' || r == '_')
}

// says reports whether a call was answered with an error of that code and text.
func says(err error, code, text string) bool {
	var answer smithy.APIError
	return errors.As(err, &answer) && answer.ErrorCode() == code && strings.Contains(answer.ErrorMessage(), text)
}
