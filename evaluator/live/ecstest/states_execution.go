package ecstest

import "slices"

func (s scope) executionARN(m StateMachine, e Execution) string {
	return s.arn("states", "execution:"+m.Name+":"+e.Name)
}

// listExecutions lists the executions of a machine. ECS knows nothing of them:
// a running one keeps the definition, and with it the revision, that it began
// with. Of EXPRESS machines there is no list (API reference, ListExecutions).
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
	return listed(c, statesPages("executions"), found, func(e Execution) any {
		return object{
			"name":            e.Name,
			"executionArn":    c.executionARN(m, e),
			"stateMachineArn": c.stateMachineARN(m),
			"status":          e.Status,
			"startDate":       moment{c.now},
		}
	})
}

// describeStateMachineForExecution shows the definition that an execution runs.
func describeStateMachineForExecution(c *call) (object, error) {
	arn := c.parameters.text("executionArn")
	for _, m := range c.StateMachines {
		for _, e := range m.Executions {
			if c.executionARN(m, e) == arn {
				return c.describedStateMachine(m, e.Definition).with("updateDate", moment{c.now}), nil
			}
		}
	}
	return nil, refuse("ExecutionDoesNotExist", "Execution Does Not Exist: '%s'", arn)
}
