# Inputs for the tests of rules: complete per the schema, and such that no rule
# has anything to say. A test alters what it is about with object.union, and
# takes a field away with json.remove. The file ends in _test so that no program
# loads it.
package ecs.lib.testing

now := "2026-11-23T10:00:00Z"

_state := {"source": "live", "takenAt": now, "ageSeconds": 0}

_operation := {
	"stored": false,
	"origin": "request",
	"kind": "cli-json",
	"file": "deploy/web.json",
	"line": 3,
	"name": "",
	"enabled": true,
	"partition": "aws",
	"account": "123456789012",
	"region": "eu-west-1",
	"cluster": "prod",
	"service": "",
	"reference": {"kind": "revision", "raw": "web:41", "family": "web", "revision": 41},
	"forceNewDeployment": false,
	"deploymentController": "",
	"parameters": ["cluster", "taskDefinition"],
	"deploymentParameters": [],
	"undocumentedParameters": [],
	"conflicts": [],
	"unbounded": false,
	"request": {"cluster": "prod", "taskDefinition": "web:41"},
}

_facts := {
	"revision": {
		"family": "web",
		"revision": 41,
		"status": "ACTIVE",
		"registeredAt": "2026-10-01T08:00:00Z",
	},
	"family": {
		"name": "web",
		"status": "ACTIVE",
		"latest": 45,
		"latestActive": 45,
		"active": [40, 41, 43, 44, 45],
	},
	"change": {"registers": [], "launches": [], "followers": [], "retires": []},
}

_cluster := {"name": "prod", "status": "ACTIVE"}

_service := {
	"name": "web",
	"status": "ACTIVE",
	"desiredCount": 2,
	"deploymentController": "ECS",
	"revision": {"family": "web", "revision": 40, "status": "ACTIVE"},
	"deployments": [{
		"status": "PRIMARY",
		"rolloutState": "COMPLETED",
		"family": "web",
		"revision": 40,
	}],
	"taskSets": [],
	"rollbackTargets": [],
}

_holders := {
	"services": [],
	"rollbackTargets": [],
	"tasks": [],
	"rules": [],
	"schedules": [],
	"pipes": [],
	"stateMachines": [],
	"stacks": [],
}

_input(operation, facts) := {
	"now": now,
	"operation": object.union(_operation, operation),
	"facts": object.union(_facts, facts),
	"state": _state,
}

run_task := _input({"action": "RunTask"}, {"cluster": _cluster})

start_task := _input({"action": "StartTask"}, {"cluster": _cluster})

# The service does not exist yet.
create_service := _input(
	{"action": "CreateService", "service": "web"},
	{"cluster": _cluster, "service": {
		"name": "web",
		"status": "MISSING",
		"desiredCount": 0,
		"deploymentController": "ECS",
		"deployments": [],
		"taskSets": [],
		"rollbackTargets": [],
	}},
)

# From web:40 to web:41.
update_service := _input(
	{
		"action": "UpdateService",
		"service": "web",
		"parameters": ["cluster", "service", "taskDefinition"],
		"deploymentParameters": ["taskDefinition"],
	},
	{"cluster": _cluster, "service": _service, "holders": _holders},
)

# Scales, and names no task definition.
scale_service := unnamed(_input(
	{
		"action": "UpdateService",
		"service": "web",
		"desiredCount": 5,
		"parameters": ["cluster", "desiredCount", "service"],
		"deploymentParameters": [],
	},
	{"cluster": _cluster, "service": _service},
))

create_task_set := _input(
	{"action": "CreateTaskSet", "service": "web"},
	{"cluster": _cluster, "service": object.union(_service, {"deploymentController": "EXTERNAL"})},
)

# A schedule that runs web:41.
scheduled := _input(
	{
		"action": "RunTask",
		"stored": true,
		"name": "default/nightly",
		"holder": "schedule",
		"kind": "cloudformation",
		"origin": "template",
	},
	{"cluster": _cluster},
)

# The service runs web:41, and no request is sent.
standing := _input(
	{
		"action": "Stand",
		"kind": "state",
		"origin": "state",
		"file": "",
		"line": 0,
		"service": "web",
		"hold": "current",
		"parameters": [],
		"request": {},
	},
	{},
)

# Is being deleted, and nothing uses it.
deletion := object.union(
	standing,
	{
		"operation": {"hold": "deletion", "cluster": "", "service": ""},
		"facts": {"revision": {"status": "DELETE_IN_PROGRESS"}, "holders": _holders},
	},
)

# What was registered in the console.
stack := object.union(
	standing,
	{"operation": {"hold": "stack", "name": "ECS-Console-V2-TaskDefinition-1", "cluster": "", "service": ""}},
)

deregister := _input(
	{"action": "DeregisterTaskDefinition", "kind": "proposal", "origin": "proposal", "cluster": ""},
	{"holders": _holders, "change": {"retires": [41], "newestRetired": 41, "latestActiveAfter": 45}},
)

# Of a revision that is INACTIVE, as it must be.
delete := _input(
	{"action": "DeleteTaskDefinitions", "kind": "proposal", "origin": "proposal", "cluster": ""},
	{"revision": {"status": "INACTIVE"}, "family": {"active": [40, 43, 44, 45]}, "holders": _holders},
)

change := {
	"now": now,
	"change": {"operations": 1, "altered": 1, "emptied": []},
	"state": _state,
}

_no_reference := {"kind": "absent", "raw": ""}

# The same operation with another reference.
referring(document, reference) := object.union(
	json.remove(document, ["operation/reference"]),
	{"operation": {"reference": reference}},
)

# The same launch by family, which means web:45.
by_family(document) := object.union(
	referring(document, {"kind": "family", "raw": "web", "family": "web"}),
	{"facts": {"revision": {"revision": 45}}},
)

# The same operation without a task definition.
unnamed(document) := json.remove(referring(document, _no_reference), ["facts/revision", "facts/family"])

# The same operation with a reference that ECS would refuse.
invalid(document) := json.remove(
	referring(document, {"kind": "invalid", "raw": "web:latest", "reason": "the revision must be a positive number"}),
	["facts/revision", "facts/family"],
)

# The same operation on a revision in another status.
with_status(document, status) := object.union(document, {"facts": {"revision": {"status": status}}})

# The same operation with facts altered or added.
with_facts(document, facts) := object.union(document, {"facts": facts})

# The same operation with parts of the request altered or added.
with_operation(document, operation) := object.union(document, {"operation": operation})
