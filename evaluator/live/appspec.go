package live

import (
	"context"
	"slices"
	"strings"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/codedeploy"
	"github.com/aws/aws-sdk-go-v2/service/codedeploy/types"

	"github.com/ecsgate/ecsgate/evaluator"
	"github.com/ecsgate/ecsgate/evaluator/document"
	"github.com/ecsgate/ecsgate/evaluator/reference"
)

// brought is what a deployment brings, or why that can not be read.
type brought struct {
	revision evaluator.RevisionID
	unread   string
}

// broughtBy returns what a deployment brings. Most deployments of a service share
// few AppSpecs.
func (h *history) broughtBy(ctx context.Context, d types.DeploymentInfo) (brought, error) {
	key, unread := keptAt(d.Revision)
	if unread != "" {
		return brought{unread: unread}, nil
	}
	key = *d.ApplicationName + " " + key
	if known, ok := h.specs[key]; ok {
		return known, nil
	}
	text, unread, err := h.appSpec(ctx, *d.ApplicationName, d.Revision)
	if err != nil {
		return brought{}, err
	}
	b := brought{unread: unread}
	if unread == "" {
		b = readAppSpec(text)
	}
	h.specs[key] = b
	return b, nil
}

// keptAt tells revisions apart that CodeDeploy keeps itself, or says why one can not
// be read.
func keptAt(location *types.RevisionLocation) (key, unread string) {
	switch {
	case location == nil:
		return "", "CodeDeploy does not say what it deployed to it"
	case location.AppSpecContent != nil && location.RevisionType == types.RevisionLocationTypeAppSpecContent:
		return aws.ToString(location.AppSpecContent.Sha256), ""
	//lint:ignore SA1019 what was deployed in this way may still be redeployed
	case location.String_ != nil && location.RevisionType == types.RevisionLocationTypeString:
		//lint:ignore SA1019 as above
		return aws.ToString(location.String_.Sha256), ""
	case location.RevisionType == types.RevisionLocationTypeS3:
		return "", "CodeDeploy was given an AppSpec that lies in S3"
	}
	return "", "CodeDeploy was given an AppSpec that lies elsewhere"
}

// appSpec returns the text of what was deployed. BatchGetDeployments leaves it
// out, and tells how to ask for it ("The content property of the appSpecContent
// object in the returned revision is always null", GetDeployment, AWS CodeDeploy
// API reference).
func (h *history) appSpec(ctx context.Context, application string, location *types.RevisionLocation) (text, unread string, err error) {
	in := &codedeploy.GetApplicationRevisionInput{ApplicationName: &application, Revision: location}
	out, err := call(ctx, h.reader, codedeployGetApplicationRevision, h.codedeploy().GetApplicationRevision, in)
	switch {
	case codeOf(err) == "RevisionDoesNotExistException":
		return "", "CodeDeploy has not kept an AppSpec that it deployed", nil
	case err != nil:
		return "", "", err
	case out.Revision == nil:
		return "", "", h.nonsense(codedeployGetApplicationRevision, "it names no revision")
	case out.Revision.AppSpecContent != nil:
		text = aws.ToString(out.Revision.AppSpecContent.Content)
	//lint:ignore SA1019 as above
	case out.Revision.String_ != nil:
		//lint:ignore SA1019 as above
		text = aws.ToString(out.Revision.String_.Content)
	}
	if text == "" {
		return "", "", h.nonsense(codedeployGetApplicationRevision, "it leaves the AppSpec out")
	}
	return text, "", nil
}

// readAppSpec reads the revision that an AppSpec deploys.
func readAppSpec(text string) brought {
	documents, err := document.Read([]byte(text))
	documents = slices.DeleteFunc(documents, func(d document.Document) bool { return d.Root.Kind == document.Null })
	if err != nil || len(documents) != 1 {
		return brought{unread: "an AppSpec that CodeDeploy keeps is not legible"}
	}
	ref := reference.Parse(strings.TrimSpace(taskDefinitionOf(documents[0].Root)))
	if ref.Kind != reference.Revision {
		return brought{unread: "an AppSpec that CodeDeploy keeps names no revision"}
	}
	return brought{revision: evaluator.RevisionID{Family: ref.Family, Revision: ref.Revision}}
}

// taskDefinitionOf returns what an AppSpec deploys: it has one resource for ECS, and
// CodeDeploy takes names in any case
// (https://docs.aws.amazon.com/codedeploy/latest/userguide/reference-appspec-file-structure-resources.html).
func taskDefinitionOf(root *document.Node) string {
	member := func(n *document.Node, name string) *document.Node { return n.Get(n.Spelling(name)) }
	resources := member(root, "Resources")
	if resources == nil {
		return ""
	}
	var named []string
	for _, item := range resources.Items {
		for _, resource := range item.Fields {
			if taskDefinition := member(member(resource.Value, "Properties"), "TaskDefinition").Str(); taskDefinition != "" {
				named = append(named, taskDefinition)
			}
		}
	}
	if len(named) != 1 {
		return ""
	}
	return named[0]
}
