package manifest

import (
	"path"
	"slices"
	"strings"

	"github.com/ecsgate/ecsgate/evaluator"
	"github.com/ecsgate/ecsgate/evaluator/document"
	"github.com/ecsgate/ecsgate/evaluator/reference"
)

const ecspressoKind = "ecspresso"

// The fields of an ecspresso configuration (github.com/kayac/ecspresso, Config).
const (
	ecspressoRegion            = "region"
	ecspressoCluster           = "cluster"
	ecspressoServiceName       = "service"
	ecspressoServiceDefinition = "service_definition"
	ecspressoTaskDefinition    = "task_definition"
	ecspressoCodeDeploy        = "codedeploy"
)

// isEcspresso knows the configuration by the files that it names. What it calls
// a task definition is one of these, never a reference.
func isEcspresso(root *document.Node) bool {
	return namesFile(root.Get(ecspressoServiceDefinition)) ||
		namesFile(root.Get(ecspressoTaskDefinition)) && (root.Has(ecspressoCluster) || root.Has(ecspressoRegion) || root.Has(ecspressoServiceName))
}

// namesFile reports whether a text is the name of a document, or is yet to
// become one.
func namesFile(n *document.Node) bool {
	text := n.Str()
	return slices.Contains([]string{".json", ".jsonnet", ".yaml", ".yml"}, strings.ToLower(path.Ext(text))) ||
		text != "" && isOpen(n)
}

// ecspresso is one configuration: "ecspresso deploy" registers the task
// definition file, and creates the service or updates it to the new revision.
type ecspresso struct {
	source
	*rendering
	change evaluator.Change
	// registered is what the registration produces; without one nothing is.
	registered reference.Reference
}

func readEcspresso(s source) evaluator.Change {
	e := &ecspresso{source: s, rendering: s.rendering()}
	e.root = e.render(s.root)
	e.register()
	if e.root.Get(ecspressoServiceName).IsSet() {
		e.deploy()
	} else {
		e.runTask()
	}
	return e.change
}

// begin begins an operation. It stands where the configuration names the file of
// the task definition, which is what the reference comes from.
func (e *ecspresso) begin(action evaluator.Action) evaluator.Operation {
	op := evaluator.Operation{
		Action: action, Origin: evaluator.FromTool, Kind: ecspressoKind, File: e.file.Name, Position: e.root.Position,
		Reference: e.registered, Request: map[string]any{}, Fields: map[string]document.Position{},
	}
	for field, name := range map[string]string{
		ecspressoTaskDefinition: paramTaskDefinition, ecspressoCluster: paramCluster, ecspressoServiceName: paramService,
	} {
		if value := e.root.Get(field); value.IsSet() {
			op.Fields[name] = value.Position
			if field == ecspressoTaskDefinition {
				op.Position, op.Path = value.Position, field
			}
		}
	}
	if op.Path == "" && e.root.Has(ecspressoServiceName) {
		op.Position, op.Path = op.Fields[paramService], ecspressoServiceName
	}
	return op
}

// aim says where an operation goes.
func (e *ecspresso) aim(op *evaluator.Operation, fields ...string) {
	for _, field := range fields {
		value := e.root.Get(field)
		switch field {
		case ecspressoRegion:
			regionTarget.aim(op, field, value)
		case ecspressoCluster:
			clusterTarget.aim(op, paramCluster, value)
		case ecspressoServiceName:
			serviceTarget.aim(op, paramService, value)
		}
		e.assumes(op, value)
	}
}

// assumes marks an operation that rests on a variable's default.
func (e *ecspresso) assumes(op *evaluator.Operation, n *document.Node) {
	e.say(e.assume(e.rendering, op, n))
}

// say adds notes, each once: several operations may rest on the same value.
func (e *ecspresso) say(notes evaluator.Change) {
	for _, note := range notes.Notes {
		if !slices.Contains(e.change.Notes, note) {
			e.change.Notes = append(e.change.Notes, note)
		}
	}
}

func (e *ecspresso) add(op evaluator.Operation) {
	e.change.Operations = append(e.change.Operations, op)
}

// regionTarget is a parameter that names a Region.
var regionTarget = target{"region", func(field, value string) evaluator.Claim {
	return evaluator.Claim{Field: field, Scope: evaluator.Scope{Region: value}}
}}

// declaresDaemon reports whether a body is the whole of what ecspresso needs to
// know of a service that runs everywhere.
func (b body) declaresDaemon() bool {
	strategy := b.values["schedulingStrategy"]
	return len(b.values) == 1 && b.strangers == 0 && (strategy.Str() == "DAEMON" || strategy.Str() == "REPLICA")
}

// readEcspressoService speaks of a service definition that stands alone. Its
// configuration makes a request of it; with that in the run nothing is said.
func (s source) readEcspressoService() evaluator.Change {
	change := s.note(s.root, "this is a service without name, cluster and task definition, as ecspresso keeps it: "+
		"the configuration that names it is not checked; if it is a request whose rest stands on the command line, say so with --operation")
	change.Notes[0].Unseen = s.asserted()
	return change
}
