package manifest

import (
	"fmt"
	"strconv"

	"github.com/ecsgate/ecsgate/evaluator"
	"github.com/ecsgate/ecsgate/evaluator/document"
	"github.com/ecsgate/ecsgate/evaluator/reference"
)

// Two tools are called ecs-deploy: a shell script
// (https://github.com/silinternational/ecs-deploy) and a Python package whose
// command is ecs (https://github.com/fabfuel/ecs-deploy). Both register a copy of
// the task definition that the service runs, with another image, and update the
// service to it.

// runsNow is why the family of such a copy is not known.
const runsNow = "that of the revision that the service runs"

// siltool reads "ecs-deploy -c CLUSTER -n SERVICE -i IMAGE".
func (s source) siltool(t toolCommand, kind string) evaluator.Change {
	w := t.apart("--use-latest-task-def", "--force-new-deployment", "--skip-deployments-check", "--run-task", "--wait-for-success",
		"--copy-task-definition-tags", "--enable-rollback", "-v", "--verbose", "--version", "--aws-instance-profile")
	if w.has("--version") && len(w.options) == 1 {
		return evaluator.Change{}
	}
	d := toolDeployment{
		source: s, kind: kind, at: t.at,
		cluster: w.option("-c", "--cluster"), service: w.option("-n", "--service-name"), region: w.option("-r", "--region"),
		what: registered{reason: runsNow},
	}
	if definition := w.option("-d", "--task-definition"); definition.given() {
		d.what = familyOf(definition.text, "-d", nil)
	}
	if file := w.option("--task-definition-file"); file.given() {
		d.what = s.definitionFile(file.text)
	}
	if count := w.option("-D", "--desired-count"); count.given() {
		d.count = count
	}
	d.force = w.has("--force-new-deployment")
	d.register()
	if w.has("--run-task") {
		d.launch(evaluator.RunTask)
	}
	if d.service.given() {
		d.launch(evaluator.UpdateService)
	}
	if keep := w.option("--max-definitions"); keep.given() {
		d.retire(fmt.Sprintf("--max-definitions %s: what is older than that is deregistered", keep.text), keep.at)
	}
	return d.change
}

// fabfuel reads "ecs deploy CLUSTER SERVICE" and what else that command does.
func (s source) fabfuel(t toolCommand, kind string) evaluator.Change {
	w := t.withPairs().apart("--ignore-warnings", "--diff", "--no-diff", "--deregister", "--no-deregister", "--rollback", "--no-rollback",
		"--exclusive-env", "--exclusive-secrets", "--exclusive-ports", "--exclusive-mounts", "--exclusive-docker-labels", "--exclusive-s3-env-file")
	d := toolDeployment{
		source: s, kind: kind, at: t.at, region: w.option("--region"),
		cluster: w.argument(1, t.at), what: registered{reason: runsNow},
	}
	if task := w.option("--task"); task.given() {
		d.what = familyOf(task.text, "--task", nil)
	}
	const deregisters = "the revision before the new one: ecs %s deregisters it unless --no-deregister is given"
	verb := w.argument(0, t.at).text
	switch verb {
	case "deploy":
		d.service = w.argument(2, t.at)
		d.register()
		d.launch(evaluator.UpdateService)
	case "cron":
		d.what = familyOf(w.argument(2, t.at).text, "the task", nil)
		d.register()
		d.launch(evaluator.RunTask)
		rule := &d.change.Operations[len(d.change.Operations)-1]
		rule.Stored = &evaluator.Stored{Holder: evaluator.RuleHolder, Name: "default/" + w.argument(3, t.at).text + "/" + w.argument(2, t.at).text, Enabled: true}
	case "update":
		d.what = familyOf(w.argument(1, t.at).text, "the task", nil)
		d.register()
	case "scale":
		d.service, d.count = w.argument(2, t.at), w.argument(3, t.at)
		d.launchAs(evaluator.UpdateService, reference.Reference{Kind: reference.Absent})
		return d.change
	case "run":
		d.launchAs(evaluator.RunTask, w.argument(2, t.at).parse())
		return d.change
	default:
		return evaluator.Change{}
	}
	if !w.has("--no-deregister") {
		d.retire(fmt.Sprintf(deregisters, verb), t.at)
	}
	return d.change
}

