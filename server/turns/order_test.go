package turns

import (
	"fmt"
	"testing"
)

// A crowd is owners who always want another turn, and what they were given.
type crowd struct {
	order *Order
	cost  map[Owner]float64 // of a turn, 1 where none is said
	given map[Owner]int
	whose map[*Ticket]Owner
}

func newCrowd(all ...Owner) *crowd {
	c := &crowd{NewOrder(), map[Owner]float64{}, map[Owner]int{}, map[*Ticket]Owner{}}
	for _, o := range all {
		c.ask(o)
	}
	return c
}

func (c *crowd) ask(o Owner) *Ticket {
	t := &Ticket{}
	c.whose[t] = o
	c.order.Add(t, 1, o)
	return t
}

// turn gives one turn, and tells to whom.
func (c *crowd) turn() Owner {
	t := c.order.Next(1)
	o := c.whose[t]
	delete(c.whose, t)
	cost := c.cost[o]
	if cost == 0 {
		cost = 1
	}
	c.order.End(t, cost-1)
	c.given[o]++
	return o
}

// run gives n turns; who had one asks again.
func (c *crowd) run(n int) {
	for range n {
		c.ask(c.turn())
	}
}

func (c *crowd) expect(t *testing.T, o Owner, from, to int) {
	t.Helper()
	if n := c.given[o]; n < from || n > to {
		t.Errorf("%v was given %d turns, want %d to %d", o, n, from, to)
	}
}

func viewer(n int) Owner { return Owner{Class: Hand, Client: fmt.Sprint(n)} }

// caller is one of the clients at an address.
func caller(address, n int) Owner {
	return Owner{Class: API, Address: fmt.Sprint(address), Client: fmt.Sprint(n)}
}

func TestTurnsGoRound(t *testing.T) {
	c := newCrowd(viewer(0), viewer(1), viewer(2))
	c.run(300)
	for i := range 3 {
		c.expect(t, viewer(i), 100, 100)
	}
}

// Many requests at once bring no more turns than one.
func TestManyRequestsAreOneOwners(t *testing.T) {
	c := newCrowd(viewer(1))
	for range 100 {
		c.ask(viewer(0))
	}
	c.run(100)
	c.expect(t, viewer(0), 50, 51)
}

// Turns are counted by what they take.
func TestLongTurnsAreFewer(t *testing.T) {
	c := newCrowd(viewer(0), viewer(1))
	c.cost[viewer(0)] = 9
	c.run(1000)
	c.expect(t, viewer(0), 99, 102)
}

// While all have work the hand has half of all, and nobody nothing.
func TestClassesHaveTheirShares(t *testing.T) {
	c := newCrowd()
	total := 0.0
	for class := range classes {
		c.ask(Owner{Class: class, Client: "one"})
		total += weights[class]
	}
	c.run(1600)
	for class := range classes {
		want := int(1600 * weights[class] / total)
		c.expect(t, Owner{Class: class, Client: "one"}, want-2, want+2)
	}
}

// An address with sixteen clients has what one with a single client has, and its
// clients share it evenly: none of them can take it.
func TestAddressesShareEvenly(t *testing.T) {
	c := newCrowd(caller(1, 0))
	for i := range 16 {
		c.ask(caller(0, i))
	}
	c.run(1600)
	c.expect(t, caller(1, 0), 798, 802)
	for i := range 16 {
		c.expect(t, caller(0, i), 49, 51)
	}
}

// Who asks for little is next as soon as they ask, however many ask for all there is.
func TestWhoAsksForLittleIsNext(t *testing.T) {
	c, little := newCrowd(), viewer(99)
	for i := range 16 {
		c.ask(viewer(i))
	}
	c.ask(little)
	c.cost[little] = 0.1
	for c.given[little] == 0 { // it is known after its first turn
		if o := c.turn(); o != little {
			c.ask(o)
		}
	}
	c.run(32)
	for range 50 {
		c.ask(little)
		if o := c.turn(); o != little {
			t.Fatalf("%v is before the one who asks for little", o)
		}
		c.run(8)
	}
}

