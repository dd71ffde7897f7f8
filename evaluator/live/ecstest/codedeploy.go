package ecstest

import (
	"cmp"
	"slices"
)

func codedeployActions() map[string]operation {
	return map[string]operation{
		"ListApplications":         listApplications,
		"BatchGetApplications":     batchGetApplications,
		"ListDeploymentGroups":     listDeploymentGroups,
		"BatchGetDeploymentGroups": batchGetDeploymentGroups,
		"ListDeployments":          listDeployments,
		"BatchGetDeployments":      batchGetDeployments,
		"GetApplicationRevision":   getApplicationRevision,
	}
}

// codedeployPages: CodeDeploy does not say how many entries a page has, and
// nobody can ask for another number.
func codedeployPages(member string) paging {
	return paging{member: member, token: "nextToken", usual: 100, most: 100}
}

// batch is the list of names or ids that a request asks about: some, and not
// more than a batch may have.
func (c *call) batch(parameter string, most int, none *apiError) ([]string, error) {
	names := c.parameters.list(parameter)
	switch {
	case len(names) == 0:
		return nil, none
	case len(names) > most:
		return nil, refuse("BatchLimitExceededException", "The maximum number of names or IDs allowed for this request (%d) was exceeded.", most)
	}
	return names, nil
}

func noApplicationName() *apiError {
	return refuse("ApplicationNameRequiredException", "The minimum number of required application names was not specified.")
}

// platform is the compute platform of the application.
func (a Application) platform() string { return cmp.Or(a.Platform, "ECS") }

// application finds an application by name.
func (c *call) application(name string) (Application, error) {
	if name == "" {
		return Application{}, noApplicationName()
	}
	i := slices.IndexFunc(c.Applications, func(a Application) bool { return a.Name == name })
	if i < 0 {
		return Application{}, refuse("ApplicationDoesNotExistException", "No application found for name: %s", name)
	}
	return c.Applications[i], nil
}

func listApplications(c *call) (object, error) {
	return listed(c, codedeployPages("applications"), c.Applications, func(a Application) any { return a.Name })
}

// batchGetApplications shows applications. That one does not exist is among its
// errors (API reference, BatchGetApplications); whether the others are shown then
// is not documented, and here they are not.
func batchGetApplications(c *call) (object, error) {
	names, err := c.batch("applicationNames", 100, noApplicationName())
	if err != nil {
		return nil, err
	}
	infos := []any{}
	for _, name := range names {
		a, err := c.application(name)
		if err != nil {
			return nil, err
		}
		infos = append(infos, object{
			"applicationName": a.Name,
			"applicationId":   uuid("application", c.region, a.Name),
			"computePlatform": a.platform(),
			"createTime":      moment{c.now},
		})
	}
	return object{"applicationsInfo": infos}, nil
}
