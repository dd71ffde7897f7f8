package manifest

import (
	"strings"

	"github.com/ecsgate/ecsgate/evaluator"
	"github.com/ecsgate/ecsgate/evaluator/document"
	"github.com/ecsgate/ecsgate/evaluator/reference"
)

// copilot deploys through CloudFormation stacks of its own; what it is asked for
// stands in its manifests (https://aws.github.io/copilot-cli/docs/commands/deploy/).
func (s source) copilot(t toolCommand, _ string) evaluator.Change {
	for _, verb := range []string{"deploy", "svc deploy", "job deploy", "task run", "svc delete", "job delete", "svc resume", "job run"} {
		if strings.HasPrefix(t.line(2)+" ", verb+" ") {
			return s.unseen(t.at, "copilot %s registers and deploys through CloudFormation: not checked", verb)
		}
	}
	return evaluator.Change{}
}

// line returns the first words of the command line as one text.
func (t toolCommand) line(n int) string {
	var words []string
	for _, word := range t.words[:min(n, len(t.words))] {
		words = append(words, word.Text)
	}
	return strings.Join(words, " ")
}

// ecsCLI reads "ecs-cli compose service up" and its kin: it registers what a
// compose file says, and creates or updates a service of the project's name
// (https://docs.aws.amazon.com/AmazonECS/latest/developerguide/cmd-ecs-cli-compose-service.html).
func (s source) ecsCLI(t toolCommand, kind string) evaluator.Change {
	w := t.apart("--create-log-groups", "--force-deployment", "--verbose", "--debug", "--enable-service-discovery")
	var verbs []string
	for _, word := range w.arguments {
		verbs = append(verbs, word.text)
	}
	d := toolDeployment{
		source: s, kind: kind, at: t.at,
		cluster: w.option("--cluster", "-c"), service: w.option("--project-name", "-p"), region: w.option("--region", "-r"),
	}
	if !d.cluster.given() {
		d.cluster = setting{reason: "ecs-cli's configuration has it", at: t.at}
	}
	if !d.service.given() {
		d.service = setting{reason: "ecs-cli takes the name of the project", at: t.at}
	}
	d.what = registered{reason: d.service.reason}
	if d.service.reason == "" {
		d.what = familyOf(d.service.text, "--project-name", nil)
	}
	d.force = w.has("--force-deployment")
	switch line := strings.Join(verbs, " "); {
	case line == "compose service up", line == "compose service create", line == "compose service deploy":
		d.register()
		d.launch(evaluator.PutService)
	case line == "compose service start", strings.HasPrefix(line, "compose service scale"):
		d.launchAs(evaluator.UpdateService, reference.Reference{Kind: reference.Absent})
	case line == "compose service down", line == "compose service rm", line == "compose service delete":
		d.launchAs(evaluator.DeleteService, reference.Reference{Kind: reference.Absent})
	case line == "compose up", line == "compose start", line == "compose run", strings.HasPrefix(line, "compose scale"):
		d.register()
		d.launch(evaluator.RunTask)
	case line == "compose create":
		d.register()
	}
	return d.change
}

// ecspresso reads "ecspresso deploy" and its kin
// (https://github.com/kayac/ecspresso). What a deployment asks for stands in its
// configuration, which is a manifest itself.
func (s source) ecspresso(t toolCommand, kind string) evaluator.Change {
	w := t.apart("--no-wait", "--dry-run", "--no-dry-run", "--skip-task-definition", "--latest-task-definition", "--force-new-deployment",
		"--no-force-new-deployment", "--force", "--no-deregister-task-definition", "--deregister-task-definition", "--delete", "--no-update-service",
		"--debug", "--watch-container", "--no-skip-task-definition", "--wait")
	verb := w.argument(0, t.at).text
	if w.has("--dry-run") || verb == "" {
		return evaluator.Change{}
	}
	config := w.option("--config")
	if !config.given() {
		config = setting{text: "ecspresso.yml", at: t.at}
	}
	d := toolDeployment{source: s, kind: kind, at: t.at, what: registered{reason: "the ecspresso configuration has it"}}
	read := d.ecspressoTarget(config)
	switch verb {
	case "deploy", "refresh", "scale":
		if verb == "deploy" && read && !w.has("--skip-task-definition", "--latest-task-definition") {
			return s.note(&document.Node{Position: t.at}, "ecspresso deploy: its configuration %s is read by itself", quoted(config.text))
		}
		d.count, d.force = w.option("--tasks"), verb == "refresh" || w.has("--force-new-deployment")
		switch {
		case verb != "deploy":
			d.launchAs(evaluator.UpdateService, reference.Reference{Kind: reference.Absent})
		case w.has("--skip-task-definition", "--latest-task-definition"):
			d.launchAs(evaluator.UpdateService, reference.Reference{Kind: reference.Unresolved, Reason: "a revision of the family in the ecspresso configuration"})
		default:
			d.register()
			d.launch(evaluator.PutService)
		}
	case "run":
		d.register()
		d.launch(evaluator.RunTask)
	case "register":
		d.register()
	case "delete":
		d.launchAs(evaluator.DeleteService, reference.Reference{Kind: reference.Absent})
	case "rollback":
		d.launchAs(evaluator.UpdateService, reference.Reference{Kind: reference.Unresolved, Reason: "ecspresso rollback goes to the revision before the current one"})
		if kept := w.option("--deregister-task-definition"); !w.has("--no-deregister-task-definition") && kept.text != "false" {
			d.retire("ecspresso rollback deregisters the revision that it leaves", t.at)
		}
	case "deregister":
		d.retire("ecspresso deregister "+t.rest()+": the ecspresso configuration has the family", t.at)
	}
	return d.change
}

// rest is the command line behind its verb.
func (t toolCommand) rest() string {
	_, rest, _ := strings.Cut(t.line(len(t.words)), " ")
	return strings.TrimSpace(rest)
}

// ecspressoTarget reads where an ecspresso configuration deploys to, and reports
// whether there is one to read.
func (d *toolDeployment) ecspressoTarget(config setting) bool {
	const reason = "the ecspresso configuration has it"
	d.cluster, d.service = setting{reason: reason, at: config.at}, setting{reason: reason, at: config.at}
	file, err := d.sibling(config.text)
	if err != nil || config.reason != "" {
		return false
	}
	documents, err := document.Read(file.Data)
	if err != nil {
		return false
	}
	root := documents[0].Root
	if cluster := root.Get("cluster").Str(); cluster != "" {
		d.cluster = setting{text: cluster, at: config.at}
	}
	if service := root.Get("service").Str(); service != "" {
		d.service = setting{text: service, at: config.at}
	}
	return true
}