// Nobody is owed turns for the time that they did not ask.
func TestNobodySavesTurns(t *testing.T) {
	c := newCrowd(viewer(0), viewer(1))
	c.run(2)
	for range 2 {
		c.turn() // both rest
	}
	c.ask(viewer(0))
	c.run(1000)
	c.given = map[Owner]int{}
	c.ask(viewer(1))
	c.run(100)
	c.expect(t, viewer(1), 49, 51)
}

// Coming anew for each request gains nothing.
func TestComingAnewGainsNothing(t *testing.T) {
	c := newCrowd(viewer(-1))
	c.run(10)
	c.given = map[Owner]int{}
	for i := range 4 {
		c.ask(viewer(i))
	}
	for next := 4; next < 1000; next++ {
		if o := c.turn(); o == viewer(-1) {
			c.ask(o)
		} else {
			c.ask(viewer(next))
		}
	}
	c.expect(t, viewer(-1), 190, 1000)
}

// Who leaves is not given a turn; who was given one can't leave any more.
func TestLeavingTheLine(t *testing.T) {
	c := newCrowd()
	first, second := c.ask(viewer(0)), c.ask(viewer(0))
	if !c.order.Leave(first) || c.order.Waiting() != 1 {
		t.Error("the first can't leave")
	}
	if got := c.order.Next(1); got != second || c.order.Leave(second) || c.order.Next(1) != nil {
		t.Error("the second has not its turn alone")
	}
}

// Those who are gone for long are forgotten.
func TestOrderForgets(t *testing.T) {
	c := newCrowd()
	for i := range 10 * forgetEvery {
		c.ask(caller(i%1000, i))
		c.turn()
		c.given = map[Owner]int{}
	}
	n := 0
	for _, address := range c.order.root.children[API.String()].children {
		n += 1 + len(address.children)
	}
	if n > 2*forgetEvery+2000 {
		t.Errorf("%d are remembered", n)
	}
}

// A ticket of several owners has its turn with the first of them, who is charged for it;
// one who comes later brings it forward, one who leaves no longer does.
func TestTicketOfSeveralOwners(t *testing.T) {
	greedy, patient, late := viewer(1), viewer(2), viewer(3)
	c := newCrowd()
	c.ask(greedy)
	c.cost[greedy] = 50
	c.turn() // so that it stands behind all who come
	shared := c.ask(greedy)
	c.ask(patient)
	last := c.ask(late)
	if c.order.Waiting() != 3 {
		t.Fatalf("%d wait", c.order.Waiting())
	}
	c.order.Change(shared, 1, greedy, viewer(4))
	c.order.Change(shared, 1, greedy)
	if got := c.turn(); got != patient {
		t.Errorf("%v is next, who shared it has left", got)
	}
	c.ask(patient)
	c.order.Change(shared, 1, greedy, late)
	if !c.order.Leave(last) {
		t.Error("a ticket that waits does not")
	}
	if next := c.order.Next(1); next != shared || next.leaf.key != late.Client {
		t.Errorf("the shared ticket is not next by who joined it")
	}
	c.order.End(shared, 0)
	if c.order.Leave(shared) || c.order.Waiting() != 1 {
		t.Errorf("%d wait, the shared ticket had its turn", c.order.Waiting())
	}
	if got := c.turn(); got != patient || c.order.Next(1) != nil {
		t.Errorf("then %v is next, and not nobody", got)
	}
}

// Who comes back after a long while is not forgotten by its own request: what it is given
// then counts for it.
func TestNobodyIsForgottenWhileItAsks(t *testing.T) {
	for _, before := range []uint64{2*forgetEvery - 2, 2*forgetEvery - 1, 2 * forgetEvery} {
		for _, joins := range []bool{false, true} {
			c, ticket := newCrowd(viewer(1)), &Ticket{}
			c.turn()
			for c.order.arrived < before {
				c.ask(viewer(2))
				c.turn()
			}
			if joins {
				c.order.Add(ticket, 1, viewer(3))
				c.order.Change(ticket, 1, viewer(1))
			} else {
				c.order.Add(ticket, 1, viewer(1))
			}
			if c.order.leaf(viewer(1), 1) != ticket.waits[0] {
				t.Errorf("after %d requests, by joining %t: what it is given counts for nobody", before, joins)
			}
		}
	}
}
