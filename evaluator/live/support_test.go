package live_test

import (
	"bytes"
	"encoding/json"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/ecsgate/ecsgate/evaluator"
	"github.com/ecsgate/ecsgate/evaluator/live"
	"github.com/ecsgate/ecsgate/evaluator/live/ecstest"
)

// TestMain takes away what the machine has configured of AWS.
func TestMain(m *testing.M) {
	for _, variable := range os.Environ() {
		if name, _, _ := strings.Cut(variable, "="); strings.HasPrefix(name, "AWS_") {
			os.Unsetenv(name)
		}
	}
	os.Setenv("AWS_CONFIG_FILE", os.DevNull)
	os.Setenv("AWS_SHARED_CREDENTIALS_FILE", os.DevNull)
	os.Setenv("AWS_EC2_METADATA_DISABLED", "true")
	m.Run()
}

// endpointOf is an account with one Region.
func endpointOf(t *testing.T, region ecstest.Region) *ecstest.Endpoint {
	t.Helper()
	return ecstest.NewEndpoint(&ecstest.Account{
		ID: account, Partition: "aws", Now: at(t, clock), Regions: map[string]*ecstest.Region{here: &region},
	})
}

// opened opens the account behind a handler: an endpoint, or what stands in
// front of it.
func opened(t *testing.T, handler http.Handler, change ...func(*live.Options)) *live.Session {
	t.Helper()
	server := httptest.NewServer(handler)
	t.Cleanup(server.Close)
	options := live.Options{MaxBackoff: time.Millisecond, Now: func() time.Time { return at(t, clock) }}
	for _, c := range change {
		c(&options)
	}
	session, err := live.OpenAt(t.Context(), server.URL, here, options)
	if err != nil {
		t.Fatal(err)
	}
	return session
}

// needOf is a need of the account and Region that these tests read.
func needOf(change func(*evaluator.Need)) evaluator.Need {
	need := evaluator.Need{Partition: "aws", Account: account, Region: here}
	change(&need)
	return need
}

// requested counts the requests for one action.
func requested(endpoint *ecstest.Endpoint, action string) int {
	n := 0
	for _, request := range endpoint.Requests() {
		if request.Action == action {
			n++
		}
	}
	return n
}

func id(family string, revision int) evaluator.RevisionID {
	return evaluator.RevisionID{Family: family, Revision: revision}
}

func ranges(t *testing.T, text string) evaluator.Ranges {
	t.Helper()
	r, err := evaluator.ParseRanges(text)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// fields are the members of a request or an answer of ECS or CodeDeploy.
type fields map[string]any

// awsAsked hands a handler in front of an endpoint each request for one action
// of ECS or CodeDeploy, with its parameters.
func awsAsked(endpoint http.Handler, action string, answer func(w http.ResponseWriter, r *http.Request, parameters fields)) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if _, asked, _ := strings.Cut(r.Header.Get("X-Amz-Target"), "."); asked != action {
			endpoint.ServeHTTP(w, r)
			return
		}
		body, err := io.ReadAll(r.Body)
		if err != nil {
			http.Error(w, "", http.StatusBadRequest)
			return
		}
		var parameters fields
		if err := json.Unmarshal(body, &parameters); err != nil {
			http.Error(w, "", http.StatusBadRequest)
			return
		}
		r.Body = io.NopCloser(bytes.NewReader(body))
		answer(w, r, parameters)
	})
}

// asking changes what an endpoint is asked.
func asking(endpoint http.Handler, action string, change func(parameters fields)) http.Handler {
	return awsAsked(endpoint, action, func(w http.ResponseWriter, r *http.Request, parameters fields) {
		change(parameters)
		r.Body = io.NopCloser(bytes.NewReader(marshalled(parameters)))
		endpoint.ServeHTTP(w, r)
	})
}

// answering changes what an endpoint answers, unless that is an error.
func answering(endpoint http.Handler, action string, change func(answer fields)) http.Handler {
	return awsAsked(endpoint, action, func(w http.ResponseWriter, r *http.Request, _ fields) {
		recorder := httptest.NewRecorder()
		endpoint.ServeHTTP(recorder, r)
		var answer fields
		if recorder.Code == http.StatusOK && json.Unmarshal(recorder.Body.Bytes(), &answer) == nil {
			change(answer)
			recorder.Body = bytes.NewBuffer(marshalled(answer))
		}
		w.Header().Set("Content-Type", recorder.Header().Get("Content-Type"))
		w.WriteHeader(recorder.Code)
		_, _ = w.Write(recorder.Body.Bytes())
	})
}

// refusing answers with an error of the JSON protocols.
func refusing(w http.ResponseWriter, code, text string) {
	w.Header().Set("Content-Type", "application/x-amz-json-1.1")
	w.WriteHeader(http.StatusBadRequest)
	_, _ = w.Write(marshalled(fields{"__type": code, "message": text}))
}

func marshalled(members fields) []byte {
	text, err := json.Marshal(members)
	if err != nil {
		return nil
	}
	return text
}

// list returns the structures of a list.
func (f fields) list(name string) []fields {
	entries, _ := f[name].([]any)
	var found []fields
	for _, entry := range entries {
		if members, ok := entry.(map[string]any); ok {
			found = append(found, members)
		}
	}
	return found
}

// checkNoSecret checks that nothing that a server says stands in a reason.
func checkNoSecret(t *testing.T, name string, region *evaluator.Region) {
	t.Helper()
	for kind, coverage := range region.Coverage {
		if strings.Contains(coverage.Reason, "secret") {
			t.Errorf("%s: %s has the server's text: %s", name, kind, coverage.Reason)
		}
	}
}

// without empties a list of an answer.
func without(member string) func(fields) { return func(a fields) { a[member] = []any{} } }

// setting gives a member of each entry of a list another value.
func setting(member, name string, value any) func(fields) {
	return func(a fields) {
		for _, entry := range a.list(member) {
			entry[name] = value
		}
	}
}
