package starter

import (
	"path"
	"slices"
	"strings"
)

// assembly is where cdk synth is told to write what an app comes to.
const assembly = "cdk.out"

// App is an app of CDK. What it comes to is not in the repository, so that the job
// has to make it; the hook, which sees only what is staged, does without.
type App struct {
	// Directory holds its cdk.json; it is Plain, and "." at the top.
	Directory string
	// Install gets what the app needs to run; "": nobody knows how.
	Install string
}

// Assembly is the directory that the app is synthesised to.
func (a App) Assembly() string { return path.Join(a.Directory, assembly) + "/" }

// Holds reports whether a file is a part of what the app comes to.
func (a App) Holds(name string) bool { return strings.HasPrefix(name, a.Assembly()) }

// Synth is the command line that writes the assembly.
func (a App) Synth() string { return a.within("npx cdk synth --quiet --output " + assembly) }

// Script does so where nothing is installed yet.
func (a App) Script() string {
	if a.Install == "" {
		return a.Synth()
	}
	return a.within(a.Install + " && npx cdk synth --quiet --output " + assembly)
}

// within leaves the shell where it is.
func (a App) within(command string) string {
	if a.Directory == "." {
		return command
	}
	return "(cd " + a.Directory + " && " + command + ")"
}

// JobPaths are what a job checks: what is in the repository, and what it has made.
func (r Repository) JobPaths() []string {
	paths := slices.Clone(r.Paths)
	for _, app := range r.Apps {
		covered := func(name string) bool {
			return name == "." || strings.HasSuffix(name, "/") && strings.HasPrefix(app.Assembly(), name)
		}
		if !slices.ContainsFunc(paths, covered) {
			paths = append(paths, app.Assembly())
		}
	}
	return paths
}

// Plan are the command lines that write plan.json for a configuration of Terraform
// which is initialised.
func (r Repository) Plan() []string {
	terraform := "terraform"
	if r.Terraform != "." {
		terraform += " -chdir=" + r.Terraform
	}
	return []string{terraform + " plan -out=plan.tfplan", terraform + " show -json plan.tfplan > plan.json"}
}

// PlanScript does so where nothing is initialised yet, and nobody answers questions.
func (r Repository) PlanScript() []string {
	plan := r.Plan()
	initialise := strings.Replace(plan[0], " plan -out=plan.tfplan", " init -input=false", 1)
	return []string{initialise, strings.Replace(plan[0], " plan ", " plan -input=false ", 1), plan[1]}
}
