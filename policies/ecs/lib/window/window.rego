# METADATA
# description: >-
#   The time after a deregistration in which ECS may not enforce it yet.
# related_resources:
#   - ref: https://docs.aws.amazon.com/AmazonECS/latest/developerguide/deregister-task-definition-v2.html
#     description: the window of up to 10 minutes
package ecs.lib.window

# Up to 10 minutes, in nanoseconds. An upper bound: ECS was seen to refuse one
# minute after the deregistration, so it lowers no severity.
_length := 600000000000

# METADATA
# description: >-
#   Says until when ECS may still accept a revision, while that lies ahead; both
#   times are RFC 3339. Undefined afterwards.
note(now, deregistered_at) := text if {
	until := time.parse_rfc3339_ns(deregistered_at) + _length
	time.parse_rfc3339_ns(now) < until
	text := sprintf("; it may still accept it until %s, which is no reason to", [time.format(until)])
}
