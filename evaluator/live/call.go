package live

import (
	"context"
	"reflect"
	"sync/atomic"
	"time"
)

// maxCalls is how many calls are under way at once: more do not help against
// the rates of ECS, and throttle others in the account.
const maxCalls = 8

// meter bounds and counts the calls of a session.
type meter struct {
	began    time.Time
	slots    chan struct{}
	calls    atomic.Int64
	progress func(int)
}

func newMeter(progress func(int)) *meter {
	if progress == nil {
		progress = func(int) {}
	}
	return &meter{began: time.Now(), slots: make(chan struct{}, maxCalls), progress: progress}
}

func (m *meter) elapsed() time.Duration { return time.Since(m.began) }

// call sends one request, with its retries. Every request of this room goes
// through it, so that none is uncounted, or fails with a text of somebody else.
func call[I, O, F any](
	ctx context.Context, r *reader, action string, send func(context.Context, *I, ...F) (*O, error), in *I,
) (*O, error) {
	meter := r.session.meter
	select {
	case meter.slots <- struct{}{}:
	case <-ctx.Done():
		return nil, r.failed(action, ctx.Err())
	}
	defer func() {
		<-meter.slots
		meter.progress(int(meter.calls.Add(1)))
	}()
	out, err := send(ctx, in)
	if err != nil {
		return nil, r.failed(action, err)
	}
	if isEmpty(out) {
		return nil, r.nonsense(action, "it says nothing at all")
	}
	return out, nil
}

// isEmpty reports whether an answer has no member. The SDK takes an empty body
// for one, as it does {}; AWS itself sends an empty list where there is nothing.
func isEmpty(out any) bool {
	answer := reflect.ValueOf(out).Elem()
	for i := range answer.NumField() {
		switch answer.Type().Field(i).Name {
		case "NextToken", "ResultMetadata":
		default:
			if !answer.Field(i).IsZero() {
				return false
			}
		}
	}
	return true
}

// pages calls next with each page's token until there is none. A service that
// hands out the same token again would never end.
func pages(r *reader, action string, next func(token *string) (*string, error)) error {
	var token *string
	for {
		following, err := next(token)
		switch {
		case err != nil:
			return err
		case following == nil || *following == "":
			return nil
		case token != nil && *following == *token:
			return r.nonsense(action, "its pages repeat")
		}
		token = following
	}
}

// names lists what an action gives by pages of names, and stops behind the most
// that are wanted; 0: all.
func names(r *reader, action string, most int, page func(token *string) (names []string, next *string, err error)) ([]string, error) {
	var all []string
	err := pages(r, action, func(token *string) (*string, error) {
		found, next, err := page(token)
		if all = append(all, found...); most > 0 && len(all) > most {
			return nil, err
		}
		return next, err
	})
	return all, err
}
