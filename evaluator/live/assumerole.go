package live

import (
	"context"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/config"
	"github.com/aws/aws-sdk-go-v2/credentials/stscreds"
	"github.com/aws/aws-sdk-go-v2/service/sts"
)

// assumeAtEndpoint lets the profile's role be assumed where AWS_ENDPOINT_URL
// says. The SDK heeds it in every client but the one that it makes for this,
// and would take the credentials to AWS itself.
func assumeAtEndpoint(o *stscreds.AssumeRoleOptions) {
	environment, err := config.NewEnvConfig()
	if err != nil || environment.BaseEndpoint == "" {
		return
	}
	ignored := environment.IgnoreConfiguredEndpoints
	_, own, err := environment.GetServiceBaseEndpoint(context.Background(), sts.ServiceID)
	if own || err != nil || ignored != nil && *ignored {
		return // AWS_ENDPOINT_URL_STS is heeded
	}
	o.Client = assumer{o.Client, environment.BaseEndpoint}
}

// assumer assumes roles at an endpoint.
type assumer struct {
	stscreds.AssumeRoleAPIClient
	endpoint string
}

// AssumeRole is the client's own, but for where it goes.
func (a assumer) AssumeRole(ctx context.Context, in *sts.AssumeRoleInput, options ...func(*sts.Options)) (*sts.AssumeRoleOutput, error) {
	there := func(o *sts.Options) { o.BaseEndpoint = aws.String(a.endpoint) }
	return a.AssumeRoleAPIClient.AssumeRole(ctx, in, append(options, there)...)
}
