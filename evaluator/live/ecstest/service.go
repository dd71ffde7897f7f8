package ecstest

import "strings"

// service is one AWS service: its protocol and the actions that it knows.
type service struct {
	protocol protocol
	actions  map[string]operation
}

// services are those of the endpoint by the names that IAM and signatures have
// for them.
func services() map[string]service {
	return map[string]service{
		"ecs":            {jsonProtocol("1.1"), ecsActions()},
		"events":         {eventsProtocol(), eventsActions()},
		"states":         {statesProtocol(), statesActions()},
		"scheduler":      {restProtocol(), schedulerActions()},
		"pipes":          {restProtocol(), pipesActions()},
		"codedeploy":     {codedeployProtocol(), codedeployActions()},
		"cloudformation": {queryProtocol("http://cloudformation.amazonaws.com/doc/2010-05-15/"), cloudformationActions()},
		"sts":            {queryProtocol("https://sts.amazonaws.com/doc/2011-06-15/"), stsActions()},
	}
}

// targetService names the service that a prefix of X-Amz-Target is of.
func targetService(prefix string) (name string, ok bool) {
	switch prefix {
	case "AmazonEC2ContainerServiceV20141113":
		return "ecs", true
	case "AWSEvents":
		return "events", true
	case "AWSStepFunctions":
		return "states", true
	case "CodeDeploy_20141006":
		return "codedeploy", true
	}
	return "", false
}

// pathService tells the REST services apart by their paths.
func pathService(path string) string {
	switch {
	case strings.HasPrefix(path, "/v1/pipes"):
		return "pipes"
	case strings.HasPrefix(path, "/schedule"):
		return "scheduler"
	}
	return ""
}

// changes reports whether an action changes anything: all but those that AWS
// calls List, Describe, Get or, for several at once, BatchGet do.
func changes(action string) bool {
	for _, verb := range []string{"List", "Describe", "Get", "BatchGet"} {
		if strings.HasPrefix(action, verb) {
			return false
		}
	}
	return true
}
