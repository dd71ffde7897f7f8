# How messages name a task definition.
package ecs.lib.reference

# Writes a reference, or a revision, as family:revision where both are known,
# else as it stands in the file, else as the family. It takes the whole object:
# were it given the parts, one that is absent would make the call undefined and
# its rule silent.
name(reference) := text if {
	text := sprintf("%s:%d", [reference.family, reference.revision])
} else := reference.raw if {
	reference.raw
} else := reference.family

# Lists names for a message, in an order that does not change.
list(names) := concat(", ", sort(names))
