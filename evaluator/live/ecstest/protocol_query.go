package ecstest

import (
	"bytes"
	"encoding/xml"
	"fmt"
	"maps"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"time"
)

// queryProtocol is the query protocol (Smithy, "AWS query protocol"): forms in,
// XML out. namespace is that of the service's answers.
func queryProtocol(namespace string) protocol {
	return protocol{
		answer: func(action, requestID string, o object) response {
			return xmlResponse(http.StatusOK, action+"Response", namespace, object{
				action + "Result":  o,
				"ResponseMetadata": object{"RequestId": requestID},
			})
		},
		fail: func(requestID string, e *apiError) response {
			return xmlResponse(e.status, "ErrorResponse", namespace, object{
				"Error":     object{"Type": "Sender", "Code": e.code, "Message": e.text},
				"RequestId": requestID,
			})
		},
		denied:       refusal{"AccessDenied", http.StatusForbidden},
		throttled:    refusal{"Throttling", http.StatusBadRequest},
		expired:      refusal{"ExpiredToken", http.StatusForbidden},
		unrecognized: refusal{"InvalidClientTokenId", http.StatusForbidden},
		unknown:      refusal{"InvalidAction", http.StatusBadRequest},
		invalid:      refusal{"ValidationError", http.StatusBadRequest},
		badToken:     refusal{"ValidationError", http.StatusBadRequest},
	}
}

// formParameters reads a form without what says which operation it is for. A
// list is written as Name.member.1, .2 and on.
func formParameters(form url.Values) Parameters {
	parameters := Parameters{}
	for name := range form {
		if name == "Action" || name == "Version" {
			continue
		}
		list, number, isList := strings.Cut(name, ".member.")
		if !isList {
			parameters[name] = form.Get(name)
			continue
		}
		if number == "1" {
			parameters[list] = formList(form, list)
		}
	}
	return parameters
}

func formList(form url.Values, name string) []string {
	var values []string
	for n := 1; ; n++ {
		key := fmt.Sprintf("%s.member.%d", name, n)
		if !form.Has(key) {
			return values
		}
		values = append(values, form.Get(key))
	}
}

func xmlResponse(status int, name, namespace string, o object) response {
	var b bytes.Buffer
	fmt.Fprintf(&b, "<%s xmlns=%q>\n", name, namespace)
	for _, member := range slices.Sorted(maps.Keys(o)) {
		writeXML(&b, member, o[member])
	}
	fmt.Fprintf(&b, "</%s>\n", name)
	return response{status: status, header: map[string]string{"Content-Type": "text/xml"}, body: b.Bytes()}
}

// writeXML writes one member. Members of a structure are sorted.
func writeXML(b *bytes.Buffer, name string, value any) {
	fmt.Fprintf(b, "<%s>", name)
	switch v := value.(type) {
	case object:
		for _, member := range slices.Sorted(maps.Keys(v)) {
			writeXML(b, member, v[member])
		}
	case []any:
		for _, element := range v {
			writeXML(b, "member", element)
		}
	case moment:
		b.WriteString(v.UTC().Format(time.RFC3339))
	default:
		// A buffer takes everything: there is no error to look at.
		_ = xml.EscapeText(b, fmt.Append(nil, v))
	}
	fmt.Fprintf(b, "</%s>", name)
}
