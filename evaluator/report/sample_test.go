package report_test

import (
	"time"

	"github.com/ecsgate/ecsgate/evaluator"
	"github.com/ecsgate/ecsgate/evaluator/reference"
)

// files are what the sample report is about.
var files = map[string]string{
	"deploy/api.json":   "{\n\t\"service\": \"api\",\n\t\"taskDefinition\": \"api:12\"\n}\n",
	"deploy/app.json":   `{"Resources":{"Service":{"Properties":{"TaskDefinition":"web:41"}}}}` + "\n",
	"deploy/batch.yaml": "taskDefinition: 報告🚀:7   # 毎晩\ncluster: !Ref Cluster\n",
	"deploy/min.json":   `{"cluster":"prod","overrides":{"environment":[{"name":"DB_PASSWORD","value":"hunter2"}]},"taskDefinition":"arn:aws:ecs:eu-west-1:123456789012:task-definition/reporting-nightly:3","count":1}`,
	"deploy/web.json":   "{\n  \"service\": \"web\",\n  \"taskDefinition\": \"web:41\",\n  \"cluster\": \"prod\"\n}\n",
}

// catalogue explains some of the rules that the sample cites.
func catalogue() []evaluator.Rule {
	return []evaluator.Rule{
		{
			ID: "ECS103", Name: "update_service_inactive", Package: "ecs.launch.update_service_inactive", Severity: evaluator.Error,
			Title:       "A service is updated to a revision that is not ACTIVE",
			Description: "ECS refuses an UpdateService that names a revision which is not ACTIVE, also to scale.",
			Remediation: "Name an ACTIVE revision; leave taskDefinition out to scale.",
			Aliases:     []string{"service_inactive"},
			Links: []evaluator.Link{
				{Ref: "https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_UpdateService.html", Description: "what an update starts"},
				{Ref: "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/deregister-task-definition-v2.html"},
			},
		},
		{
			ID: "ECS312", Name: "blast_radius", Package: "ecs.retire.blast_radius", Severity: evaluator.Error, Scope: "change",
			Title: "One change retires too much", Description: "A clean-up that takes away this much is more likely a mistake.",
			Links: []evaluator.Link{{Ref: "javascript:alert(1)"}},
		},
		{ID: "ECS204", Name: "pinned_schedule", Package: "ecs.stored.pinned_schedule", Severity: evaluator.Info, Title: "A stored launch is pinned to one revision"},
	}
}

func source(file string) []byte { return []byte(files[file]) }

func at(clock string) *time.Time {
	t, err := time.Parse(time.RFC3339, clock)
	if err != nil {
		return nil
	}
	return &t
}

// sample is a report with something of everything.
func sample() *evaluator.Report {
	r := &evaluator.Report{
		Version:  evaluator.ReportVersion,
		State:    evaluator.StateReport{Source: "fixtures/state/shop.json", TakenAt: at("2026-11-23T10:00:00Z"), Digest: "sha256:5f1d"},
		Policies: evaluator.PoliciesReport{Digest: "sha256:9c2b"},
		Summary:  evaluator.Summary{Files: 4},
		Operations: []evaluator.OperationReport{
			admitted(), scheduled(), minified(), refused(), proposal(), unresolved(),
		},
		Change: evaluator.ChangeReport{
			Violations: []evaluator.Violation{{
				Rule: "ECS312", Name: "blast_radius", Severity: evaluator.Error,
				Message:     "the change deregisters or deletes 140 revisions, which is more than 100",
				Remediation: "Split the change, or raise the limit in the configuration.",
			}},
			Undecided: []evaluator.Undecided{{Rule: "ACME1", Reason: "the rule failed: acme.rego:12: div: divide by zero", Severity: evaluator.Info}},
		},
		Notes:    []evaluator.Note{{File: "deploy/stack.yaml", Line: 9, Message: "CloudFormation will deregister the revision that this template replaces"}},
		Failures: []evaluator.Failure{{File: "deploy/bad.yaml", Line: 7, Column: 1, Message: `"service" is given twice`}, {Message: "no such directory: ops"}},
		Baseline: &evaluator.BaselineReport{File: "ci/baseline.json", Known: 1, New: 5, Vanished: []string{"ECS103 deploy/old.json UpdateService old:1"}},
	}
	r.Conclude(evaluator.Error, false)
	return r
}

