# The time after a deregistration in which ECS may not enforce it yet.
#
# https://docs.aws.amazon.com/AmazonECS/latest/developerguide/deregister-task-definition-v2.html
package ecs.lib.window

# Up to 10 minutes, in nanoseconds. An upper bound: ECS was seen to refuse one
# minute after the deregistration, so it lowers no severity.
_length := 600000000000

# Says until when ECS may still accept a revision, while that lies ahead; both
# times are RFC 3339. Undefined afterwards.
note(now, deregistered_at) := text if {
	until := time.parse_rfc3339_ns(deregistered_at) + _length
	time.parse_rfc3339_ns(now) < until
	text := sprintf("; until %s it may still accept the request, which is no reason to send it", [time.format(until)])
}
