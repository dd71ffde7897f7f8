package live

import (
	"cmp"
	"errors"
	"io"
	"math/rand/v2"
	"sync/atomic"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/aws/retry"
)

// maxAttempts is how often a call is sent before it counts as failed.
const maxAttempts = 10

// newRetryer returns the retry strategy of one client: ten attempts with growing
// pauses, and the SDK's adaptive rate limit once AWS keeps throttling.
func newRetryer(maxBackoff time.Duration) aws.Retryer {
	return retry.NewAdaptiveMode(func(o *retry.AdaptiveModeOptions) {
		o.Throttles = []retry.IsErrorThrottle{&persistence{}}
		o.StandardOptions = append(o.StandardOptions, attempts(maxBackoff))
	})
}

// attempts says how often a call is sent, after which errors, and how long to
// wait in between.
func attempts(maxBackoff time.Duration) func(*retry.StandardOptions) {
	return func(o *retry.StandardOptions) {
		o.MaxAttempts = maxAttempts
		o.Retryables = append(o.Retryables, retry.IsErrorRetryableFunc(isCutOff))
		o.Backoff = backoff(cmp.Or(maxBackoff, retry.DefaultMaxBackoff))
	}
}

// firstBackoff is the longest wait before the second attempt. The rates of ECS
// refill by 20 calls a second (Amazon ECS API reference, request throttling), so
// that the SDK's second is long, page after page.
const firstBackoff = 200 * time.Millisecond

// backoff is the longest wait between two attempts, which grows twofold from one
// to the next; each wait is some random part of it.
type backoff time.Duration

// BackoffDelay is asked before each attempt but the first, which is number 0.
func (most backoff) BackoffDelay(attempt int, _ error) (time.Duration, error) {
	longest := min(time.Duration(most), firstBackoff<<min(attempt, maxAttempts))
	return rand.N(longest) + 1, nil
}

// isCutOff: an answer that ends in the middle is worth another attempt, as every
// request here only reads. The SDK takes it for one that can not be read.
func isCutOff(err error) aws.Ternary {
	if errors.Is(err, io.ErrUnexpectedEOF) {
		return aws.TrueTernary
	}
	return aws.UnknownTernary
}

// persistent is how many attempts in a row are throttled when the rate is
// exhausted, and not just one of them unlucky.
const persistent = 3

// persistence tells the adaptive rate limit of throttled attempts only when they
// come in a row. The limit takes every one for a sign that calls come too fast,
// and falls to one call in two seconds after a few stray ones.
type persistence struct{ row atomic.Int32 }

// IsErrorThrottle is asked of each attempt, with nil when it succeeded.
func (p *persistence) IsErrorThrottle(err error) aws.Ternary {
	if err == nil || !throttled(err) {
		p.row.Store(0)
		return aws.FalseTernary
	}
	return aws.BoolTernary(p.row.Add(1) >= persistent)
}