func admitted() evaluator.OperationReport {
	three := 3
	return evaluator.OperationReport{
		Action: evaluator.UpdateService, Kind: "cli-json", File: "deploy/api.json", Line: 3, Column: 2, Path: "taskDefinition",
		Scope:        evaluator.Scope{Partition: "aws", Account: "123456789012", Region: "eu-west-1", Cluster: "prod", Service: "api"},
		DesiredCount: &three, ForceNewDeployment: true,
		Reference: named(reference.Revision, "api:12", "api", 12),
		Explanation: &evaluator.Explanation{
			Source: "fixtures/state/shop.json", AgeSeconds: 125,
			Facts: &evaluator.Facts{
				Revision: &evaluator.RevisionFact{Family: "api", Revision: 12, Status: evaluator.Active, RegisteredAt: at("2026-11-01T08:00:00Z")},
				Family:   &evaluator.FamilyFact{Name: "api", Status: evaluator.Active, Latest: 13, LatestActive: 12, Active: []int{12}},
				Cluster:  &evaluator.ClusterFact{Name: "prod", Status: evaluator.Active},
				Service: &evaluator.ServiceFact{
					Name: "api", Status: evaluator.Active, DesiredCount: 2, DeploymentController: "ECS",
					Revision:        &evaluator.RevisionFact{Family: "api", Revision: 11, Status: evaluator.Inactive, DeregisteredAt: at("2026-11-20T09:14:00Z")},
					Deployments:     []evaluator.DeploymentFact{{Status: "PRIMARY", RolloutState: "COMPLETED", Family: "api", Revision: 11}},
					TaskSets:        []evaluator.TaskSetFact{{ID: "ecs-svc/1", Status: "ACTIVE", Family: "api", Revision: 10}},
					RollbackTargets: []evaluator.RevisionFact{{Family: "api", Revision: 10, Status: evaluator.Active}},
				},
				Change: &evaluator.ChangeFact{
					Registers: []evaluator.ChangeEntry{{Action: evaluator.RegisterTaskDefinition, File: "deploy/td.json", Line: 1}},
					Retires:   []int{9, 10}, NewestRetired: 10, LatestActiveAfter: 12,
				},
			},
			Unknown: map[string]string{"facts.revision.registeredAt": "not asked for"},
			Rules:   []string{"ECS103", "ECS106", "ECS112"},
		},
		Violations: []evaluator.Violation{{
			Rule: "ECS112", Name: "no_way_back", Severity: evaluator.Warning, Field: "taskDefinition", Line: 3, Column: 20,
			Message:     `service "api" runs "api:11", which is INACTIVE: a failed deployment could not be rolled back by name`,
			Remediation: "Register a copy of the revision that the service runs before you move it, so that there is something to go back to.",
		}},
	}
}

func scheduled() evaluator.OperationReport {
	return evaluator.OperationReport{
		Action: evaluator.RunTask, Stored: true, Kind: "schedule", File: "deploy/batch.yaml", Line: 1, Column: 1, Path: "taskDefinition",
		Name: "default/nightly", Reference: named(reference.Revision, "報告🚀:7", "報告🚀", 7),
		Violations: []evaluator.Violation{
			{
				Rule: "ECS204", Name: "pinned_schedule", Severity: evaluator.Info, Field: "taskDefinition", Line: 1, Column: 17,
				Message: `schedule "default/nightly" names "報告🚀:7" by number: the next clean-up breaks it`, Remediation: "Choose.",
			},
			{Rule: "ECS201", Name: "schedule_inactive", Severity: evaluator.Error, Field: "taskDefinition", Line: 1, Column: 17, Waived: true, Message: `"報告🚀:7" is INACTIVE`},
		},
	}
}

