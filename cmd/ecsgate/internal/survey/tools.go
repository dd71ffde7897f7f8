package survey

import (
	"bytes"
	"cmp"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"github.com/ecsgate/ecsgate/cmd/ecsgate/internal/starter"
	"github.com/ecsgate/ecsgate/evaluator/manifest"
)

// installers are how the tools of a language install what an app needs, by the file
// that says what that is.
var installers = []struct{ file, command string }{
	{"package-lock.json", "npm ci"},
	{"yarn.lock", "yarn install --frozen-lockfile"},
	{"requirements.txt", "python3 -m venv .venv && . .venv/bin/activate && pip install -r requirements.txt"},
}

// findApps looks for apps of CDK. A cdk.json without an app only has settings.
func (r *Surroundings) findApps(files []manifest.File) {
	for _, file := range files {
		name := r.relative(file.Name)
		directory := path.Dir(name)
		if path.Base(name) != "cdk.json" || !bytes.Contains(file.Data, []byte(`"app"`)) || !starter.Plain(directory) || r.ignores(name) {
			continue
		}
		app := starter.App{Directory: directory}
		for _, installer := range installers {
			if _, err := os.Stat(filepath.Join(r.directory, filepath.FromSlash(directory), installer.file)); err == nil {
				app.Install = cmp.Or(app.Install, installer.command)
			}
		}
		r.Apps = append(r.Apps, app)
	}
}

// isMade reports whether the job makes a file, so that nobody has to find it.
func (r *Surroundings) isMade(name string) bool {
	return slices.ContainsFunc(r.Apps, func(app starter.App) bool { return app.Holds(name) })
}

// findTerraform looks for a configuration to plan, where there is one with
// operations, or nothing but Terraform's, and no plan is in the repository.
func (r *Surroundings) findTerraform(files []manifest.File) {
	used, planned := r.Bare, false
	for kind := range r.kinds {
		used = used || strings.HasPrefix(kind, "a Terraform configuration")
		planned = planned || kind == "a Terraform plan"
	}
	if !used || planned {
		return
	}
	var top, main string
	for _, file := range files {
		name := r.relative(file.Name)
		directory := path.Dir(name)
		if !isTerraform(name) || !starter.Plain(directory) || r.ignores(name) {
			continue
		}
		top = "."
		if isMain(directory, file.Data) {
			main = cmp.Or(main, directory)
		}
	}
	r.Terraform = cmp.Or(main, top)
}

func isTerraform(name string) bool {
	return slices.ContainsFunc([]string{".tf", ".tofu", ".tf.json"}, func(extension string) bool { return strings.HasSuffix(name, extension) })
}

// isMain reports whether a plan can be made of the directory of a configuration: it
// is no module of another, and says where the state is or what the provider is to do.
func isMain(directory string, text []byte) bool {
	says := func(block string) bool { return bytes.Contains(text, []byte(block)) }
	return !slices.Contains(strings.Split(directory, "/"), "modules") && (says(`provider "`) || says(`backend "`))
}
