package ecs.lib.window_test

import data.ecs.lib.window

_now := "2026-11-23T10:00:00Z"

test_note_names_the_end_of_the_window if {
	want := "; until 2026-11-23T10:06:00Z it may still accept the request, which is no reason to send it"
	window.note(_now, "2026-11-23T09:56:00Z") == want
}

test_note_is_undefined_after_the_window if {
	not window.note(_now, "2026-11-23T09:50:00Z")
	not window.note(_now, "2026-11-20T09:50:00Z")
}
