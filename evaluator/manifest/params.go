package manifest

import (
	"fmt"
	"maps"
	"slices"

	"github.com/ecsgate/ecsgate/evaluator"
	"github.com/ecsgate/ecsgate/evaluator/document"
	"github.com/ecsgate/ecsgate/evaluator/manifest/cloudformation"
	"github.com/ecsgate/ecsgate/evaluator/reference"
)

// unknownParams refuses values for parameters that no template of the run has:
// with a misspelt name the template would be judged by its defaults.
func unknownParams(files []File, params map[string]string) []evaluator.Failure {
	if len(params) == 0 {
		return nil
	}
	wanted := maps.Clone(params)
	for _, file := range files {
		documents, _ := document.Read(file.Data)
		for _, d := range documents {
			if cloudformation.Recognise(d.Root) {
				for _, name := range cloudformation.Parameters(d.Root) {
					delete(wanted, name)
				}
			}
		}
	}
	var failures []evaluator.Failure
	for _, name := range slices.Sorted(maps.Keys(wanted)) {
		failures = append(failures, evaluator.Failure{File: "--param", Message: fmt.Sprintf("no template has a parameter %q", name)})
	}
	return failures
}

// templateParams are the parameters of a template with what is known of where
// it is deployed.
func (o Options) templateParams() map[string]string {
	params := map[string]string{}
	if o.Region != "" {
		params["AWS::Region"], params["AWS::Partition"] = o.Region, reference.PartitionOf(o.Region)
	}
	if o.Account != "" {
		params["AWS::AccountId"] = o.Account
	}
	o.stackParams(params)
	maps.Copy(params, o.Params)
	return params
}