// withPairs drops the options that take several words: -i CONTAINER IMAGE.
func (t toolCommand) withPairs() toolCommand {
	several := map[string]int{"-i": 2, "--image": 2, "-c": 2, "--command": 2, "-e": 3, "--env": 3, "-s": 3, "--secret": 3}
	kept := t
	kept.words = nil
	for i := 0; i < len(t.words); i++ {
		if n := several[t.words[i].Text]; n > 0 {
			i += n
			continue
		}
		kept.words = append(kept.words, t.words[i])
	}
	return kept
}

// siltool reads the action of the same name, which hands its inputs on.
func (w *workflowReader) siltool(a actionStep) {
	d := toolDeployment{
		source: w.source, kind: w.kind, at: a.uses.Position,
		cluster: a.input("cluster"), service: a.input("service_name"), region: a.input("region"), what: registered{reason: runsNow},
	}
	if definition := a.input("task_definition"); definition.given() {
		d.what = familyOf(definition.text, "task_definition", nil)
	}
	d.register()
	if d.service.given() {
		d.launch(evaluator.UpdateService)
	}
	for i := range d.change.Operations {
		d.change.Operations[i].Maybe = a.maybe
		d.change.Operations[i].Path = a.path("service_name")
	}
	w.change.Operations = append(w.change.Operations, d.change.Operations...)
}

// toolDeployment collects what one command line of a deploy tool sends.
type toolDeployment struct {
	source
	kind                            string
	at                              document.Position
	cluster, service, region, count setting
	what                            registered
	force                           bool
	change                          evaluator.Change
}

func (d *toolDeployment) add(op evaluator.Operation) {
	if d.region.text != "" && d.region.reason == "" {
		op.Claims = append(op.Claims, evaluator.Claim{Field: "--region", Scope: evaluator.Scope{Region: d.region.text}})
	} else if d.region.reason != "" {
		op.Gaps = append(op.Gaps, evaluator.Gap{Field: "region", Reason: d.region.reason})
	}
	d.change.Operations = append(d.change.Operations, op)
}

func (d *toolDeployment) register() {
	d.add(d.source.register(d.what, d.kind, d.at, ""))
}

// launch adds a launch of what is registered.
func (d *toolDeployment) launch(action evaluator.Action) { d.launchAs(action, d.what.reference()) }

func (d *toolDeployment) launchAs(action evaluator.Action, ref reference.Reference) {
	op := d.composed(action, d.kind, d.at, "")
	if ref.Kind != reference.Absent {
		composeReference(&op, ref, d.at)
	}
	d.aim(&op)
	if n, err := strconv.Atoi(d.count.text); err == nil && action != evaluator.RunTask {
		op.DesiredCount = &n
		compose(&op, paramDesiredCount, d.count)
	}
	if d.force {
		op.ForceNewDeployment = true
		compose(&op, paramForceNewDeployment, setting{text: "true", at: d.at})
	}
	d.add(op)
}

// aim says where an operation goes, and what is missing for that.
func (d *toolDeployment) aim(op *evaluator.Operation) {
	clusterTarget.compose(op, paramCluster, d.cluster)
	if op.Action == evaluator.RunTask {
		return
	}
	name := paramService
	if op.Action == evaluator.PutService {
		name = paramServiceName
	}
	serviceTarget.compose(op, name, d.service)
	if !d.service.given() {
		serviceTarget.open(op, "the command line does not name it")
	}
}

// retire adds the deregistration of what nobody can name beforehand.
func (d *toolDeployment) retire(reason string, at document.Position) {
	op := d.composed(evaluator.DeregisterTaskDefinition, d.kind, at, "")
	composeReference(&op, reference.Reference{Kind: reference.Unresolved, Reason: reason}, at)
	d.add(op)
}
