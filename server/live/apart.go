package live

// tellApart tells all pages of the room that are on this instance whether the others are
// out of its reach; o.mu is held.
func (o *room) tellApart(apart bool) {
	text := Message{Apart: &apart}.Text()
	for _, m := range o.members {
		if m.page != nil {
			m.page.slot.put(ofApart, text)
		}
	}
	if o.leader != nil {
		o.leader.slot.put(ofApart, text)
	}
}

// tellApartTo tells a page that comes while the others are out of reach.
func (o *room) tellApartTo(s *slot) {
	if apart := true; o.far.rooms.apart.Load() {
		s.put(ofApart, Message{Apart: &apart}.Text())
	}
}
