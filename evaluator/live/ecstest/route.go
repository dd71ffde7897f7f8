package ecstest

import (
	"bytes"
	"encoding/json"
	"net/http"
	"net/url"
	"strings"
)

// Request is one request as it reached the endpoint.
type Request struct {
	// Service is its name in IAM, "ecs" or "events".
	Service string
	// Action is as IAM spells it: "ecs:ListServices".
	Action string
	Region string
	// Parameters are those of its body, path and query.
	Parameters Parameters
	// Error is the code of the error that answered it, if one did.
	Error string
}

// operation returns the action without its service.
func (r Request) operation() string {
	_, name, _ := strings.Cut(r.Action, ":")
	return name
}

// route finds out what a request asks for, and of which service. What can not
// be found out stays empty.
func route(r *http.Request, body []byte) Request {
	service, region := credentialScope(r.Header.Get("Authorization"))
	target, operation, targeted := strings.Cut(r.Header.Get("X-Amz-Target"), ".")
	if name, ok := targetService(target); targeted && ok {
		return request(name, operation, region, jsonParameters(body))
	}
	if service == "" {
		service = pathService(r.URL.Path)
	}
	switch service {
	case "scheduler", "pipes":
		operation, parameters := routeREST(r)
		return request(service, operation, region, parameters)
	case "":
		return Request{Region: region}
	}
	form, err := url.ParseQuery(string(body))
	if err != nil {
		return request(service, "", region, nil)
	}
	return request(service, form.Get("Action"), region, formParameters(form))
}

func request(service, operation, region string, parameters Parameters) Request {
	return Request{Service: service, Action: service + ":" + operation, Region: region, Parameters: parameters}
}

// credentialScope reads the service and Region that a request is signed for:
// "AWS4-HMAC-SHA256 Credential=AKID/20261126/eu-west-1/ecs/aws4_request, …".
func credentialScope(authorization string) (service, region string) {
	_, credential, _ := strings.Cut(authorization, "Credential=")
	credential, _, _ = strings.Cut(credential, ",")
	parts := strings.Split(credential, "/")
	if len(parts) < 5 {
		return "", ""
	}
	return parts[len(parts)-2], parts[len(parts)-3]
}

// jsonParameters reads a JSON body; one that can not be read has none.
func jsonParameters(body []byte) Parameters {
	decoder := json.NewDecoder(bytes.NewReader(body))
	decoder.UseNumber()
	var parameters Parameters
	if err := decoder.Decode(&parameters); err != nil {
		return nil
	}
	return parameters
}

// routeREST names the operation that a method and a path mean, as the Smithy
// models of Scheduler and Pipes bind them.
func routeREST(r *http.Request) (operation string, parameters Parameters) {
	parameters = Parameters{}
	for name, values := range r.URL.Query() {
		parameters[name] = values[0]
	}
	path := strings.TrimPrefix(r.URL.EscapedPath(), "/v1")
	collection, escaped, one := strings.Cut(strings.Trim(path, "/"), "/")
	if name, err := url.PathUnescape(escaped); one && err == nil {
		parameters["Name"] = name
	}
	if r.Method != http.MethodGet {
		return r.Method + " " + collection, parameters
	}
	switch {
	case collection == "schedules" && one:
		return "GetSchedule", parameters
	case collection == "schedules":
		return "ListSchedules", parameters
	case collection == "schedule-groups" && !one:
		return "ListScheduleGroups", parameters
	case collection == "pipes" && one:
		return "DescribePipe", parameters
	case collection == "pipes":
		return "ListPipes", parameters
	}
	return collection, parameters
}
