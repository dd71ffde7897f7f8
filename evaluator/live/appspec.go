package live

import (
	"context"
	"strings"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/codedeploy"
	"github.com/aws/aws-sdk-go-v2/service/codedeploy/types"

	"github.com/ecsgate/ecsgate/evaluator"
	"github.com/ecsgate/ecsgate/evaluator/document"
	"github.com/ecsgate/ecsgate/evaluator/reference"
)

// broughtBy returns the revision that a deployment brought, or says why that can
// not be read.
func (r *reader) broughtBy(ctx context.Context, d types.DeploymentInfo) (id evaluator.RevisionID, unread string, err error) {
	text, unread, err := r.appSpec(ctx, *d.ApplicationName, d.Revision)
	if err != nil || unread != "" {
		return id, unread, err
	}
	documents, err := document.Read([]byte(text))
	if err != nil || len(documents) != 1 {
		return id, "an AppSpec that CodeDeploy keeps is not legible", nil
	}
	ref := reference.Parse(taskDefinitionOf(documents[0].Root))
	if ref.Kind != reference.Revision {
		return id, "an AppSpec that CodeDeploy keeps names no revision", nil
	}
	return evaluator.RevisionID{Family: ref.Family, Revision: ref.Revision}, "", nil
}

// appSpec returns the text of what was deployed. BatchGetDeployments leaves it
// out, and tells how to ask for it ("The content property of the appSpecContent
// object in the returned revision is always null", GetDeployment, AWS CodeDeploy
// API reference).
func (r *reader) appSpec(ctx context.Context, application string, location *types.RevisionLocation) (text, unread string, err error) {
	switch location.RevisionType {
	case types.RevisionLocationTypeAppSpecContent, types.RevisionLocationTypeString:
	case types.RevisionLocationTypeS3:
		return "", "CodeDeploy was given an AppSpec that lies in S3", nil
	default:
		return "", "CodeDeploy was given an AppSpec that lies elsewhere", nil
	}
	in := &codedeploy.GetApplicationRevisionInput{ApplicationName: &application, Revision: location}
	out, err := call(ctx, r, codedeployGetApplicationRevision, r.codedeploy().GetApplicationRevision, in)
	switch {
	case codeOf(err) == "RevisionDoesNotExistException":
		return "", "CodeDeploy has not kept an AppSpec that it deployed", nil
	case err != nil:
		return "", "", err
	case out.Revision == nil:
		return "", "", r.nonsense(codedeployGetApplicationRevision, "it names no revision")
	case out.Revision.AppSpecContent != nil:
		text = aws.ToString(out.Revision.AppSpecContent.Content)
	//lint:ignore SA1019 what was deployed in this way may still be redeployed
	case out.Revision.String_ != nil:
		//lint:ignore SA1019 as above
		text = aws.ToString(out.Revision.String_.Content)
	}
	if text == "" {
		return "", "", r.nonsense(codedeployGetApplicationRevision, "it leaves the AppSpec out")
	}
	return text, "", nil
}

// taskDefinitionOf returns what an AppSpec deploys: it has one resource for ECS
// (https://docs.aws.amazon.com/codedeploy/latest/userguide/reference-appspec-file-structure-resources.html).
func taskDefinitionOf(root *document.Node) string {
	var named []string
	for _, item := range member(root, "Resources").Items {
		for _, resource := range item.Fields {
			properties := member(resource.Value, "Properties")
			if taskDefinition := member(properties, "TaskDefinition").Str(); taskDefinition != "" {
				named = append(named, taskDefinition)
			}
		}
	}
	if len(named) != 1 {
		return ""
	}
	return named[0]
}

// member finds a member however its name is written: CodeDeploy takes "resources"
// for "Resources".
func member(n *document.Node, name string) *document.Node {
	if n == nil {
		return &document.Node{}
	}
	for _, field := range n.Fields {
		if strings.EqualFold(field.Name, name) && field.Value != nil {
			return field.Value
		}
	}
	return &document.Node{}
}
