package live

import (
	"context"
	"slices"
	"strings"
	"sync"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/sfn"
)

// versions keeps what the published versions of a state machine launch, and
// whatever aliases route there, and returns it by the ARNs of the versions. A
// version is a copy of the definition that never changes, and can be started
// ("State machine versions", AWS Step Functions Developer Guide).
func (r *reader) versions(ctx context.Context, m machine) map[string][]launch {
	arns, err := r.listVersions(ctx, m)
	r.lackMachine(err)
	var mu sync.Mutex
	byVersion := map[string][]launch{}
	each(arns, func(arn string) {
		version, err := r.definition(ctx, m.name, arn)
		if err != nil {
			r.lackMachine(err)
			return
		}
		r.holdMachine(m, "version "+arn[strings.LastIndexByte(arn, ':')+1:], version.launches)
		mu.Lock()
		defer mu.Unlock()
		byVersion[arn] = version.launches
	})
	for _, launches := range byVersion {
		if slices.ContainsFunc(launches, namesRevision) {
			r.aliases(ctx, m, byVersion)
			break
		}
	}
	return byVersion
}

// namesRevision reports whether a launch names a revision or a family.
func namesRevision(l launch) bool { return l.expression == "" }

func (r *reader) listVersions(ctx context.Context, m machine) ([]string, error) {
	in := &sfn.ListStateMachineVersionsInput{StateMachineArn: &m.arn, MaxResults: listedByStates}
	var arns []string
	err := pages(r, statesListStateMachineVersions, func(token *string) (*string, error) {
		in.NextToken = token
		out, err := call(ctx, r, statesListStateMachineVersions, r.states().ListStateMachineVersions, in)
		if err != nil {
			return nil, err
		}
		for _, version := range out.StateMachineVersions {
			if !strings.HasPrefix(aws.ToString(version.StateMachineVersionArn), m.arn+":") {
				return nil, r.nonsense(statesListStateMachineVersions, "it lists what is no version of the state machine")
			}
			arns = append(arns, *version.StateMachineVersionArn)
		}
		return out.NextToken, nil
	})
	return distinct(arns), err
}

// aliases keeps what the versions launch that aliases route to.
func (r *reader) aliases(ctx context.Context, m machine, byVersion map[string][]launch) {
	arns, err := r.listAliases(ctx, m)
	r.lackMachine(err)
	each(arns, func(arn string) { r.lackMachine(r.alias(ctx, m, arn, byVersion)) })
}

func (r *reader) listAliases(ctx context.Context, m machine) ([]string, error) {
	in := &sfn.ListStateMachineAliasesInput{StateMachineArn: &m.arn, MaxResults: listedByStates}
	var arns []string
	err := pages(r, statesListStateMachineAliases, func(token *string) (*string, error) {
		in.NextToken = token
		out, err := call(ctx, r, statesListStateMachineAliases, r.states().ListStateMachineAliases, in)
		if err != nil {
			return nil, err
		}
		for _, alias := range out.StateMachineAliases {
			arns = append(arns, aws.ToString(alias.StateMachineAliasArn))
		}
		return out.NextToken, nil
	})
	return distinct(arns), err
}

// alias keeps what one alias launches. It may route to a version that could not
// be read, which has been noted; or to one that was published after they were
// listed, which is too late for this reading.
func (r *reader) alias(ctx context.Context, m machine, arn string, byVersion map[string][]launch) error {
	out, err := call(ctx, r, statesDescribeAlias, r.states().DescribeStateMachineAlias, &sfn.DescribeStateMachineAliasInput{StateMachineAliasArn: &arn})
	if err != nil {
		return err
	}
	if aws.ToString(out.Name) == "" || len(out.RoutingConfiguration) == 0 {
		return r.nonsense(statesDescribeAlias, "it describes an alias without its name or routes")
	}
	for _, route := range out.RoutingConfiguration {
		r.holdMachine(m, "alias "+*out.Name, byVersion[aws.ToString(route.StateMachineVersionArn)])
	}
	return nil
}
