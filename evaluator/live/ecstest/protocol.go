package ecstest

import (
	"encoding/json"
	"net/http"
)

// protocol is how a service writes answers and errors, and which codes it has
// for the errors that every service knows.
type protocol struct {
	answer func(action, requestID string, o object) response
	fail   func(requestID string, e *apiError) response

	denied, throttled, expired refusal
	// unrecognized refuses credentials, as a Region does that is not enabled.
	unrecognized refusal
	unknown      refusal
	invalid      refusal
	badToken     refusal
}

// response is an answer on the wire.
type response struct {
	status int
	header map[string]string
	body   []byte
}

// jsonProtocol is AWS JSON 1.0 or 1.1 (Smithy, "AWS JSON 1.1 protocol"): errors
// have the status 400, whatever the reason.
func jsonProtocol(version string) protocol {
	contentType := "application/x-amz-json-" + version
	bad := func(code string) refusal { return refusal{code, http.StatusBadRequest} }
	return protocol{
		answer: func(_, requestID string, o object) response {
			return jsonResponse(http.StatusOK, contentType, requestID, o)
		},
		fail: func(requestID string, e *apiError) response {
			return jsonResponse(e.status, contentType, requestID, object{"__type": e.code, "message": e.text})
		},
		denied:       bad("AccessDeniedException"),
		throttled:    bad("ThrottlingException"),
		expired:      bad("ExpiredTokenException"),
		unrecognized: bad("UnrecognizedClientException"),
		unknown:      bad("UnknownOperationException"),
		invalid:      bad("InvalidParameterException"),
		badToken:     bad("InvalidParameterException"),
	}
}

// statesProtocol is that of Step Functions, which has names of its own for some
// errors (API reference, ListStateMachines: "InvalidToken").
func statesProtocol() protocol {
	p := jsonProtocol("1.0")
	p.invalid.code = "ValidationException"
	p.badToken.code = "InvalidToken"
	return p
}

// eventsProtocol is that of EventBridge.
func eventsProtocol() protocol {
	p := jsonProtocol("1.1")
	p.invalid.code = "ValidationException"
	p.badToken.code = "ValidationException"
	return p
}

// codedeployProtocol is that of CodeDeploy.
func codedeployProtocol() protocol {
	p := jsonProtocol("1.1")
	p.invalid.code = "InvalidInputException"
	p.badToken.code = "InvalidNextTokenException"
	return p
}

// restProtocol is REST JSON (Smithy, "AWS restJson1 protocol"): the code of an
// error is in a header, and the status tells errors apart.
func restProtocol() protocol {
	const contentType = "application/json"
	return protocol{
		answer: func(_, requestID string, o object) response {
			return jsonResponse(http.StatusOK, contentType, requestID, o)
		},
		fail: func(requestID string, e *apiError) response {
			r := jsonResponse(e.status, contentType, requestID, object{"Message": e.text})
			r.header["X-Amzn-Errortype"] = e.code
			return r
		},
		denied:       refusal{"AccessDeniedException", http.StatusForbidden},
		throttled:    refusal{"ThrottlingException", http.StatusTooManyRequests},
		expired:      refusal{"ExpiredTokenException", http.StatusForbidden},
		unrecognized: refusal{"UnrecognizedClientException", http.StatusForbidden},
		unknown:      refusal{"UnknownOperationException", http.StatusNotFound},
		invalid:      refusal{"ValidationException", http.StatusBadRequest},
		badToken:     refusal{"ValidationException", http.StatusBadRequest},
	}
}

func jsonResponse(status int, contentType, requestID string, o object) response {
	body, err := json.Marshal(o)
	if err != nil {
		// Not reached: an object holds nothing that JSON can not say.
		return response{status: http.StatusInternalServerError}
	}
	return response{
		status: status,
		header: map[string]string{"Content-Type": contentType, "X-Amzn-Requestid": requestID},
		body:   body,
	}
}
