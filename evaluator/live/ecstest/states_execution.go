package ecstest

import (
	"slices"
	"time"
)

func (s scope) executionARN(m StateMachine, e Execution) string {
	return s.arn("states", "execution:"+m.Name+":"+e.Name)
}

// listExecutions lists the executions of a machine, the newest first. ECS knows
// nothing of them: a running one keeps the definition, and with it the revision,
// that it began with. Of EXPRESS machines there is no list (API reference,
// ListExecutions).
func listExecutions(c *call) (object, error) {
	m, _, err := c.stateMachine(c.parameters.text("stateMachineArn"))
	if err != nil {
		return nil, err
	}
	if m.kind() == "EXPRESS" {
		return nil, refuse("StateMachineTypeNotSupported", "This operation is not supported by this type of state machine")
	}
	status := c.parameters.text("statusFilter")
	found := slices.DeleteFunc(slices.Clone(m.Executions), func(e Execution) bool { return status != "" && e.Status != status })
	slices.SortStableFunc(found, func(a, b Execution) int { return c.or(b.Started).Compare(c.or(a.Started)) })
	return listed(c, statesPages("executions"), found, func(e Execution) any {
		item := object{
			"name":            e.Name,
			"executionArn":    c.executionARN(m, e),
			"stateMachineArn": c.stateMachineARN(m),
			"status":          e.Status,
			"startDate":       moment{c.or(e.Started)},
		}
		if e.Version != 0 {
			item["stateMachineVersionArn"] = c.versionARN(m, e.Version)
		}
		return item.with("redriveDate", moment{e.Redriven})
	})
}

// or is a moment, or now where none is given.
func (c *call) or(t time.Time) time.Time {
	if t.IsZero() {
		return c.now
	}
	return t
}

// describeStateMachineForExecution shows the definition that an execution runs.
// An earlier one than the machine's was put in place a day before it began.
func describeStateMachineForExecution(c *call) (object, error) {
	arn := c.parameters.text("executionArn")
	for _, m := range c.StateMachines {
		for _, e := range m.Executions {
			if c.executionARN(m, e) == arn {
				updated := c.or(m.Updated)
				if e.Definition != m.Definition {
					updated = c.or(e.Started).AddDate(0, 0, -1)
				}
				return c.describedStateMachine(m, e.Definition).with("updateDate", moment{updated}), nil
			}
		}
	}
	return nil, refuse("ExecutionDoesNotExist", "Execution Does Not Exist: '%s'", arn)
}
