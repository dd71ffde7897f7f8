package evaluator

import (
	_ "embed"
	"encoding/json"
	"fmt"
	"sync"

	"github.com/open-policy-agent/opa/v1/ast"
)

//go:embed schema/input.json
var inputSchema []byte

// InputSchema returns the JSON schema of input/v1.
func InputSchema() []byte { return inputSchema }

// capabilities are OPA's without every builtin that it flags as
// nondeterministic: a verdict must depend on the input and on nothing else.
var capabilities = sync.OnceValue(func() *ast.Capabilities {
	c := ast.CapabilitiesForThisVersion()
	kept := c.Builtins[:0:0]
	for _, builtin := range c.Builtins {
		if !builtin.IsNondeterministic() {
			kept = append(kept, builtin)
		}
	}
	c.Builtins = kept
	c.AllowNet = []string{}
	return c
})

// parserOptions read METADATA only where somebody looks at it: it is YAML.
func parserOptions(metadata bool) ast.ParserOptions {
	return ast.ParserOptions{ProcessAnnotation: metadata, RegoVersion: ast.RegoV1, Capabilities: capabilities()}
}

// schemas gives the compiler the type of input.
func schemas() (*ast.SchemaSet, error) {
	var schema any
	if err := json.Unmarshal(inputSchema, &schema); err != nil {
		return nil, fmt.Errorf("read input schema: %w", err)
	}
	set := ast.NewSchemaSet()
	set.Put(ast.SchemaRootRef, schema)
	return set, nil
}
