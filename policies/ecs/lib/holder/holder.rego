# METADATA
# description: >-
#   How messages name what needs a revision. Names come from AWS and from files,
#   so they are always quoted.
package ecs.lib.holder

# METADATA
# description: Names a service.
service(cluster, name) := sprintf("service %q in cluster %q", [name, cluster])

# METADATA
# description: Names tasks; an empty service means standalone ones.
tasks(cluster, "", count) := sprintf("%s in cluster %q", [_counted(count, "standalone task"), cluster])

tasks(cluster, service_name, count) := text if {
	service_name != ""
	text := sprintf("%s of %s", [_counted(count, "task"), service(cluster, service_name)])
}

_counted(1, noun) := sprintf("1 %s", [noun])

_counted(count, noun) := sprintf("%d %ss", [count, noun]) if count != 1

# METADATA
# description: Names another operation of the change.
operation(action, file, line) := sprintf("%s (%q, line %d)", [action, file, line])
