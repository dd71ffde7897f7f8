package evaluator

import "slices"

// settledHolds adds to the holders that the change makes what the services
// that it touches hold afterwards.
func (e *effects) settledHolds() map[revisionKey][]ServiceHolder {
	made := e.made
	add := func(effect *serviceEffect, service *Service, revision RevisionID, how Hold, moved bool) {
		key := revisionKey{effect.inventory, revision}
		made[key] = append(made[key], ServiceHolder{Cluster: service.Cluster, Name: service.Name, Hold: how, Moved: moved})
	}
	for service, effect := range e.services {
		switch {
		case effect.deleted:
		case effect.settled:
			before := service.runs()
			if effect.revision != (RevisionID{}) && !effect.named {
				add(effect, service, effect.revision, HoldCurrent, false)
			}
			superseded := slices.DeleteFunc(slices.Clone(before), func(r RevisionID) bool { return r == effect.revision })
			for _, revision := range superseded {
				add(effect, service, revision, HoldRollback, true)
			}
			if len(superseded) > 0 {
				continue
			}
			if target, ok := service.rollbackTarget(); ok {
				add(effect, service, target, HoldRollback, false)
			}
			for _, revision := range effect.inventory.perhaps(service) {
				add(effect, service, revision, HoldPerhaps, false)
			}
		case effect.taskSet:
			holds := service.withRollbackTarget(service.unfinished())
			if len(service.TaskSets) == 0 { // none is listed, so that what it runs stays
				holds = service.holds()
			}
			for _, h := range holds {
				add(effect, service, h.revision, h.hold, false)
			}
		}
	}
	return made
}
