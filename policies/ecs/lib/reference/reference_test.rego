package ecs.lib.reference_test

import data.ecs.lib.reference

test_name_writes_family_and_revision if {
	reference.name({"kind": "revision", "raw": "web:${REV}", "family": "web", "revision": 41}) == "web:41"
}

test_name_falls_back_to_what_is_written if {
	reference.name({"kind": "family", "raw": "web", "family": "web"}) == "web"
	reference.name({"kind": "invalid", "raw": "web:latest"}) == "web:latest"
}

test_name_falls_back_to_the_family if {
	reference.name({"family": "web", "status": "ACTIVE"}) == "web"
}

test_list_is_sorted if {
	reference.list({"web", "api"}) == "api, web"
	reference.list(["web"]) == "web"
}
