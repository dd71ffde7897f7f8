package config

import (
	"slices"
	"strings"

	"github.com/ecsgate/ecsgate/evaluator"
	"github.com/ecsgate/ecsgate/evaluator/document"
)

// list reads a list, item by item.
func list(node *document.Node, what string, read reading) error {
	if node.Tag != "" || node.Kind != document.Sequence {
		return refuse(node.Position, "%s must be a list, not a %s", what, kindOf(node))
	}
	for _, item := range node.Items {
		if err := read(item); err != nil {
			return err
		}
	}
	return nil
}

func (r *reader) targets(node *document.Node) error { return list(node, "\"targets\"", r.target) }

func (r *reader) target(node *document.Node) error {
	t := Target{Position: node.Position}
	err := object(node, "a target", fields{
		"files":     each(&t.Files, fileGlob),
		"account":   account(&t.Account),
		"region":    checked(&t.Region, region),
		"cluster":   text(&t.Cluster),
		"service":   text(&t.Service),
		"operation": r.operation(&t.Operation),
	})
	switch {
	case err != nil:
		return err
	case len(t.Files) == 0:
		return refuse(node.Position, "the target names no \"files\"")
	case len(node.Fields) == 1:
		return refuse(node.Position, "the target says nothing of its files: give an account, region, cluster, service or operation")
	}
	for _, glob := range items(node.Get("files")) {
		t.globs = append(t.globs, glob.Position)
	}
	r.config.Targets = append(r.config.Targets, t)
	return nil
}

// operation reads the name of a request in any spelling of the AWS CLI or the API.
func (r *reader) operation(target *evaluator.Action) reading {
	return func(node *document.Node) error {
		var value string
		return checked(&value, func(value string) (problem string) {
			same := func(a evaluator.Action) bool {
				return strings.EqualFold(string(a), strings.ReplaceAll(value, "-", ""))
			}
			i := slices.IndexFunc(r.options.Operations, same)
			if i < 0 {
				return "is no operation: " + suggest(value, names(r.options.Operations))
			}
			*target = r.options.Operations[i]
			return ""
		})(node)
	}
}

// format checks NAME[=FILE].
func (r *reader) format(value string) (problem string) {
	name, file, hasFile := strings.Cut(value, "=")
	switch {
	case !slices.Contains(r.options.Formats, name):
		return "is no format: " + suggest(name, r.options.Formats)
	case hasFile && file == "":
		return "names no file after ="
	}
	return ""
}

func names[T ~string](list []T) []string {
	texts := make([]string, len(list))
	for i, name := range list {
		texts[i] = string(name)
	}
	return texts
}
