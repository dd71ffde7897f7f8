package report_test

import "github.com/ecsgate/ecsgate/evaluator"

// planned is of files whose lines tell nobody where something stands: those that a
// program wrote, and those that are one line. A template of several lines is beside
// them, and an operation that is admitted although a rule could not look.
func planned() *evaluator.Report {
	stands := func(kind, file, path string, line int) evaluator.OperationReport {
		op := refused()
		op.Kind, op.File, op.Path, op.Line = kind, file, path, line
		op.Explanation, op.Violations, op.Undecided = nil, op.Violations[:1], nil
		op.Violations[0].Line = line
		return op
	}
	blind := stands("terraform-plan", "deploy/plan.json", "module.web.aws_ecs_service.canary.task_definition", 1)
	blind.Violations = nil
	blind.Undecided = []evaluator.Undecided{{Rule: "ECS112", Reason: "services were not read: AccessDenied: ecs:DescribeServices", Severity: evaluator.Warning}}
	r := &evaluator.Report{
		Version: evaluator.ReportVersion, Summary: evaluator.Summary{Files: 4},
		State: evaluator.StateReport{Source: "shop.json", TakenAt: at("2026-11-23T10:00:00Z")},
		Operations: []evaluator.OperationReport{
			stands("cloudformation", "deploy/app.json", "Resources.Service.Properties.TaskDefinition", 1),
			stands("change-set", "deploy/changes.json", "Changes[3].ResourceChange.AfterContext.Properties.TaskDefinition", 9),
			stands("terraform-plan", "deploy/plan.json", "module.web.aws_ecs_service.this.task_definition", 1),
			blind,
			stands("cloudformation", "deploy/web.json", "Resources.Service.Properties.TaskDefinition", 3),
		},
	}
	r.Conclude(evaluator.Error, false)
	return r
}

// audited is of what stands in an account, not all of which was read.
func audited() *evaluator.Report {
	op := refused()
	op.Action, op.Kind, op.File, op.Path, op.Line, op.Column = evaluator.RunTask, "state", "", "rule default/nightly", 0, 0
	op.Explanation, op.Violations, op.Undecided = nil, op.Violations[:1], op.Undecided[1:]
	op.Violations[0].Line, op.Violations[0].Column = 0, 0
	r := &evaluator.Report{
		Version: evaluator.ReportVersion, Operations: []evaluator.OperationReport{op},
		State: evaluator.StateReport{Source: "shop.json", TakenAt: at("2026-11-23T10:00:00Z")},
		Change: evaluator.ChangeReport{Undecided: []evaluator.Undecided{
			{Rule: evaluator.AuditRule, Severity: evaluator.Error, Reason: "schedules of eu-west-1 in account 123456789012 were not read: AccessDenied: scheduler:ListSchedules"},
			{Rule: "ACME1", Severity: evaluator.Warning, Reason: "the rule failed: acme.rego:12: div: divide by zero"},
		}},
	}
	r.Conclude(evaluator.Error, false)
	return r
}
