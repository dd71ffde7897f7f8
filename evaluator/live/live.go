// Package live reads the state of ECS from AWS: what one change needs (Collect),
// or all of an account and Region (Snapshot). It only reads, and what it could
// not read stands in the coverage of the state with the reason: a call that is
// denied, throttled to the end or answered with nonsense makes its kind "not
// covered", never "empty".
//
// It is the only room that knows the AWS SDK.
package live

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/config"
	"github.com/aws/smithy-go/logging"

	"github.com/ecsgate/ecsgate/evaluator"
	"github.com/ecsgate/ecsgate/evaluator/reference"
)

// Options say which account is read and how. The zero value reads the one that
// the AWS CLI would: environment, shared configuration, instance or task role.
type Options struct {
	// Profile is a profile of the shared configuration; empty: AWS_PROFILE.
	Profile string
	// Region is where requests go that do not say so; empty: AWS_REGION, or the
	// profile's.
	Region string
	// Account is the one that somebody wrote down. Where the credentials open
	// another, nothing of it can be read, and Snapshot refuses.
	Account string
	// Timeout bounds the whole reading; 0: two minutes.
	Timeout time.Duration
	// MaxBackoff is the longest wait between two attempts of a call; 0: 20 s.
	MaxBackoff time.Duration
	// Progress is told how many calls have ended, from any goroutine.
	Progress func(calls int)
	// Now is the clock; nil: time.Now.
	Now func() time.Time
}

// DefaultTimeout bounds a reading that says nothing else.
const DefaultTimeout = 2 * time.Minute

// ErrNoRegion is for callers whose requests name no Region where none is
// configured.
var ErrNoRegion = errors.New("no Region is configured: pass --region, or set AWS_REGION")

// Session is one set of credentials on its way through one or more Regions. It
// is safe for concurrent use.
type Session struct {
	options  Options
	config   aws.Config
	identity identity
	meter    *meter
	remarks  remarks
}

// Open finds credentials and Region as the AWS CLI does. Whose account they
// open is asked when something is read. An error is one of configuration: an
// unknown profile, a broken file.
func Open(ctx context.Context, options Options) (*Session, error) {
	if options.Timeout <= 0 {
		options.Timeout = DefaultTimeout
	}
	if options.Now == nil {
		options.Now = time.Now
	}
	load := []func(*config.LoadOptions) error{
		config.WithRetryer(func() aws.Retryer { return newRetryer(options.MaxBackoff) }),
		config.WithAssumeRoleCredentialOptions(assumeAtEndpoint),
		// What the SDK has to say ends in the errors of its calls.
		config.WithLogger(logging.Nop{}),
	}
	if options.Profile != "" {
		load = append(load, config.WithSharedConfigProfile(options.Profile))
	}
	if options.Region != "" {
		load = append(load, config.WithRegion(options.Region))
	}
	cfg, err := config.LoadDefaultConfig(ctx, load...)
	if err != nil {
		return nil, fmt.Errorf("read AWS configuration: %w", err)
	}
	return &Session{options: options, config: cfg, meter: newMeter(options.Progress)}, nil
}

// Region is where requests go that do not say so; empty where nothing is
// configured.
func (s *Session) Region() string { return s.config.Region }

// Place is where requests go that do not say so. Its account is the one that
// the credentials open, empty while that is not known.
func (s *Session) Place(ctx context.Context) evaluator.Scope {
	ctx, cancel := s.limited(ctx)
	defer cancel()
	who := s.whose(ctx)
	place := evaluator.Scope{Account: who.account, Region: s.config.Region}
	if place.Region != "" {
		place.Partition = reference.PartitionOf(place.Region)
	}
	return place
}

// limited ends a context when the time for the whole reading is over, which
// began when the session was opened.
func (s *Session) limited(ctx context.Context) (context.Context, context.CancelFunc) {
	return context.WithDeadline(ctx, s.meter.began.Add(s.options.Timeout))
}
