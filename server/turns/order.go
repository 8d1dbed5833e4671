package turns

import (
	"container/heap"
	"slices"
)

// An Order says whose turn is next. It is a tree: classes, addresses, clients. Each
// vertex counts what it was served, by its weight; of those who wait under one vertex
// the one that was served least is next. Who comes late, or comes back, starts from
// what the others have by then: it is owed nothing for the time that it did not ask
// (start-time fair queueing, P. Goyal and others, 1996). Who was never seen before
// starts a turn later: coming anew for each request gains nothing.
type Order struct {
	root    *share
	arrived uint64 // requests so far, which tells equals apart
	swept   uint64 // how many there were when vertices were forgotten last
}

// A Ticket stands for one piece of work that waits, for one owner or for several: it has
// its turn with the first of them, who is charged for it.
type Ticket struct {
	waits []*share      // its owners' vertices, while it waits
	leaf  *share        // whose turn it has
	ready chan struct{} // closed when its turn has come
	work  *Work
}

// A share is a vertex of the order.
type share struct {
	key      string
	parent   *share
	children map[string]*share
	weight   float64
	served   float64 // by its weight, on the scale of its siblings
	now      float64 // where its children that are served now stand
	line     []*Ticket
	waiting  int     // tickets of its own and below
	running  int     // turns that are taken below
	queue    byShare // its children that wait
	place    int     // in its parent's queue, −1 for none
	since    uint64  // when it began to wait
	rested   bool    // it asked for less than its share until then
}

// Every so many requests those vertices are forgotten that nobody asked for since as
// many before.
const forgetEvery = 8192

// NewOrder is an order in which nobody waits.
func NewOrder() *Order { return &Order{root: newShare("", nil, 1)} }

func newShare(key string, parent *share, weight float64) *share {
	return &share{key: key, parent: parent, children: map[string]*share{}, weight: weight, place: -1}
}

// Add puts a ticket of some owners in the line; usual is the usual length of a turn.
func (o *Order) Add(t *Ticket, usual float64, owners ...Owner) {
	if o.arrived-o.swept >= forgetEvery { // before any is looked for: one that is forgotten after that is charged in vain
		o.root.forget(o.arrived - forgetEvery)
		o.swept = o.arrived
	}
	o.root.waiting++
	for _, owner := range owners {
		o.enter(t, o.leaf(owner, usual))
	}
}

// Change lets a ticket that waits be of other owners. Those who stay keep their place.
func (o *Order) Change(t *Ticket, usual float64, owners ...Owner) {
	var leaves []*share
	for _, owner := range owners {
		leaves = append(leaves, o.leaf(owner, usual))
	}
	for _, leaf := range slices.Clone(t.waits) {
		if !slices.Contains(leaves, leaf) {
			o.exit(t, leaf)
		}
	}
	for _, leaf := range leaves {
		if !slices.Contains(t.waits, leaf) {
			o.enter(t, leaf)
		}
	}
}

// enter puts a ticket in one owner's line.
func (o *Order) enter(t *Ticket, leaf *share) {
	o.arrived++
	t.waits = append(t.waits, leaf)
	leaf.line = append(leaf.line, t)
	for s := leaf; s.parent != nil; s = s.parent {
		if s.waiting++; s.waiting > 1 {
			continue
		}
		if s.running == 0 {
			s.rested = s.served <= s.parent.now
			s.served = max(s.served, s.parent.now)
		}
		s.since = o.arrived
		heap.Push(&s.parent.queue, s)
	}
}

// Next takes the ticket whose turn is next, and counts a turn of a usual length for
// it in advance, so that the same owner is not next once more; nil if nobody waits.
func (o *Order) Next(usual float64) *Ticket {
	if o.root.waiting == 0 {
		return nil
	}
	s := o.root
	for len(s.queue) > 0 {
		next := s.queue[0]
		s.now = max(s.now, next.served)
		s = next
	}
	t := s.line[0]
	o.remove(t)
	t.leaf = s
	for ; s.parent != nil; s = s.parent {
		s.running++
		s.rested = false
	}
	o.charge(t.leaf, usual)
	return t
}

// End ends a turn of a ticket's owner that took more than the usual length by so much.
func (o *Order) End(t *Ticket, more float64) {
	for s := t.leaf; s.parent != nil; s = s.parent {
		s.running--
	}
	o.charge(t.leaf, more)
}

// Leave takes a ticket from the line that waits no longer; false where its turn came
// before.
func (o *Order) Leave(t *Ticket) bool {
	if len(t.waits) == 0 {
		return false
	}
	o.remove(t)
	return true
}

// Waiting is how many tickets wait.
func (o *Order) Waiting() int { return o.root.waiting }

// leaf is the vertex of an owner.
func (o *Order) leaf(owner Owner, usual float64) *share {
	s := o.root
	for depth, key := range owner.path() {
		child := s.children[key]
		if child == nil {
			weight := 1.0
			if depth == 0 {
				weight = weights[owner.Class]
			}
			child = newShare(key, s, weight)
			child.served = s.now + usual/weight
			s.children[key] = child
		}
		s = child
	}
	return s
}

// remove takes a ticket out of all lines.
func (o *Order) remove(t *Ticket) {
	for len(t.waits) > 0 {
		o.exit(t, t.waits[0])
	}
	o.root.waiting--
}

// exit takes a ticket out of one owner's line.
func (o *Order) exit(t *Ticket, leaf *share) {
	t.waits = slices.Delete(t.waits, slices.Index(t.waits, leaf), slices.Index(t.waits, leaf)+1)
	for i, other := range leaf.line {
		if other == t {
			leaf.line = append(leaf.line[:i:i], leaf.line[i+1:]...)
			break
		}
	}
	for s := leaf; s.parent != nil; s = s.parent {
		if s.waiting--; s.waiting == 0 {
			heap.Remove(&s.parent.queue, s.place)
		}
	}
}

// charge counts what was served to an owner, on all of its way.
func (o *Order) charge(s *share, cost float64) {
	for ; s.parent != nil; s = s.parent {
		s.served += cost / s.weight
		if s.place >= 0 {
			heap.Fix(&s.parent.queue, s.place)
		}
	}
}

// forget drops the vertices below s that are idle and have been since a request.
func (s *share) forget(since uint64) {
	for key, child := range s.children {
		child.forget(since)
		if child.waiting+child.running+len(child.children) == 0 && child.since < since {
			delete(s.children, key)
		}
	}
}

// byShare is a heap of those who wait: the one that was served least is first, of
// equals one that has rested, else the one that has waited for longest.
type byShare []*share

func (q byShare) Len() int { return len(q) }

func (q byShare) Less(i, j int) bool {
	if q[i].served != q[j].served {
		return q[i].served < q[j].served
	}
	if q[i].rested != q[j].rested {
		return q[i].rested
	}
	return q[i].since < q[j].since
}

func (q byShare) Swap(i, j int) {
	q[i], q[j] = q[j], q[i]
	q[i].place, q[j].place = i, j
}

// Push and Pop are for package heap.
func (q *byShare) Push(x any) {
	s := x.(*share)
	s.place = len(*q)
	*q = append(*q, s)
}

func (q *byShare) Pop() any {
	last := len(*q) - 1
	s := (*q)[last]
	(*q)[last] = nil
	*q = (*q)[:last]
	s.place = -1
	return s
}
