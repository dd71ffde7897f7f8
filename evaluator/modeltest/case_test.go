// Package modeltest_test compares the evaluator and the bundled rules with a
// second, independent account of what they should say: a model in plain Go,
// written from the design and the facts about ECS alone. It knows no Rego, no
// join and no index; it looks at everything again for every question.
//
// Where the texts leave a question open, the model leaves the rule open for
// that operation and says so beside the line that does it.
package modeltest_test

import (
	"time"

	"github.com/ecsgate/ecsgate/evaluator"
	"github.com/ecsgate/ecsgate/evaluator/reference"
)

// A trial is one random case: what is known, what is asked, when.
type trial struct {
	change evaluator.Change
	run    evaluator.Run
}

const (
	home = "123456789012"
	file = "case.json"
)

// now is the time of every run. Fixed, so that a seed gives one case for ever.
var now = time.Date(2026, time.November, 23, 10, 0, 0, 0, time.UTC)

// staleAfter is the age from which a snapshot can no longer speak of what time
// may have cured (design, section 4).
const staleAfter = 10 * time.Minute

// claim literals: what a request says about where it goes.
func clusterName(name string) evaluator.Claim {
	return evaluator.Claim{Field: "cluster", Scope: evaluator.Scope{Cluster: name}}
}

func clusterARN(region, name string) evaluator.Claim {
	return evaluator.Claim{Field: "cluster", Scope: evaluator.Scope{Partition: "aws", Account: home, Region: region, Cluster: name}}
}

func serviceName(name string) evaluator.Claim {
	return evaluator.Claim{Field: "service", Scope: evaluator.Scope{Service: name}}
}

func inRegion(region string) evaluator.Claim {
	return evaluator.Claim{Field: "--region", Scope: evaluator.Scope{Partition: "aws", Account: home, Region: region}}
}

func byNumber(family string, revision int) reference.Reference {
	return reference.Reference{Kind: reference.Revision, Raw: reference.Join(family, revision), Family: family, Revision: revision}
}

func byFamily(family string) reference.Reference {
	return reference.Reference{Kind: reference.Family, Raw: family, Family: family}
}

// asARN writes a reference as an ARN of the account and Region.
func asARN(ref reference.Reference, account, region string) reference.Reference {
	ref.Raw = "arn:aws:ecs:" + region + ":" + account + ":task-definition/" + ref.Name()
	ref.Partition, ref.Account, ref.Region = "aws", account, region
	return ref
}
