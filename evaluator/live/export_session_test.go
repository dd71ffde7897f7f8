package live

import (
	"context"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/aws/retry"
)

// OpenAt opens a session at an endpoint. It takes nothing from the environment,
// so that tests can read several accounts side by side.
func OpenAt(ctx context.Context, url, region string, options Options) (*Session, error) {
	session, err := Open(ctx, options)
	if err != nil {
		return nil, err
	}
	session.config.BaseEndpoint = &url
	session.config.Region = region
	session.config.Credentials = aws.CredentialsProviderFunc(func(context.Context) (aws.Credentials, error) {
		return aws.Credentials{AccessKeyID: "AKIAIOSFODNN7EXAMPLE", SecretAccessKey: "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY"}, nil
	})
	return session, nil
}

// WithoutRateLimit takes the adaptive limit away, under which a call that is
// always throttled waits for two seconds between its attempts.
func WithoutRateLimit(session *Session, maxBackoff time.Duration) *Session {
	session.config.Retryer = func() aws.Retryer { return retry.NewStandard(attempts(maxBackoff)) }
	return session
}
