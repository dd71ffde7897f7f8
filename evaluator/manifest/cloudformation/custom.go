package cloudformation

import (
	"strings"

	"github.com/ecsgate/ecsgate/evaluator"
)

// customCall reads the CDK's AwsCustomResource, which calls any AWS API when the
// stack is created, updated or deleted. Calls to ECS are named, not judged: what
// they hold depends on answers of earlier calls.
func (r *reader) customCall(res *resource, properties place) []evaluator.Operation {
	for _, event := range []string{"Create", "Update", "Delete"} {
		at := r.child(properties, event)
		v := r.value(at)
		if v.shape != textValue || v.text == "" {
			continue
		}
		call, err := r.parse(v.text, at.field)
		switch service := strings.ToLower(call.Get("service").Str()); {
		case err != nil:
			r.unseen(at.field, "custom resource "+quote(res.id)+" calls an AWS API that can not be read: it was not looked at")
		case service == "ecs" || strings.HasSuffix(service, "client-ecs"):
			r.unseen(at.field, "custom resource "+quote(res.id)+" calls ECS "+
				shorten(call.Get("action").Str(), 40)+": it was not looked at")
		}
	}
	return nil
}
