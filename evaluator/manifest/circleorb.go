package manifest

import (
	"strings"

	"github.com/ecsgate/ecsgate/evaluator"
	"github.com/ecsgate/ecsgate/evaluator/document"
	"github.com/ecsgate/ecsgate/evaluator/reference"
)

// orbCall is a job or command of the orb circleci/aws-ecs with its parameters
// (https://circleci.com/developer/orbs/orb/circleci/aws-ecs).
type orbCall struct {
	name  string
	given *document.Node
	at    document.Position
	path  string
	circleCall
}

// value returns the parameter of the first of these names that is given. The
// orb's versions spell them with hyphens or with underscores.
func (o orbCall) value(names ...string) setting {
	for _, name := range names {
		for _, field := range fields(o.given) {
			if strings.ReplaceAll(field.Name, "_", "-") != name {
				continue
			}
			text, _ := field.Value.Scalar()
			filled := o.fill(setting{text: text})
			if filled.reason == "" {
				filled = o.env.setting(filled.text, field.Value.Position)
			}
			filled.at = field.Value.Position
			return filled
		}
	}
	return setting{}
}

// orb reads what the orb sends.
func (c *circleReader) orb(o orbCall) {
	family := o.value("family", "task-definition")
	d := toolDeployment{
		source: c.source, kind: c.kind, at: o.at,
		cluster: o.value("cluster", "cluster-name", "cluster-arn"), service: o.value("service-name", "service"),
		region: o.value("region", "aws-region"), what: registeredAs(family),
	}
	if family.given() {
		d.at = family.at
	}
	if !d.service.given() {
		d.service = family
	}
	switch o.name {
	case "deploy-service-update", "deploy-update-service", "update-service":
		d.force = o.value("force-new-deployment").isTrue()
		c.orbUpdate(&d, o, family)
	case "run-task":
		d.launchAs(evaluator.RunTask, family.parse())
	case "update-task-definition":
		d.register()
	case "update-task-definition-from-json":
		file := o.value("task-definition-json")
		if d.what = registeredAs(file); file.reason == "" {
			d.what = c.definitionFile(file.text)
		}
		d.register()
	case "deploy-ecs-scheduled-task":
		d.cluster = setting{reason: "the rule has it", at: o.at}
		d.what = registered{reason: "the task definition that an earlier step registers"}
		d.launch(evaluator.RunTask)
		d.change.Operations[0].Stored = &evaluator.Stored{Holder: evaluator.RuleHolder, Name: "default/" + o.value("rule-name").text, Enabled: true}
	}
	for i := range d.change.Operations {
		d.change.Operations[i].Maybe, d.change.Operations[i].Path = o.maybe, o.path
	}
	appendChange(&c.change, d.change)
}

// registeredAs is the registration of a family that a parameter names.
func registeredAs(family setting) registered {
	if family.reason != "" {
		return registered{reason: family.reason}
	}
	return familyOf(family.text, "family", nil)
}

// orbUpdate reads the update of a service: by ECS, or by CodeDeploy with an
// AppSpec that the orb writes.
func (c *circleReader) orbUpdate(d *toolDeployment, o orbCall, family setting) {
	ref := d.what.reference()
	if o.value("skip-task-definition-registration").isTrue() {
		ref = family.parse() // the newest ACTIVE revision, by its ARN
	} else {
		d.register()
	}
	if o.value("deployment-controller").text != "CODE_DEPLOY" {
		d.launchAs(evaluator.UpdateService, ref)
		return
	}
	d.force = false
	if ref.Kind == reference.Absent {
		ref = d.what.reference()
	}
	d.launchAs(evaluator.CreateTaskSet, ref)
	d.change.Operations[len(d.change.Operations)-1].Stored = &evaluator.Stored{Holder: evaluator.AppSpecHolder, Name: o.name, Enabled: true}
}
