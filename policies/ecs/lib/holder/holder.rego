# How messages name what needs a revision. Names come from AWS and from files,
# so they are always quoted.
package ecs.lib.holder

# Names a service.
service(cluster, name) := sprintf("service %q in cluster %q", [name, cluster])

# Names a number of tasks; an empty service means standalone ones.
tasks(cluster, "", number) := sprintf("%s in cluster %q", [_counted(number, "standalone task"), cluster])

tasks(cluster, service_name, number) := text if {
	service_name != ""
	text := sprintf("%s of %s", [_counted(number, "task"), service(cluster, service_name)])
}

_counted(1, noun) := sprintf("1 %s", [noun])

_counted(number, noun) := sprintf("%d %ss", [number, noun]) if number != 1

# Names another operation of the change.
operation(action, file, line) := sprintf("%s (%q, line %d)", [action, file, line])

# Names a rule, schedule, pipe or state machine, and says what keeps it from
# launching by itself: it is disabled, or it is not the definition that runs now.
target(kind, name, enabled, via) := text if {
	text := sprintf("%s %q%s", [kind, name, _idle(enabled, via)])
}

_idle(true, "") := ""

_idle(false, "") := " (disabled)"

_idle(_, via) := sprintf(" (%s)", [via]) if via != ""
