package command

import (
	"fmt"
	"strings"
)

// awsCommand reads an aws command line, and reports whether it is one.
func (r *reader) awsCommand(words []Word) bool {
	invocation, ok := Words(words)
	if !ok {
		return false
	}
	for i := range invocation.Arguments {
		for j, value := range invocation.Arguments[i].Values {
			invocation.Arguments[i].Values[j] = r.followed(value)
		}
	}
	r.add(&invocation)
	return true
}

// cliVariables are the variables that the AWS CLI reads and that say where a
// request goes
// (https://docs.aws.amazon.com/cli/latest/userguide/cli-configure-envvars.html).
var cliVariables = []string{"AWS_REGION", "AWS_DEFAULT_REGION", "AWS_PROFILE", "AWS_DEFAULT_PROFILE"}

// add keeps an invocation; one that is repeated word by word only once.
func (r *reader) add(i *Invocation) {
	i.Maybe, i.Loops = r.maybe, r.loops
	i.Environment = r.exported()
	key := i.key()
	if same := r.seen[key]; same != nil {
		same.Maybe = same.Maybe && i.Maybe
		i = same
	} else {
		r.seen[key] = i
		r.found = append(r.found, i)
	}
	r.out.write(nil, Output{Invocation: i, Filter: i.filter()})
}

// exported returns the variables of the CLI that a command gets. One that is set
// and not exported reaches it only if it was exported before, which nobody knows.
func (r *reader) exported() map[string]Word {
	var list map[string]Word
	for _, name := range cliVariables {
		f, state := r.lookUp(name, "$"+name)
		if v, ok := r.vars.get(name); state == unset || ok && !v.exported {
			continue
		}
		if list == nil {
			list = map[string]Word{}
		}
		list[name] = f.word()
	}
	return list
}

// key tells invocations apart that stand at the same place.
func (i *Invocation) key() string {
	var b strings.Builder
	write := func(parts ...string) {
		for _, p := range parts {
			b.WriteString(p)
			b.WriteByte(0)
		}
	}
	write(fmt.Sprint(i.Position), i.Service, i.Verb)
	for _, a := range i.Arguments {
		write("--" + a.Name)
		for _, w := range a.Values {
			write(w.Text, w.Reason)
		}
	}
	for _, w := range i.Words {
		write(w.Text, w.Reason)
	}
	for _, l := range i.Loops {
		write(l.Text)
	}
	for _, name := range cliVariables {
		write(i.Environment[name].Text)
	}
	return b.String()
}
