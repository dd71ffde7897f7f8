package modeltest_test

import (
	"slices"

	"github.com/ecsgate/ecsgate/evaluator"
	"github.com/ecsgate/ecsgate/evaluator/reference"
)

// become settles what a declared service turns into.
func (w *world) become(r *request) {
	r.action = r.Action
	if r.Action != evaluator.PutService {
		return
	}
	switch {
	case r.region == nil, r.gap("service"), r.gap("cluster"), !covered(r.region, evaluator.Services):
		r.action = ""
	case r.service().Status == evaluator.Active && !w.clusterMissing(r):
		r.action = evaluator.UpdateService
	default:
		r.action = evaluator.CreateService
	}
}

// judgeReference says what is wrong with the reference itself.
func (w *world) judgeReference(r *request) {
	if r.conflict && (r.Action.Launches() || r.Action.Retires() || r.Action == evaluator.DeleteService) {
		r.say("ECS110", evaluator.Error)
		r.leaveOpen("ECS204", "ECS309") // they read how it is named, not which revision it is
	}
	blank := r.kind == reference.Absent && (r.action.Launches() && r.action != evaluator.UpdateService || r.action.Retires())
	if r.action == evaluator.CreateService && r.DeploymentController == "EXTERNAL" {
		blank = false
	}
	if r.kind == reference.Invalid || blank {
		r.say("ECS111", evaluator.Error)
	}
	if r.Action == evaluator.PutService && r.action == "" && r.kind == reference.Absent {
		r.leaveOpen("ECS111") // an update may leave it out, a creation may not
	}
}

// judgeLaunch says what is wrong with a launch, now or later.
func (w *world) judgeLaunch(r *request) {
	if r.region == nil {
		return
	}
	missing := w.clusterMissing(r)
	if missing {
		r.say("ECS114", evaluator.Error)
	}
	if r.readable() && covered(r.region, evaluator.Families) {
		w.judgeExistence(r)
		if r.sentNow() {
			w.judgeStatus(r)
		} else {
			w.judgeStored(r)
		}
	}
	broken := r.found["ECS106"]+r.found["ECS201"]+r.found["ECS202"] != "" // then no clean-up can break it any more
	if r.Stored != nil && r.kind == reference.Revision && r.Stored.Holder != evaluator.AppSpecHolder && !r.conflict && !broken {
		r.say("ECS204", evaluator.Info)
	}
	if r.sentNow() && !missing && w.makesService(r) {
		// It counts as ACTIVE; whether its controller and revision, known from the
		// creation only, are judged too, is not said.
		r.leaveOpen("ECS104", "ECS105", "ECS109", "ECS112", "ECS113", "ECS205")
	}
	if r.sentNow() && !missing && covered(r.region, evaluator.Services) && !r.gap("service") && !r.gap("cluster") {
		w.judgeService(r)
	}
}

// judgeExistence is about what can be told at any time that ECS would be asked.
func (w *world) judgeExistence(r *request) {
	switch {
	case r.kind == reference.Revision && r.status == evaluator.Missing:
		w.sayUnlessNewer(r, "ECS106")
	case r.kind == reference.Family && r.status == "":
		w.sayUnlessNewer(r, "ECS107")
	}
}

func (w *world) sayUnlessNewer(r *request, rule string) {
	if !r.newer {
		r.say(rule, evaluator.Error)
		return
	}
	r.undecided[rule] = true
}

// judgeStatus is about a launch sent now on a revision that is not ACTIVE.
func (w *world) judgeStatus(r *request) {
	if !dead(r.status) {
		return
	}
	switch r.action {
	case evaluator.RunTask, evaluator.StartTask:
		r.say("ECS101", evaluator.Error)
	case evaluator.CreateService, evaluator.CreateTaskSet:
		r.say("ECS102", evaluator.Error)
	case evaluator.UpdateService:
		severity := evaluator.Error
		if r.Origin == evaluator.FromTemplate && r.service().Status == evaluator.Active && current(r.service()) == r.revision {
			severity = evaluator.Warning
		}
		r.say("ECS103", severity)
	}
}

