package live

import (
	"context"
	"sync"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/ecs"
	"github.com/aws/aws-sdk-go-v2/service/sts"

	"github.com/ecsgate/ecsgate/evaluator/reference"
)

// identity is whose account the credentials open, asked once.
type identity struct {
	once sync.Once
	who
}

// who is an account, or why it is not known.
type who struct {
	account string
	err     error
}

// identityTimeout bounds each way of asking: a network that lets only ECS
// through may drop a question to STS instead of refusing it.
const identityTimeout = 10 * time.Second

// whose asks STS, which needs no permission, and where that can not be reached
// ECS, whose answers hold the account. What the environment says of it
// (AWS_ACCOUNT_ID) is not believed: in the name of another account every list
// would seem to be empty.
func (s *Session) whose(ctx context.Context) who {
	s.identity.once.Do(func() {
		if _, err := s.config.Credentials.Retrieve(ctx); err != nil {
			s.identity.err = &CallError{Reason: s.noCredentials(ctx, err), cause: err}
			return
		}
		account, err := s.askSTS(ctx)
		if err != nil && s.config.Region != "" {
			if fromECS, failed := s.askECS(ctx); failed == nil {
				account, err = fromECS, nil
			}
		}
		s.identity.account, s.identity.err = account, err
	})
	return s.identity.who
}

func (s *Session) askSTS(ctx context.Context) (string, error) {
	ctx, cancel := context.WithTimeout(ctx, identityTimeout)
	defer cancel()
	client := sts.NewFromConfig(s.config, func(o *sts.Options) {
		if o.Region == "" {
			o.Region = "us-east-1"
		}
		o.RetryMaxAttempts = 2
	})
	r := &reader{session: s, region: s.config.Region}
	out, err := call(ctx, r, stsGetCallerIdentity, client.GetCallerIdentity, &sts.GetCallerIdentityInput{})
	if err != nil {
		return "", err
	}
	return accountOf(r, stsGetCallerIdentity, aws.ToString(out.Account))
}

// askECS asks for the default cluster: its ARN, or the failure's where there is
// none, names the account.
func (s *Session) askECS(ctx context.Context) (string, error) {
	ctx, cancel := context.WithTimeout(ctx, identityTimeout)
	defer cancel()
	r := newReader(s, s.config.Region, "")
	out, err := call(ctx, r, ecsDescribeClusters, r.ecs().DescribeClusters, &ecs.DescribeClustersInput{})
	if err != nil {
		return "", err
	}
	var arns []string
	for _, cluster := range out.Clusters {
		arns = append(arns, aws.ToString(cluster.ClusterArn))
	}
	for _, failure := range out.Failures {
		arns = append(arns, aws.ToString(failure.Arn))
	}
	for _, arn := range arns {
		if parsed, ok := reference.ParseARN(arn); ok {
			return accountOf(r, ecsDescribeClusters, parsed.Account)
		}
	}
	return "", r.nonsense(ecsDescribeClusters, "it names no account")
}

func accountOf(r *reader, action, account string) (string, error) {
	if len(account) != 12 {
		return "", r.nonsense(action, "it names no account")
	}
	return account, nil
}
