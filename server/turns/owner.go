// Package turns says who computes next: turns go round between those who wait, not
// between their requests. The order is one of a plain data structure, without clocks
// and goroutines; the rest of the package makes them wait and go on by it.
package turns

// A Class is what work is for. Each has a share of its own, that no other takes.
type Class uint8

const (
	Other  Class = iota // what nobody in particular asked for
	API                 // numbers over plain HTTP
	Page                // a page over plain HTTP
	Stream              // what a page asks its stream for beside its runs
	Hand                // the runs: what follows the hand that drags
	classes
)

// weights are the classes' shares, where all have work: the hand's is half of all.
var weights = [classes]float64{Other: 1, API: 1, Page: 2, Stream: 4, Hand: 8}

// names are what the classes are called in an operator's figures.
var names = [classes]string{Other: "other", API: "api", Page: "page", Stream: "stream", Hand: "hand"}

func (c Class) String() string { return names[c] }

// An Owner is who takes turns. Those of a class share its turns evenly: by address
// first, where they have one, and those of an address by client. So who has many
// requests under way at once gets no more than who has one.
type Owner struct {
	Class   Class
	Address string // of plain HTTP; a stream has none, since a whole hall shares one
	Client  string // a connection
}

// path is where an owner stands in the order, from its class down.
func (o Owner) path() []string {
	if o.Address == "" {
		return []string{o.Class.String(), o.Client}
	}
	return []string{o.Class.String(), o.Address, o.Client}
}
