package manifest_test

import (
	"strings"
	"testing"

	"github.com/ecsgate/ecsgate/evaluator/manifest"
)

// TestUnknownCommandsOfECS: a command that nobody knows may send anything; one
// that only looks is not worth a word.
func TestUnknownCommandsOfECS(t *testing.T) {
	for verb, unseen := range map[string]bool{
		"updte-service": true, "launch-everything": true, "create-express-gateway-service": true, "stop-service-deployment": true,
		"describe-services": false, "list-tasks": false, "wait": false, "stop-task": false, "update-cluster-settings": false,
		"put-account-setting-default": false, "tag-resource": false, "execute-command": false, "create-daemon": false,
	} {
		text := "#!/bin/sh\naws ecs " + verb + " --cluster prod\n"
		change := manifest.Read(manifest.File{Name: "deploy.sh", Data: []byte(text)}, manifest.Options{})
		got := len(change.Notes) == 1 && change.Notes[0].Unseen && strings.Contains(change.Notes[0].Message, verb)
		if len(change.Failures) > 0 || got != unseen || !unseen && len(change.Notes) > 0 {
			t.Errorf("%s: got %+v, want that it was not looked at: %t", verb, change, unseen)
		}
	}
}
