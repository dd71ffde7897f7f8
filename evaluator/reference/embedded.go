package reference

import (
	"strings"

	"github.com/ecsgate/ecsgate/evaluator/document"
)

// Embedded is an ECS API request inside a state machine definition, or inside
// the target of a schedule.
type Embedded struct {
	// API is the request's name as AWS spells it in ARNs: "runTask".
	API string
	// State is the name of the state that sends it; a state inside a Parallel
	// or Map state has that one's name and a slash in front.
	State string
	// Path leads from the root of the definition to the parameters, or to the
	// state that has none: "States", "Run", "Parameters". Items of a list are
	// their numbers, from "0".
	Path []string
	// Integration is "ecs" or "aws-sdk:ecs".
	Integration string
	// Parameters holds the request's parameters, in PascalCase; nil when they
	// are all computed at run time.
	Parameters *document.Node
	// Expression is what computes them then.
	Expression string
	// Position is that of the resource that makes the state a call.
	document.Position
}

// Request returns the name of the API request as its reference spells it:
// "RunTask".
func (e Embedded) Request() string {
	if e.API == "" {
		return ""
	}
	return strings.ToUpper(e.API[:1]) + e.API[1:]
}

// Parameter returns a parameter by its PascalCase API name. One that is
// computed when the request is sent has no node but an expression. A
// parameter that is not given has neither.
func (e Embedded) Parameter(name string) (node *document.Node, dynamic string) {
	if e.Parameters == nil {
		return nil, e.Expression
	}
	if field := fieldOf(e.Parameters, name+".$"); field != nil {
		if text := field.Value.Str(); text != "" {
			return nil, text
		}
		return nil, field.Name
	}
	field := fieldOf(e.Parameters, name)
	if field == nil {
		return nil, ""
	}
	if text := field.Value.Str(); isComputed(text) {
		return nil, text
	}
	return field.Value, ""
}

// fieldOf tolerates other capitals than the API's: a parameter that is spelt
// "taskDefinition" must not pass for one that is absent.
func fieldOf(parameters *document.Node, name string) *document.Field {
	if field := parameters.Field(name); field != nil {
		return field
	}
	for i := range parameters.Fields {
		if strings.EqualFold(parameters.Fields[i].Name, name) {
			return &parameters.Fields[i]
		}
	}
	return nil
}

// isComputed reports whether Step Functions computes a text: JSONata, a
// JSONPath or an intrinsic function.
func isComputed(text string) bool {
	trimmed := strings.TrimSpace(text)
	return strings.HasPrefix(trimmed, "{%") || isJSONPath(trimmed) || strings.HasPrefix(trimmed, "States.")
}

// UniversalTarget returns the API that an EventBridge Scheduler schedule calls
// on ECS by a universal target (arn:aws:scheduler:::aws-sdk:ecs:runTask), and
// whether the ARN is one.
func UniversalTarget(targetARN string) (api string, ok bool) {
	integration, ok := cutService(targetARN, "scheduler")
	if !ok {
		return "", false
	}
	name, ok := strings.CutPrefix(integration, "aws-sdk:ecs:")
	return lowerCamel(name), ok && isName(name)
}

// SDKCall returns the service and the API that a state or a universal target
// calls through the AWS SDK (arn:aws:states:::aws-sdk:scheduler:createSchedule),
// and whether it calls one so.
func SDKCall(arn string) (service, api string, ok bool) {
	for _, caller := range []string{"states", "scheduler"} {
		resource, _ := cutService(arn, caller)
		if call, found := strings.CutPrefix(resource, "aws-sdk:"); found {
			service, api, ok = strings.Cut(call, ":")
			api, _, _ = strings.Cut(api, ".")
			return service, lowerCamel(api), ok
		}
	}
	return "", "", false
}

// cutService returns the resource of the ARN of a service that has no Region
// and no account. Templates often leave the partition open
// (arn:${AWS::Partition}:states:::…), and it makes no difference here.
func cutService(arn, service string) (resource string, ok bool) {
	head, resource, ok := strings.Cut(arn, ":"+service+":::")
	return resource, ok && strings.HasPrefix(head, "arn:")
}

func lowerCamel(name string) string {
	if name == "" {
		return ""
	}
	return strings.ToLower(name[:1]) + name[1:]
}

func isName(text string) bool {
	return text != "" && strings.Trim(strings.ToLower(text), "abcdefghijklmnopqrstuvwxyz") == ""
}
