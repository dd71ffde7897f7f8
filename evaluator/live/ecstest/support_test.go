package ecstest_test

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/ecs"
	"github.com/aws/smithy-go"

	"github.com/ecsgate/ecsgate/evaluator"
	"github.com/ecsgate/ecsgate/evaluator/live/ecstest"
	"github.com/ecsgate/ecsgate/evaluator/snapshot"
)

const home = "eu-west-1"

// read reads one of the fixtures.
func read(t testing.TB, name string) *evaluator.State {
	t.Helper()
	data, err := os.ReadFile(filepath.Join("..", "..", "..", "fixtures", "state", name))
	if err != nil {
		t.Fatal(err)
	}
	state, err := snapshot.Read(data, name)
	if err != nil {
		t.Fatal(err)
	}
	return state
}

// start serves an account until the test ends.
func start(t testing.TB, account *ecstest.Account) *ecstest.Server {
	t.Helper()
	server := ecstest.New(account)
	t.Cleanup(server.Close)
	return server
}

// shop serves the account of fixtures/state/shop.json.
func shop(t testing.TB) *ecstest.Server {
	t.Helper()
	return start(t, ecstest.FromState(read(t, "shop.json")))
}

// configured is a configuration of the real SDK that tries everything once.
func configured(server *ecstest.Server, region string) aws.Config {
	return aws.Config{
		Region:       region,
		BaseEndpoint: aws.String(server.URL),
		Credentials: aws.CredentialsProviderFunc(func(context.Context) (aws.Credentials, error) {
			return aws.Credentials{AccessKeyID: "AKID", SecretAccessKey: "SECRET"}, nil
		}),
		RetryMaxAttempts: 1,
	}
}

func client(server *ecstest.Server) *ecs.Client { return ecs.NewFromConfig(configured(server, home)) }

// said writes an error of an API as "Code: text", and "" for none.
func said(err error) string {
	var refused smithy.APIError
	switch {
	case err == nil:
		return ""
	case errors.As(err, &refused):
		return refused.ErrorCode() + ": " + refused.ErrorMessage()
	}
	return err.Error()
}

// shortened takes what all ARNs of the account have in common from one.
func shortened(arn string) string {
	parts := strings.SplitN(arn, ":", 6)
	return parts[len(parts)-1]
}

// joined writes the ends of ARNs as one line.
func joined(arns []string) string {
	short := make([]string, len(arns))
	for i, arn := range arns {
		short[i] = shortened(arn)
	}
	return strings.Join(short, " ")
}

func revision(family string, n int) evaluator.RevisionID {
	return evaluator.RevisionID{Family: family, Revision: n}
}
