package live

// A Bus carries what is said in a room to the other instances that are in it. What it
// can't carry now is dropped: all that is said is said whole again before long. Its
// methods may be called by several goroutines, and wait for nothing but Ask's answer.
type Bus interface {
	// Publish says a text to the other instances in a room.
	Publish(room string, text []byte)
	// Join lets an instance be in a room, until leave is called: take is given what others
	// say, one text after the other, and answer what they are answered who ask; nil is no
	// answer. Neither may wait.
	Join(room string, take func(text []byte), answer func() []byte) (leave func())
	// Ask is what another instance in a room answers, nil where none does in a short time.
	Ask(room string) []byte
	// Watch calls told with what Connected tells, now and whenever that changes.
	Watch(told func(connected bool))
	// Connected tells whether the other instances are reached.
	Connected() bool
}

// Use lets the rooms be those of all instances on a bus. It is called before any other
// method.
func (r *Rooms) Use(b Bus) {
	r.bus = b
	b.Watch(r.told)
}

// told tells all rooms whether the other instances are reached.
func (r *Rooms) told(connected bool) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.apart.Store(!connected)
	for _, o := range r.byCode {
		o.reached(connected)
	}
}

// find is a room by its code: one that is here, or that another instance knows of, and
// then it is here as well; nil for none.
func (r *Rooms) find(code string) *room {
	if code == "" {
		return nil
	}
	r.mu.Lock()
	o := r.byCode[code]
	r.mu.Unlock()
	if o != nil {
		return o
	}
	n, ok := readNote(r.bus.Ask(code))
	if !ok {
		return nil
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	if o := r.byCode[code]; o != nil || !r.makeSpace() {
		return o // another page asked too
	}
	o = r.add(code, n.Key, n.Opened)
	o.hear(n)
	o.greetAll()
	return o
}

// Misheard is how many texts came by the bus that no instance of ours says.
func (r *Rooms) Misheard() uint64 { return r.misheard.Load() }
