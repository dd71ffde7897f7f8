package reference

import "strings"

// BusName returns the name of an event bus that is given by its name, by its
// ARN, or not at all: then it is the default one (PutRule, Amazon EventBridge
// API reference).
func BusName(text string) string {
	if arn, ok := ParseARN(text); ok {
		text = strings.TrimPrefix(arn.Resource, "event-bus/")
	}
	if text == "" {
		return "default"
	}
	return text
}
