package evaluator

// Waiver is a recorded exception: somebody answers for a finding until a day.
type Waiver struct {
	Reason string `json:"reason"`
	Owner  string `json:"owner"`
	// Until is the last day, in UTC, on which it holds: "2027-01-31".
	Until string `json:"until"`
	// File and Line say where it is written down.
	File string `json:"file"`
	Line int    `json:"line"`
}
