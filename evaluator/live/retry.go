package live

import (
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
		o.StandardOptions = append(o.StandardOptions, func(o *retry.StandardOptions) {
			o.MaxAttempts = maxAttempts
			if maxBackoff > 0 {
				o.MaxBackoff = maxBackoff
			}
		})
	})
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
