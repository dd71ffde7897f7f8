package live

import (
	"cmp"
	"slices"

	"github.com/ecsgate/ecsgate/evaluator"
)

// joined takes needs that name no account for needs of the one that the
// credentials open, and makes one need of those of one place: two that are read
// side by side would each leave out what the other found.
func joined(needs []evaluator.Need, account string) []evaluator.Need {
	index := map[evaluator.Scope]int{}
	var places []evaluator.Need
	for _, need := range needs {
		need.Account = cmp.Or(need.Account, account)
		place := evaluator.Scope{Partition: need.Partition, Account: need.Account, Region: need.Region}
		i, again := index[place]
		if again {
			places[i] = join(places[i], need)
			continue
		}
		index[place] = len(places)
		places = append(places, need)
	}
	return places
}

// join needs what either of two needs does.
func join(a, b evaluator.Need) evaluator.Need {
	a.Clusters = union(a.Clusters, b.Clusters)
	a.Holders = union(a.Holders, b.Holders)
	a.Retired = union(a.Retired, b.Retired)
	a.Families, a.Services = slices.Clone(a.Families), slices.Clone(a.Services)
	for _, f := range b.Families {
		i := slices.IndexFunc(a.Families, func(known evaluator.FamilyNeed) bool { return known.Name == f.Name })
		if i < 0 {
			a.Families = append(a.Families, f)
			continue
		}
		known := &a.Families[i]
		known.Revisions = union(known.Revisions, f.Revisions)
		known.Active, known.RegisteredAt = known.Active || f.Active, known.RegisteredAt || f.RegisteredAt
	}
	for _, s := range b.Services {
		i := slices.IndexFunc(a.Services, func(known evaluator.ServiceNeed) bool { return known.Cluster == s.Cluster && known.Name == s.Name })
		if i < 0 {
			a.Services = append(a.Services, s)
			continue
		}
		a.Services[i].Targets = a.Services[i].Targets || s.Targets
	}
	return a
}

func union[T comparable](a, b []T) []T { return distinct(slices.Concat(a, b)) }