// judgeStored is about a launch that something else sends later.
func (w *world) judgeStored(r *request) {
	if !dead(r.status) {
		return
	}
	switch r.Stored.Holder {
	case evaluator.RuleHolder, evaluator.ScheduleHolder, evaluator.PipeHolder:
		r.say("ECS201", severityIf(triggers(r.Stored), evaluator.Error, evaluator.Warning))
	case evaluator.StateMachineHolder:
		r.say("ECS202", evaluator.Error)
	case evaluator.AppSpecHolder:
		r.say("ECS203", evaluator.Error)
	}
}

// triggers reports whether what stores a request will ever send it.
func triggers(s *evaluator.Stored) bool {
	return s.Enabled && (s.EndsAt.IsZero() || s.EndsAt.After(now))
}

func severityIf(condition bool, yes, no evaluator.Severity) evaluator.Severity {
	if condition {
		return yes
	}
	return no
}

// judgeService is about the service that a launch sent now is for.
func (w *world) judgeService(r *request) {
	s := r.service()
	switch r.action {
	case evaluator.CreateService:
		switch s.Status {
		case evaluator.Active:
			r.say("ECS115", evaluator.Warning)
		case evaluator.Draining:
			r.say("ECS115", evaluator.Error)
		}
	case evaluator.UpdateService, evaluator.CreateTaskSet:
		switch {
		case s.Status == evaluator.Active:
			w.judgeController(r, s)
			if r.action == evaluator.UpdateService {
				w.judgeUpdate(r, s)
			}
		case s.Status != evaluator.Draining && w.makesService(r): // the name of a DRAINING one can not be taken
		case s.Status == evaluator.Missing && w.stale():
			r.undecided["ECS108"] = true
		default:
			r.say("ECS108", evaluator.Error)
		}
	}
}

// judgeController is about what the deployment controller forbids.
func (w *world) judgeController(r *request, s evaluator.Service) {
	if r.action == evaluator.CreateTaskSet {
		switch s.DeploymentController {
		case "ECS":
			r.say("ECS109", evaluator.Error)
		case "CODE_DEPLOY":
			r.say("ECS109", evaluator.Warning)
		}
		return
	}
	if s.DeploymentController == "ECS" || !r.deploys() {
		return
	}
	// What AWS does not document is at most a warning.
	documented, _ := r.starting()
	sure := documented > 0 && r.Origin != evaluator.FromTemplate && r.Origin != evaluator.FromTool
	r.say("ECS109", severityIf(sure, evaluator.Error, evaluator.Warning))
	if r.Origin == evaluator.FromTool {
		r.leaveOpen("ECS109") // whether the tool goes through CodeDeploy is its reader's knowledge
	}
}

// judgeUpdate is about what an update does to the revision of an ACTIVE service.
func (w *world) judgeUpdate(r *request, s evaluator.Service) {
	if !covered(r.region, evaluator.Families) {
		return
	}
	on := current(s)
	if on == (evaluator.RevisionID{}) {
		return
	}
	lame := w.statusOf(r.region, on) != evaluator.Active
	if r.kind == reference.Absent && lame {
		_, forbidden := r.found["ECS109"]
		switch {
		case !r.deploys():
			r.say("ECS105", evaluator.Info)
		case !forbidden:
			r.say("ECS104", evaluator.Warning)
		}
	}
	if r.refused() || !w.moves(r, s) {
		return
	}
	if lame {
		r.say("ECS112", evaluator.Warning)
	}
	if r.kind == reference.Family && !w.registered(r.region, r.revision.Family) {
		lower := r.revision.Family == on.Family && r.revision.Revision < on.Revision
		r.say("ECS113", severityIf(lower, evaluator.Warning, evaluator.Info))
	}
	if w.pinned(r, on) {
		r.say("ECS205", evaluator.Info)
	}
}

// moves reports whether an update takes the service to another revision that
// exists.
func (w *world) moves(r *request, s evaluator.Service) bool {
	return r.status != "" && r.status != evaluator.Missing && r.revision != current(s)
}

// pinned reports whether an enabled rule, schedule, pipe or state machine that
// the change leaves alone names the revision.
func (w *world) pinned(r *request, id evaluator.RevisionID) bool {
	return slices.ContainsFunc(w.targets(r.region), func(t evaluator.Target) bool { return t.Enabled && t.Revision == id })
}
