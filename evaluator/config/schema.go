package config

import _ "embed"

//go:embed schema/config.json
var schema []byte

// Schema returns the JSON schema of a configuration file, draft 2020-12.
func Schema() []byte { return schema }
