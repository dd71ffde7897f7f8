package reference

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// ParameterName returns the name of a parameter as the ECS API spells it: state
// machines, schedules and CloudFormation write it in PascalCase, and state
// machines put ".$" behind the name of one that is computed.
func ParameterName(name string) string {
	name = strings.TrimSuffix(name, ".$")
	first, size := utf8.DecodeRuneInString(name)
	if size == 0 {
		return ""
	}
	return string(unicode.ToLower(first)) + name[size:]
}

// TargetParameterName is ParameterName for the EcsParameters of a target, of
// which EventBridge calls two otherwise
// (https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_EcsParameters.html).
func TargetParameterName(name string) string {
	switch name {
	case "TaskDefinitionArn":
		return "taskDefinition"
	case "TaskCount":
		return "count"
	}
	return ParameterName(name)
}
