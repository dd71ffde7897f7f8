package ecstest_test

import (
	"crypto/sha256"
	"encoding/hex"
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/codedeploy"
	"github.com/aws/aws-sdk-go-v2/service/codedeploy/types"
)

// sha256Of is the hash of a text, as CodeDeploy names it by.
func sha256Of(text string) string {
	sum := sha256.Sum256([]byte(text))
	return hex.EncodeToString(sum[:])
}

// rawString is what a revision of the type String has.
func rawString(r *types.RevisionLocation) *types.RawString {
	//lint:ignore SA1019 what was once deployed so is still there
	return r.String_
}

// revisions are those of all deployments.
func revisions(t *testing.T, api *codedeploy.Client) []*types.RevisionLocation {
	t.Helper()
	out, err := api.BatchGetDeployments(t.Context(), &codedeploy.BatchGetDeploymentsInput{DeploymentIds: listedIDs(t, api, &codedeploy.ListDeploymentsInput{})})
	if err != nil {
		t.Fatal(err)
	}
	var found []*types.RevisionLocation
	for _, d := range out.DeploymentsInfo {
		found = append(found, d.Revision)
	}
	return found
}

// TestRevisionLocations: a deployment says where its text is, and never what.
func TestRevisionLocations(t *testing.T) {
	t.Parallel()
	_, api := deploying(t, applications()...)
	found := revisions(t, api)
	if r := found[0]; r.RevisionType != "AppSpecContent" || r.AppSpecContent.Content != nil || *r.AppSpecContent.Sha256 != sha256Of(appSpec) {
		t.Errorf("AppSpecContent: %+v", r)
	}
	if r := found[3]; r.RevisionType != "S3" || r.AppSpecContent != nil || *r.S3Location.Bucket != "appspecs" || *r.S3Location.Key != sha256Of("version: 0.0") || r.S3Location.BundleType != "YAML" {
		t.Errorf("S3: %+v", r)
	}
	if r := found[4]; r.RevisionType != "GitHub" || *r.GitHubLocation.Repository != "example/appspecs" || len(*r.GitHubLocation.CommitId) != 40 {
		t.Errorf("GitHub: %+v", r)
	}
	if r := found[5]; r.RevisionType != "String" || rawString(r).Content != nil || *rawString(r).Sha256 != sha256Of("{}") {
		t.Errorf("String: %+v", r)
	}
}

// TestGetApplicationRevision asks for what a deployment says of its revision.
func TestGetApplicationRevision(t *testing.T) {
	t.Parallel()
	_, api := deploying(t, applications()...)
	found := revisions(t, api)
	get := func(application string, revision *types.RevisionLocation) *codedeploy.GetApplicationRevisionOutput {
		out, err := api.GetApplicationRevision(t.Context(), &codedeploy.GetApplicationRevisionInput{ApplicationName: &application, Revision: revision})
		if err != nil {
			t.Fatal(err)
		}
		return out
	}
	out := get("shop", found[0])
	if *out.ApplicationName != "shop" || *out.Revision.AppSpecContent.Content != appSpec || *out.Revision.AppSpecContent.Sha256 != sha256Of(appSpec) {
		t.Errorf("AppSpecContent: %+v", out.Revision)
	}
	if info := out.RevisionInfo; !info.RegisterTime.Equal(day(1)) || !info.FirstUsedTime.Equal(day(1)) || !info.LastUsedTime.Equal(day(2)) {
		t.Errorf("deployed twice: %+v", info)
	}
	if r := get("shop", found[3]).Revision; *r.S3Location.Key != *found[3].S3Location.Key || r.AppSpecContent != nil {
		t.Errorf("S3: %+v", r)
	}
	if r := get("functions", found[5]).Revision; *rawString(r).Content != "{}" {
		t.Errorf("String: %+v", r)
	}
}

func TestGetApplicationRevisionRefuses(t *testing.T) {
	t.Parallel()
	const none = "RevisionDoesNotExistException: The named revision does not exist."
	content := func(sha string) *types.RevisionLocation {
		return &types.RevisionLocation{RevisionType: "AppSpecContent", AppSpecContent: &types.AppSpecContent{Sha256: aws.String(sha)}}
	}
	tests := []struct {
		name, application string
		revision          *types.RevisionLocation
		want              string
	}{
		{"nobody's", "shop", content(sha256Of("x")), none},
		{"another application's", "functions", content(sha256Of(appSpec)), none},
		{"of another type", "shop", &types.RevisionLocation{RevisionType: "String", AppSpecContent: content(sha256Of(appSpec)).AppSpecContent}, none},
		{"none", "shop", &types.RevisionLocation{}, "RevisionRequiredException: The revision ID was not specified."},
		{"no application", "x", content(sha256Of(appSpec)), "ApplicationDoesNotExistException: No application found for name: x"},
	}
	_, api := deploying(t, applications()...)
	for _, test := range tests {
		_, err := api.GetApplicationRevision(t.Context(), &codedeploy.GetApplicationRevisionInput{ApplicationName: &test.application, Revision: test.revision})
		if got := said(err); got != test.want {
			t.Errorf("%s: got %q, want %q", test.name, got, test.want)
		}
	}
}
