package ecstest

import (
	"fmt"
	"net/http"
)

// apiError is an error as an API answers it: a code, a text, an HTTP status.
type apiError struct {
	refusal
	text string
}

func (e *apiError) Error() string { return e.code + ": " + e.text }

// refusal is the code of an error and the HTTP status that comes with it.
type refusal struct {
	code   string
	status int
}

func (r refusal) because(format string, args ...any) *apiError {
	return &apiError{r, fmt.Sprintf(format, args...)}
}

// refuse makes an error of the JSON protocols: all that the caller is to blame
// for has the status 400.
func refuse(code, format string, args ...any) *apiError {
	return refusal{code, http.StatusBadRequest}.because(format, args...)
}
