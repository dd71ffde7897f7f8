package main

import (
	"cmp"
	"fmt"
	"os"
	"slices"
	"strings"

	"github.com/urfave/cli/v2"

	"github.com/ecsgate/ecsgate/cmd/ecsgate/internal/usage"
	"github.com/ecsgate/ecsgate/evaluator"
	"github.com/ecsgate/ecsgate/evaluator/policykit"
	"github.com/ecsgate/ecsgate/policies"
)

// bundleFlags say which bundle judges instead of the built-in rules, and whose it
// must be.
type bundleFlags struct {
	file string
	key  *policykit.VerificationKey
}

func (r *request) readBundle(c *cli.Context) error {
	files := c.StringSlice("bundle")
	switch {
	case len(files) > 1:
		return usage.Error("--bundle: one bundle holds all rules; add others with --policy")
	case len(files) == 1:
		r.bundle.file = files[0]
	}
	name, algorithm := c.String("verification-key"), c.String("signing-alg")
	switch {
	case name != "" && r.bundle.file == "":
		return usage.Error("--verification-key goes with --bundle")
	case name == "" && c.IsSet("signing-alg"):
		return usage.Error("--signing-alg goes with --verification-key")
	case name == "":
		return nil
	}
	text, err := readKey(name, algorithm)
	r.bundle.key = &policykit.VerificationKey{Text: string(text), Algorithm: algorithm}
	return err
}

// readKey reads a key and refuses one that can not be of that algorithm.
func readKey(name, algorithm string) ([]byte, error) {
	text, err := os.ReadFile(name)
	if err != nil {
		return nil, fmt.Errorf("read key: %w", err)
	}
	if kind, fitting := policykit.Misfit(text, algorithm); kind != "" {
		return nil, fmt.Errorf("read key: %s: this is an %s key: --signing-alg %s", name, kind, fitting)
	}
	if err := policykit.CheckKey(text, algorithm); err != nil {
		return nil, fmt.Errorf("read key: %s: %w; --signing-alg says which algorithm it is for", name, err)
	}
	return text, nil
}

// loadBundle loads the rules of the bundle, and the user's own beside them. Those
// that are not this program's own are compiled as a whole: nobody has tried them
// with it.
func (r *request) loadBundle() (*evaluator.Evaluator, error) {
	archive, err := os.ReadFile(r.bundle.file)
	if err != nil {
		return nil, fmt.Errorf("read bundle: %w", err)
	}
	bundle, err := policykit.ReadBundle(archive, r.bundle.key)
	if err != nil {
		return nil, fmt.Errorf("read bundle: %s: %w", r.bundle.file, err)
	}
	data, err := r.dataBeside(bundle)
	if err != nil {
		return nil, err
	}
	core, err := loadBeside(bundle.Packs(r.bundle.file), data, r.policies, r.data, r.configured.Config)
	if err != nil {
		return nil, cmp.Or(r.packedTwice(bundle), err)
	}
	if bundle.Same(policies.FS()) {
		return core, r.refuseMissing(core.Rules())
	}
	if err := bundle.Unaltered(); err != nil {
		return nil, fmt.Errorf("read bundle: %s: %w", r.bundle.file, err)
	}
	if err := core.CompileAll(); err != nil {
		return nil, err
	}
	return core, r.refuseMissing(core.Rules())
}

// refuseMissing refuses a bundle that leaves out rules of this program or of the
// configuration, because it was made before them: what they would say would pass
// for admitted. A rule that nobody wants is switched off in the configuration, where
// it is seen.
func (r *request) refuseMissing(given []evaluator.Rule) error {
	configured := r.configured.Config
	core, err := loadPolicies(r.configured.paths(configured.Policies), r.configured.paths(configured.Data))
	if err != nil {
		return err
	}
	var missing []string
	for _, rule := range core.Rules() {
		if !slices.ContainsFunc(given, func(g evaluator.Rule) bool { return g.ID == rule.ID }) {
			missing = append(missing, rule.ID)
		}
	}
	if len(missing) > 0 {
		return fmt.Errorf("read bundle: %s leaves out rules of this version or of the configuration (%s): make it anew with ecsgate bundle", r.bundle.file, strings.Join(missing, ", "))
	}
	return nil
}
