package reference

import "strings"

// ARN is an Amazon Resource Name,
// arn:partition:service:region:account:resource. Region and Account are empty
// where a service leaves them out.
type ARN struct {
	Partition string
	Service   string
	Region    string
	Account   string
	// Resource is all the rest: "cluster/prod", "service/prod/web".
	Resource string
}

// ParseARN takes an ARN apart, and reports whether the text is one. It is not
// when a part is a placeholder, a wildcard, or not of the part's form.
func ParseARN(raw string) (ARN, bool) {
	parts := strings.SplitN(raw, ":", 6)
	if len(parts) != 6 || parts[0] != "arn" {
		return ARN{}, false
	}
	arn := ARN{Partition: parts[1], Service: parts[2], Region: parts[3], Account: parts[4], Resource: parts[5]}
	ok := isPartition(arn.Partition) && arn.Service != "" && isLabel(arn.Service) && isLabel(arn.Region) &&
		(arn.Account == "" || isAccount(arn.Account)) && arn.Resource != ""
	if !ok {
		return ARN{}, false
	}
	return arn, true
}

// taskDefinition returns "family" or "family:revision" if the ARN is that of a
// task definition.
func (a ARN) taskDefinition() (string, bool) {
	name, ok := strings.CutPrefix(a.Resource, "task-definition/")
	return name, ok && a.Service == "ecs" && a.Region != "" && len(a.Account) == 12
}

func isPartition(text string) bool {
	return strings.HasPrefix(text, "aws") && isLabel(text)
}

// isAccount tells account ids: 12 digits, and "aws" for what AWS itself owns.
func isAccount(text string) bool {
	return text == "aws" || len(text) == 12 && strings.Trim(text, "0123456789") == ""
}

func isLabel(text string) bool {
	return strings.Trim(text, "abcdefghijklmnopqrstuvwxyz0123456789-") == ""
}
