package reference

import (
	"strings"
	"time"
)

// ScheduleEnd returns when a schedule of EventBridge Scheduler triggers for the
// last time, zero for never or not known: its end date, or the time of a one-off
// at(…), which has no end date
// (https://docs.aws.amazon.com/scheduler/latest/APIReference/API_CreateSchedule.html).
func ScheduleEnd(expression, zone, endDate string) time.Time {
	at, once := strings.CutPrefix(strings.TrimSpace(expression), "at(")
	if !once {
		end, err := time.Parse(time.RFC3339, endDate)
		if err != nil {
			return time.Time{}
		}
		return end
	}
	last, err := time.Parse("2006-01-02T15:04:05", strings.TrimSpace(strings.TrimSuffix(at, ")")))
	switch {
	case err != nil:
		return time.Time{}
	case zone == "" || zone == "UTC":
		return last
	}
	// Zones need a database; no zone is more than 12 hours behind UTC.
	return last.Add(12 * time.Hour)
}
