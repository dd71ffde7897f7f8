package main

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
)

// conftest is the nearest other tool: it runs the same Rego, but knows nothing
// of ECS. It gets the facts that ecsgate joins as ready inputs, and its time
// does not count their making.
type conftest struct{ binary, policies string }

// findConftest returns nil when there is no conftest. The policies are copied
// without their tests, which conftest would load, too, and with the name that
// conftest wants for the message of a violation.
func findConftest(policies string) (*conftest, error) {
	binary, err := exec.LookPath("conftest")
	if errors.Is(err, exec.ErrNotFound) {
		return nil, nil
	} else if err != nil {
		return nil, fmt.Errorf("find conftest: %w", err)
	}
	copied := 0
	err = filepath.WalkDir("policies", func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() || filepath.Ext(name) != ".rego" || strings.HasSuffix(name, "_test.rego") {
			return err
		}
		text, err := os.ReadFile(name)
		if err != nil {
			return err
		}
		copied++
		target := filepath.Join(policies, name)
		if err := os.MkdirAll(filepath.Dir(target), 0o755); err != nil {
			return err
		}
		return os.WriteFile(target, bytes.ReplaceAll(text, []byte(`"message":`), []byte(`"msg":`)), 0o644)
	})
	if err == nil && copied == 0 {
		err = errors.New("no .rego file below policies")
	}
	if err != nil {
		return nil, fmt.Errorf("copy policies: %w", err)
	}
	return &conftest{binary, policies}, nil
}

// on prepares the command that judges a scenario: one file per operation, as
// ecsgate check --print-input makes them.
func (c *conftest) on(ctx context.Context, ecsgate string, in inputs) (tool, error) {
	command := exec.CommandContext(ctx, ecsgate, in.check("--print-input")...)
	var diagnostics bytes.Buffer
	command.Stderr = &diagnostics
	out, err := command.Output()
	if err != nil {
		return tool{}, fmt.Errorf("print inputs: %w\n%s", err, diagnostics.Bytes())
	}
	dir := filepath.Join(in.dir, "inputs")
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return tool{}, err
	}
	written := 0
	lines := bufio.NewScanner(bytes.NewReader(out))
	for lines.Buffer(nil, len(out)+1); lines.Scan(); written++ {
		name := filepath.Join(dir, fmt.Sprintf("%05d.json", written))
		if err := os.WriteFile(name, lines.Bytes(), 0o644); err != nil {
			return tool{}, err
		}
	}
	if err := lines.Err(); err != nil {
		return tool{}, err
	}
	// Rules on the change as a whole have an input of their own.
	if written < in.operations {
		return tool{}, fmt.Errorf("print inputs: got %d for %d operations", written, in.operations)
	}
	return tool{"conftest", []string{c.binary, "test", "--all-namespaces", "--policy", c.policies, "--output", "json", dir}}, nil
}
