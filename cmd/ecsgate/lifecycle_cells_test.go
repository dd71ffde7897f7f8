package main

import (
	"slices"
	"testing"
)

var (
	launchOperations     = []string{"RunTask", "StartTask", "CreateService", "UpdateService", "CreateTaskSet"}
	retirementOperations = []string{"DeregisterTaskDefinition", "DeleteTaskDefinitions"}

	numberedForms    = []string{"family:revision", "ARN"}
	revisionStatuses = []string{
		"revision ACTIVE", "revision INACTIVE", "revision INACTIVE for 4 minutes", "revision DELETE_IN_PROGRESS",
		"revision deleted", "revision never registered", "revision of no family",
	}

	familyForms    = []string{"family", "ARN without revision"}
	familyStatuses = []string{
		"family ACTIVE", "family ACTIVE, its newest revision not", "family INACTIVE",
		"family with all revisions DELETE_IN_PROGRESS", "family missing",
	}

	// What UpdateService takes beside a task definition: what starts a
	// deployment, and what does not.
	deploying = []string{
		"forceNewDeployment", "networkConfiguration", "platformVersion", "loadBalancers", "serviceRegistries",
		"serviceConnectConfiguration", "volumeConfigurations", "vpcLatticeConfigurations", "capacityProviderStrategy",
		"deploymentController",
	}
	settings = []string{
		"desiredCount", "deploymentConfiguration", "placementConstraints", "placementStrategy", "enableExecuteCommand",
		"enableECSManagedTags", "propagateTags", "healthCheckGracePeriodSeconds", "availabilityZoneRebalancing",
	}
)

// crossed are all cells of operations, situations and forms.
func crossed(operations, situations, forms []string) []lifecycleCell {
	var cells []lifecycleCell
	for _, operation := range operations {
		for _, situation := range situations {
			for _, form := range forms {
				cells = append(cells, lifecycleCell{operation, situation, form})
			}
		}
	}
	return cells
}

// after puts each of the prefixes before each of the texts.
func after(prefixes, texts []string) []string {
	var all []string
	for _, prefix := range prefixes {
		for _, text := range texts {
			all = append(all, prefix+": "+text)
		}
	}
	return all
}

// expectedCells are those of the cross product that make sense: only an update
// keeps the revision that a service has, and only a registration has no
// revision to meet.
func expectedCells() []lifecycleCell {
	both := slices.Concat(launchOperations, retirementOperations)
	update, registration, taskSet := []string{"UpdateService"}, []string{"RegisterTaskDefinition"}, []string{"CreateTaskSet"}
	notUpdate := slices.DeleteFunc(slices.Clone(both), func(operation string) bool { return operation == "UpdateService" })
	serviceStatuses := []string{"service DRAINING", "service INACTIVE", "service missing"}
	return slices.Concat(
		crossed(both, revisionStatuses, numberedForms),
		crossed(both, familyStatuses, familyForms),
		crossed(notUpdate, []string{"no reference"}, []string{"absent"}),
		crossed(both, []string{`revision "latest"`, "revision 0", "wildcard"}, []string{"invalid"}),
		crossed(both, []string{"variable"}, []string{"placeholder"}),
		crossed(both, []string{"next number of a family that the change registers", "INACTIVE family that the change registers"}, []string{"produced"}),
		crossed(launchOperations, []string{"cluster INACTIVE", "cluster missing"}, []string{"family:revision"}),
		crossed(update, after(
			[]string{"service on a revision ACTIVE", "service on a revision INACTIVE", "service on a revision DELETE_IN_PROGRESS"},
			slices.Concat(settings, deploying),
		), []string{"absent"}),
		crossed(update, []string{"the service's own revision, INACTIVE", "the service's own revision, DELETE_IN_PROGRESS"}, numberedForms),
		crossed(update, after([]string{"controller CODE_DEPLOY", "controller EXTERNAL"}, []string{"taskDefinition"}), slices.Concat(numberedForms, familyForms)),
		crossed(update, after([]string{"controller CODE_DEPLOY", "controller EXTERNAL"}, append([]string{"desiredCount"}, deploying...)), []string{"absent"}),
		crossed(update, serviceStatuses, slices.Concat(numberedForms, familyForms, []string{"absent", "placeholder"})),
		crossed(taskSet, append([]string{"controller ECS", "controller CODE_DEPLOY"}, serviceStatuses...), []string{"family:revision"}),
		crossed(registration, familyStatuses, []string{"family"}),
	)
}

// TestLifecycleIsComplete counts the cells: each is in the table, and no row is
// there twice.
func TestLifecycleIsComplete(t *testing.T) {
	t.Chdir("../..")
	rows := map[lifecycleCell]int{}
	for _, row := range lifecycleRows(t) {
		if rows[row.lifecycleCell]++; rows[row.lifecycleCell] > 1 {
			t.Errorf("%v: more than one row", row.lifecycleCell)
		}
	}
	missing := 0
	expected := expectedCells()
	for _, cell := range expected {
		if rows[cell] == 0 {
			t.Errorf("%v: no row", cell)
			missing++
		}
	}
	t.Logf("%d rows hold %d of %d cells of the cross product", len(rows), len(expected)-missing, len(expected))
}
