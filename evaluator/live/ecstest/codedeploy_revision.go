package ecstest

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"slices"
	"time"
)

// location says where the revision of a deployment is. It never shows the text
// itself: "The content property of the appSpecContent object in the returned
// revision is always null" (API reference, GetDeployment).
func (d CodeDeployment) location() object {
	sum := sha256.Sum256([]byte(d.AppSpec))
	sha := hex.EncodeToString(sum[:])
	kind := cmp.Or(d.RevisionType, "AppSpecContent")
	o := object{"revisionType": kind}
	switch kind {
	case "S3":
		return o.with("s3Location", object{"bucket": "appspecs", "key": sha, "bundleType": d.bundleType()})
	case "GitHub":
		return o.with("gitHubLocation", object{"repository": "example/appspecs", "commitId": sha[:40]})
	case "String":
		return o.with("string", object{"sha256": sha})
	}
	return o.with("appSpecContent", object{"sha256": sha})
}

// bundleType is how the text is stored in S3 (API reference, S3Location).
func (d CodeDeployment) bundleType() string {
	if json.Valid([]byte(d.AppSpec)) {
		return "JSON"
	}
	return "YAML"
}

// names reports whether a parameter is, in all that a location says, that
// location.
func (p Parameters) names(location object) bool {
	for member, value := range location {
		switch v := value.(type) {
		case string:
			if p.text(member) != v {
				return false
			}
		case object:
			if !p.object(member).names(v) {
				return false
			}
		}
	}
	return true
}

// getApplicationRevision shows a revision that an application has deployed, with
// its text if that is in CodeDeploy itself.
func getApplicationRevision(c *call) (object, error) {
	a, err := c.application(c.parameters.text("applicationName"))
	if err != nil {
		return nil, err
	}
	revision := c.parameters.object("revision")
	if len(revision) == 0 {
		return nil, refuse("RevisionRequiredException", "The revision ID was not specified.")
	}
	uses := slices.DeleteFunc(c.deployments(a), func(d rollout) bool { return !revision.names(d.location()) })
	if len(uses) == 0 {
		return nil, refuse("RevisionDoesNotExistException", "The named revision does not exist.")
	}
	shown := uses[0].location()
	for _, member := range []string{"appSpecContent", "string"} {
		if text, ok := shown[member].(object); ok {
			text["content"] = uses[0].AppSpec
		}
	}
	return object{"applicationName": a.Name, "revision": shown, "revisionInfo": c.revisionInfo(uses)}, nil
}

// revisionInfo says when a revision was deployed. It was registered by its first
// deployment.
func (c *call) revisionInfo(uses []rollout) object {
	var times []time.Time
	for _, d := range uses {
		times = append(times, c.or(d.CreatedAt))
	}
	first, last := slices.MinFunc(times, time.Time.Compare), slices.MaxFunc(times, time.Time.Compare)
	return object{"registerTime": moment{first}, "firstUsedTime": moment{first}, "lastUsedTime": moment{last}}
}
