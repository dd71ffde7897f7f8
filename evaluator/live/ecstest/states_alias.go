package ecstest

import "slices"

func (s scope) aliasARN(m StateMachine, a Alias) string {
	return s.stateMachineARN(m) + ":" + a.Name
}

// listStateMachineAliases lists the aliases of a machine, or those that route
// to one version where the ARN is a version's (API reference,
// ListStateMachineAliases).
func listStateMachineAliases(c *call) (object, error) {
	arn := c.parameters.text("stateMachineArn")
	m, qualifier, err := c.stateMachine(arn)
	if err != nil {
		return nil, err
	}
	aliases := slices.DeleteFunc(slices.Clone(m.Aliases), func(a Alias) bool {
		return qualifier != "" && !slices.ContainsFunc(a.Versions, func(n int) bool { return c.versionARN(m, n) == arn })
	})
	return listed(c, statesPages("stateMachineAliases"), aliases, func(a Alias) any {
		return object{"stateMachineAliasArn": c.aliasARN(m, a), "creationDate": moment{c.now}}
	})
}

// describeStateMachineAlias shows where an alias routes to.
func describeStateMachineAlias(c *call) (object, error) {
	arn := c.parameters.text("stateMachineAliasArn")
	m, qualifier, err := c.stateMachine(arn)
	if err != nil {
		return nil, err
	}
	i := slices.IndexFunc(m.Aliases, func(a Alias) bool { return a.Name == qualifier })
	if i < 0 {
		return nil, refuse("ResourceNotFound", "Resource not found: '%s'", arn)
	}
	routes := []any{}
	for _, number := range m.Aliases[i].Versions {
		routes = append(routes, object{
			"stateMachineVersionArn": c.versionARN(m, number),
			"weight":                 100 / len(m.Aliases[i].Versions),
		})
	}
	return object{
		"name":                 m.Aliases[i].Name,
		"stateMachineAliasArn": arn,
		"routingConfiguration": routes,
		"creationDate":         moment{c.now},
		"updateDate":           moment{c.now},
	}, nil
}
