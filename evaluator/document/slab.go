package document

// slab hands out nodes from blocks: one allocation for many, which matters when
// a plan has millions.
type slab struct {
	free []Node
	size int
}

// maxBlock is the number of nodes in a block, once small files are over.
const maxBlock = 256

func (s *slab) node() *Node {
	if len(s.free) == 0 {
		s.size = min(max(8, 2*s.size), maxBlock)
		s.free = make([]Node, s.size)
	}
	node := &s.free[0]
	s.free = s.free[1:]
	return node
}