func minified() evaluator.OperationReport {
	raw := "arn:aws:ecs:eu-west-1:123456789012:task-definition/reporting-nightly:3"
	return evaluator.OperationReport{
		Action: evaluator.RunTask, Kind: "cli-json", File: "deploy/min.json", Line: 1, Column: 107, Path: "taskDefinition",
		Scope:     evaluator.Scope{Partition: "aws", Account: "123456789012", Region: "eu-west-1", Cluster: "prod"},
		Reference: named(reference.Revision, raw, "reporting-nightly", 3),
		Violations: []evaluator.Violation{{
			Rule: "ECS106", Name: "revision_missing", Severity: evaluator.Error, Field: "taskDefinition", Line: 1, Column: 107,
			Message: `"reporting-nightly:3" was never registered: the latest is "reporting-nightly:2"`, Remediation: "Register it first.",
		}},
		Undecided: []evaluator.Undecided{{Rule: "ECS114", Reason: `cluster "prod" is not in the snapshot, which is 3 days old`, Severity: evaluator.Error, ByChoice: true}},
	}
}

func refused() evaluator.OperationReport {
	return evaluator.OperationReport{
		Action: evaluator.UpdateService, Kind: "cli-json", File: "deploy/web.json", Line: 3, Column: 3, Path: "taskDefinition",
		Scope:     evaluator.Scope{Partition: "aws", Account: "123456789012", Region: "eu-west-1", Cluster: "prod", Service: "web"},
		Reference: named(reference.Revision, "web:41", "web", 41),
		Explanation: &evaluator.Explanation{
			Source: "fixtures/state/shop.json", AgeSeconds: 125, Rules: []string{"ECS103"},
			Facts: &evaluator.Facts{
				Revision: &evaluator.RevisionFact{Family: "web", Revision: 41, Status: evaluator.Inactive, DeregisteredAt: at("2026-11-20T09:14:00Z")},
				Holders: &evaluator.Holders{
					Services:  []evaluator.ServiceHolder{{Cluster: "prod", Name: "web", Hold: evaluator.HoldCurrent}},
					Tasks:     []evaluator.TaskHolder{{Cluster: "prod", Count: 2}},
					Schedules: []evaluator.TargetHolder{{Name: "default/nightly", Family: "web", Revision: 41}},
				},
			},
		},
		Violations: []evaluator.Violation{
			{
				Rule: "ECS103", Name: "update_service_inactive", Severity: evaluator.Error, Field: "taskDefinition", Line: 3, Column: 21,
				Message: `"web:41" is INACTIVE: ECS will refuse this UpdateService`, Remediation: "Name an ACTIVE revision; leave taskDefinition out to scale.",
			},
			{
				Rule: "ECS115", Name: "service_name_taken", Severity: evaluator.Warning, Field: "service", Line: 2, Column: 14, Known: true,
				Message: `service "web" exists`,
			},
		},
		Undecided: []evaluator.Undecided{
			{Reason: "the state is 3h old"},
			{Rule: "ECS108", Reason: "services were not read: AccessDenied: ecs:DescribeServices", Severity: evaluator.Error},
			{Rule: "ECS112", Reason: "services were not read: AccessDenied: ecs:DescribeServices", Severity: evaluator.Warning},
		},
	}
}

func proposal() evaluator.OperationReport {
	return evaluator.OperationReport{
		Action: evaluator.DeregisterTaskDefinition, Kind: "proposal", File: "--deregister", Path: "web:41",
		Reference: named(reference.Revision, "web:41", "web", 41),
		Violations: []evaluator.Violation{{
			Rule: "ECS301", Name: "deregister_stored", Severity: evaluator.Error, Field: "taskDefinition",
			Message: `schedule "default/nightly" still runs "web:41"`, Remediation: "Point it at another revision first.",
		}},
	}
}

func unresolved() evaluator.OperationReport {
	ref := named(reference.Unresolved, "${TASK}", "", 0)
	ref.Reason, ref.Resolved = "the variable ${TASK}", ""
	return evaluator.OperationReport{
		Action: evaluator.CreateService, Kind: "cloudformation", File: "deploy/web.yaml", Line: 12, Column: 7, Reference: ref,
		Unresolved: []evaluator.Gap{{Field: "cluster", Reason: "!ImportValue net-Cluster"}},
		Undecided:  []evaluator.Undecided{{Rule: "ECS114", Reason: "the cluster is not known: !ImportValue net-Cluster", Severity: evaluator.Error, ByChoice: true}},
	}
}

func named(kind reference.Kind, raw, family string, revision int) evaluator.ReferenceReport {
	r := evaluator.ReferenceReport{Reference: reference.Reference{Kind: kind, Raw: raw, Family: family, Revision: revision}}
	r.Resolved = r.Name()
	return r
}
