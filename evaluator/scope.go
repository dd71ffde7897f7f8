package evaluator

// Scope says where an operation goes. Empty fields are not known.
type Scope struct {
	Partition string `json:"partition"`
	Account   string `json:"account"`
	Region    string `json:"region"`
	Cluster   string `json:"cluster"`
	Service   string `json:"service"`
}

// Claim is what one part of a request says about where it goes: a cluster's
// name, a service's ARN, a flag.
type Claim struct {
	// Field is the parameter that says so, as the API spells it, or the flag.
	Field string
	Scope
}

// Conflict is two parts of one request that disagree.
type Conflict struct {
	// Field is the parameter at fault, What the part of the scope they differ in.
	Field string `json:"field"`
	What  string `json:"what"`
	Says  string `json:"says"`
	// Other is the parameter or flag it disagrees with.
	Other     string `json:"other"`
	OtherSays string `json:"otherSays"`
}
