package manifest_test

import (
	"testing"

	"github.com/ecsgate/ecsgate/evaluator/manifest"
)

// TestJenkinsSteps: a step that is called after ECS may do anything; words that
// only hold the letters do not.
func TestJenkinsSteps(t *testing.T) {
	for step, unseen := range map[string]bool{
		`ecsDeploy(cluster: "prod", taskDefinition: "web:41")`: true,
		`amazonECS service: "web"`:                             true,
		"deployToEcs(\n  service: \"web\")":                    true,
		`sleep(secs: 3)`:                                       false,
		`specs(path: "a")`:                                     false,
		`echo "ecsDeploy(cluster: prod)"`:                      false,
		`// ecsDeploy(cluster: "prod")`:                        false,
	} {
		text := "pipeline {\n stages { stage('d') { steps {\n" + step + "\n} } }\n}\n"
		change := manifest.Read(manifest.File{Name: "Jenkinsfile", Data: []byte(text)}, manifest.Options{})
		got := len(change.Notes) == 1 && change.Notes[0].Unseen && change.Notes[0].Line == 3
		if len(change.Failures) > 0 || got != unseen || !unseen && len(change.Notes) > 0 {
			t.Errorf("%s: got %+v, want that it was not looked at: %t", step, change, unseen)
		}
	}
}
