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
	// Watch calls changed with what Connected tells, now and whenever that changes.
	Watch(changed func(connected bool))
	// Connected tells whether the other instances are reached.
	Connected() bool
}

// Use lets the rooms be those of all instances on a bus. It is called before any other
// method.
func (r *Rooms) Use(b Bus) {
	r.bus = b
	b.Join(allRooms, r.takeCodes, func() []byte { return nil })
	b.Watch(r.noteReach)
}

// noteReach tells all rooms whether the other instances are reached. Once they are again, each
// tells the others what ended meanwhile.
func (r *Rooms) noteReach(connected bool) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.apart.Store(!connected)
	if connected {
		r.compareEnds()
	}
	for _, o := range r.byCode {
		o.reached(connected)
	}
}

// find is a room by its code: one that is here, or that another instance knows of, and
// then it is here as well. The error is ErrUnknown for none, and ErrFull where there is
// no place for it here.
func (r *Rooms) find(code string) (*room, error) {
	if code == "" {
		return nil, ErrUnknown
	}
	r.mu.Lock()
	o := r.byCode[code]
	r.mu.Unlock()
	if o != nil {
		return o, nil
	}
	n, ok := readNote(r.bus.Ask(code))
	if !ok {
		return nil, ErrUnknown
	}
	return r.bring(code, n)
}

// bring lets a room that another instance told of be here as well.
func (r *Rooms) bring(code string, n note) (*room, error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if o := r.byCode[code]; o != nil {
		return o, nil // another page asked too
	}
	if e, ok := r.ended[code]; ok && e.of(n) {
		r.sayEnd(code, e) // that instance missed it
		return nil, ErrUnknown
	}
	if !r.makeSpace() {
		return nil, ErrFull
	}
	o := r.add(code, n.Key, n.Opened)
	o.hear(n)
	o.greetAll()
	return o, nil
}

// Misheard is how many texts came by the bus that no instance of ours says.
func (r *Rooms) Misheard() uint64 { return r.misheard.Load() }
