package manifest

import (
	"github.com/ecsgate/ecsgate/evaluator"
	"github.com/ecsgate/ecsgate/evaluator/document"
	"github.com/ecsgate/ecsgate/evaluator/reference"
)

// isCreateDeployment knows the body of CodeDeploy's CreateDeployment, and the
// revision alone, as --revision file:// takes it.
// A deployment group is created with the same names and a role.
func isCreateDeployment(root *document.Node) bool {
	return root.Has("revisionType") && len(root.Fields) > 1 || root.Get("revision").Has("revisionType") ||
		root.Has("deploymentGroupName") && root.Has("applicationName") && !root.Has("serviceRoleArn")
}

// readCreateDeployment reads the AppSpec in a deployment that somebody starts
// (https://docs.aws.amazon.com/codedeploy/latest/APIReference/API_RevisionLocation.html).
func readCreateDeployment(s source) evaluator.Change {
	revision, path := s.root, ""
	if field := s.root.Field("revision"); field != nil {
		revision, path = field.Value, "revision"
	}
	change := s.misspelt(s.root, "revision")
	appendChange(&change, s.misspelt(revision, "appSpecContent", "string", "s3Location"))
	switch {
	case len(change.Failures) > 0:
	case carries(revision.Get("appSpecContent")):
		appendChange(&change, s.appSpecText(revision.Get("appSpecContent"), join(path, "appSpecContent")))
	case carries(revision.Get("string")):
		appendChange(&change, s.appSpecText(revision.Get("string"), join(path, "string")))
	case carries(revision.Get("s3Location")):
		appendChange(&change, s.appSpecInS3(revision.Field("s3Location")))
	case carries(revision.Get("gitHubLocation")): // only for EC2
	default:
		appendChange(&change, s.unseen(s.root.Position, "the AppSpec of this deployment is not in this file: not checked"))
	}
	return change
}

// appSpecText reads an AppSpec that is the content of a revision. All of it
// stands where that does.
func (s source) appSpecText(holder *document.Node, path string) evaluator.Change {
	content := holder.Get("content")
	at := fieldPosition(holder, "content")
	documents, err := document.Read([]byte(content.Str()))
	if err != nil {
		return evaluator.Change{Failures: []evaluator.Failure{
			failureAt(s.file.Name, at, "the AppSpec in %s can not be read: %s", join(path, "content"), parseFailure("", err).Message),
		}}
	}
	var change evaluator.Change
	for _, d := range documents {
		if !isAppSpec(d.Root) {
			appendChange(&change, s.unseen(at, "the content of this deployment's revision is no AppSpec: not checked"))
			continue
		}
		reference.StandAt(d.Root, at)
		inner := s
		inner.root = d.Root
		part := readAppSpec(inner)
		for i := range part.Operations {
			part.Operations[i].Path = join(path, "content", part.Operations[i].Path)
		}
		appendChange(&change, part)
	}
	return change
}

// appSpecInS3 says that the AppSpec lies elsewhere. A bundle of files is for
// EC2.
func (s source) appSpecInS3(location *document.Field) evaluator.Change {
	switch location.Value.Get("bundleType").Str() {
	case "zip", "tar", "tgz":
		return evaluator.Change{}
	}
	return s.unseen(location.Position, "the AppSpec of this deployment is in S3: not checked")
}
