# Tells what the account holds and does not launch from what will be launched.
package ecs.lib.asleep

default launch := false

# It is switched off, or is beside the definition that runs now; nobody is about to
# write it. What a file is about to write is judged as if it were switched on.
launch if {
	input.operation.origin == "state"
	input.operation.enabled == false
}
