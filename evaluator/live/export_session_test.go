package live

import (
	"context"

	"github.com/aws/aws-sdk-go-v2/aws"
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
