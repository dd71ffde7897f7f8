package manifest

import (
	"fmt"
	"path"
	"slices"
	"strings"

	"github.com/ecsgate/ecsgate/evaluator/pattern"

	"github.com/google/go-jsonnet"
	"github.com/google/go-jsonnet/ast"
)

// imports reads the files that a Jsonnet program imports, inside the tree that
// is checked and nowhere else.
type imports struct {
	source
	read map[string]imported
	// natives are the functions from outside that the files name.
	natives []string
	// branches: some of them decide by what they are given.
	branches bool
}

const cannotImport = "can not import"

type imported struct {
	contents jsonnet.Contents
	err      error
}

// Import implements jsonnet.Importer.
func (i *imports) Import(from, name string) (jsonnet.Contents, string, error) {
	at := name
	if !path.IsAbs(name) {
		at = path.Join(path.Dir(from), name)
	}
	known, ok := i.read[at]
	if !ok {
		file, err := i.exactly(at)
		if err != nil {
			err = fmt.Errorf(cannotImport+" %s: %s", quoted(name), reason(err))
		}
		known = imported{jsonnet.MakeContentsRaw(file.Data), err}
		i.read[at] = known
		i.note(string(file.Data))
	}
	return known.contents, at, known.err
}

var (
	namesNative = pattern.Lazily(`std\s*\.\s*native\s*\(\s*(?:'([^']*)'|"([^"]*)")`)
	branching   = pattern.Lazily(`\bif\b|==|!=|&&|\|\|`)
)

// note looks for what a file wants of the outside.
func (i *imports) note(text string) {
	i.branches = i.branches || branching().MatchString(text)
	for _, match := range namesNative().FindAllStringSubmatch(text, -1) {
		if name := match[1] + match[2]; !slices.Contains(i.natives, name) {
			i.natives = append(i.natives, name)
		}
	}
}

// natives are the functions that ecspresso and ecschedule give to a program,
// with how many parameters they take. Plugins may put a prefix in front of their
// names (https://github.com/kayac/ecspresso#plugins).
var natives = []struct {
	name  string
	takes int
}{
	{"must_env", 1}, {"env", 2}, {"tfstate", 1}, {"ssm_list", 2}, {"ssm", 1},
	{"secretsmanager_arn", 1}, {"cfn_output", 2}, {"cfn_export", 1},
}

// native returns a function from outside.
func (r *jsonnetRun) native(name string) *jsonnet.NativeFunction {
	takes := 1
	for _, known := range natives {
		if strings.HasSuffix(name, known.name) {
			takes = known.takes
			break
		}
	}
	parameters := ast.Identifiers{"a", "b"}[:takes]
	return &jsonnet.NativeFunction{Name: name, Params: parameters, Func: func(arguments []any) (any, error) {
		first, _ := arguments[0].(string)
		if value, given := r.options.Env[first]; given && (name == "env" || name == "must_env") {
			return value, nil
		}
		if name == "env" { // the default counts, as in a template
			if !slices.Contains(r.defaults, first) {
				r.defaults = append(r.defaults, first)
			}
			return arguments[1], nil
		}
		return r.placeholder(name + "('" + first + "')"), nil
	}}
}
