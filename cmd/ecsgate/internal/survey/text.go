package survey

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/ecsgate/ecsgate/cmd/ecsgate/internal/starter"
	"github.com/ecsgate/ecsgate/cmd/ecsgate/internal/usage"
)

// Text says what was found.
func (r *Surroundings) Text() string {
	var b strings.Builder
	if r.Bare {
		b.WriteString("found  no manifest with an operation of ECS: no template, plan, request, script or pipeline that sends one\n")
	}
	for _, kind := range slices.Sorted(maps.Keys(r.kinds)) {
		fmt.Fprintf(&b, "found  %s: %s\n", kind, someOf(r.kinds[kind]))
	}
	for _, app := range r.Apps {
		fmt.Fprintf(&b, "found  an app of CDK: the job makes %s, and checks it\n", app.Assembly())
	}
	if r.Terraform != "" {
		b.WriteString("found  Terraform, of which only a plan gives everything: the job has a comment with the steps\n")
	}
	for _, name := range r.Snapshots {
		fmt.Fprintf(&b, "found  %s, a snapshot of %s\n", name, cmp.Or(strings.Join(r.Regions, ", "), "nothing"))
	}
	if len(r.Snapshots) == 0 {
		b.WriteString("found  no snapshot of an account: without one, or live: true, most rules can not look\n")
	}
	for _, name := range r.Policies {
		fmt.Fprintf(&b, "found  rules of your own in %s\n", name)
	}
	if len(r.foreign) > 0 {
		fmt.Fprintf(&b, "found  Rego that does not load (ecsgate check --policy DIR says why): %s\n", someOf(r.foreign))
	}
	if len(r.aside) > 0 {
		fmt.Fprintf(&b, "found  tests or examples, which are left out: %s\n", someOf(r.aside))
	}
	if len(r.ignored) > 0 {
		fmt.Fprintf(&b, "found  what git ignores, which is left out, because no job has it: %s\n", someOf(r.ignored))
	}
	switch {
	case !r.Root:
		b.WriteString("found  that the repository begins above: the hook and the job belong there\n")
	case len(r.Systems) == 0:
		fmt.Fprintf(&b, "found  no CI system: --ci %s writes its job\n", strings.Join(starter.Names(), "|"))
	}
	return b.String()
}

// someOf lists files, but not all of many.
func someOf(files []string) string {
	const most = 3
	if more := len(files) - most; more > 0 {
		return fmt.Sprintf("%s and %d more", strings.Join(files[:most], ", "), more)
	}
	return usage.Enumerate(files, "and")
}
