package ecstest

import (
	"io"
	"net/http"
	"strconv"
	"time"
)

// maxBody bounds a request's body; AWS's own bounds are lower.
const maxBody = 1 << 20

// ServeHTTP answers one request.
func (e *Endpoint) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	body, err := io.ReadAll(http.MaxBytesReader(w, r.Body, maxBody))
	if err != nil {
		http.Error(w, "the request can not be read", http.StatusRequestEntityTooLarge)
		return
	}
	answer, effect := e.prepare(route(r, body))
	if effect.raw != nil {
		answer = *effect.raw
	}
	if !wait(r, effect.delay) {
		return
	}
	length := len(answer.body)
	if effect.cut {
		// The server closes a connection on which less was written than promised.
		answer.body = answer.body[:length/2]
		length++
	}
	for name, value := range answer.header {
		w.Header().Set(name, value)
	}
	w.Header().Set("Content-Length", strconv.Itoa(length))
	w.WriteHeader(answer.status)
	// A client that has gone away gets no answer; there is nobody to tell.
	_, _ = w.Write(answer.body)
}

// wait waits, and reports false if the client went away meanwhile.
func wait(r *http.Request, delay time.Duration) bool {
	if delay == 0 {
		return true
	}
	timer := time.NewTimer(delay)
	defer timer.Stop()
	select {
	case <-timer.C:
		return true
	case <-r.Context().Done():
		return false
	}
}
