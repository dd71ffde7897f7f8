package impact

import (
	"github.com/ecsgate/ecsgate/evaluator"
	"github.com/ecsgate/ecsgate/evaluator/printable"
)

// cleaned copies an impact with every text made printable. What people look at
// is drawn from such a copy, so that no drawing can forget a text.
func (i *Impact) cleaned() *Impact {
	c := *i
	for _, text := range []*string{&c.Partition, &c.Account, &c.Region, &c.Family, (*string)(&c.Status)} {
		clean(text)
	}
	c.Followers = cleanHolders(i.Followers)
	c.Revisions = append([]Revision(nil), i.Revisions...)
	for at := range c.Revisions {
		clean((*string)(&c.Revisions[at].Status))
		c.Revisions[at].Holders = cleanHolders(c.Revisions[at].Holders)
	}
	c.Unread = append([]Unread(nil), i.Unread...)
	for at := range c.Unread {
		clean((*string)(&c.Unread[at].Kind))
		clean(&c.Unread[at].Reason)
	}
	c.Computed = append([]Computed(nil), i.Computed...)
	for at := range c.Computed {
		clean((*string)(&c.Computed[at].Kind))
		clean(&c.Computed[at].Name)
		clean(&c.Computed[at].Expression)
	}
	return &c
}

func cleanHolders(holders []evaluator.Holder) []evaluator.Holder {
	list := append([]evaluator.Holder(nil), holders...)
	for at := range list {
		h := &list[at]
		for _, text := range []*string{(*string)(&h.Kind), &h.Name, &h.Cluster, (*string)(&h.Hold), &h.Via, (*string)(&h.Hurts)} {
			clean(text)
		}
	}
	return list
}

func clean(text *string) { *text = printable.Clean(*text) }
