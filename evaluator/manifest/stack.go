package manifest

import (
	"fmt"
	"strings"

	"github.com/ecsgate/ecsgate/evaluator"
)

// stack is the one that the template or change set of this source is deployed as,
// and counts it. Context may be any other stack.
func (s source) stack() *evaluator.DeployedStack {
	if s.file.Context {
		return nil
	}
	s.effects.deployed++
	return s.options.Stack
}

// stackParams are the pseudo parameters that say which stack it is. What was
// passed by hand comes later, and wins.
func (o Options) stackParams(params map[string]string) {
	if o.Stack == nil {
		return
	}
	params["AWS::StackName"] = o.Stack.Stack
	for name, value := range map[string]string{
		"AWS::Partition": o.Stack.Place.Partition, "AWS::Region": o.Stack.Place.Region, "AWS::AccountId": o.Stack.Place.Account,
	} {
		if value != "" {
			params[name] = value
		}
	}
}

// misplacedStack says why the stack can not be that of what was read, or returns
// "". To which of several templates its resources belong nobody knows.
func misplacedStack(files []File, done []*effects, options Options) string {
	if options.Stack == nil {
		return ""
	}
	count := 0
	var names []string
	for i, effects := range done {
		if effects.deployed > 0 {
			count += effects.deployed
			names = append(names, files[i].Name)
		}
	}
	switch {
	case count == 0 && options.AnyFiles, count == 1:
		return ""
	case count == 0:
		return fmt.Sprintf("no file is a CloudFormation template or change set that stack %q could be of", options.Stack.Stack)
	}
	return fmt.Sprintf("stack %q can be that of only one template, and there are %d (in %s): check them one by one, or the others with --context",
		options.Stack.Stack, count, strings.Join(names, ", "))
}
