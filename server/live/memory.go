package live

import (
	"slices"
	"sync"
)

// mostQueued is how many texts wait for an instance before more are dropped.
const mostQueued = 1024

// Memory is a bus within one process: that of a single instance, and of tests.
type Memory struct {
	mu    sync.Mutex
	boxes map[string][]*box // by room
}

// NewMemory makes a bus with nobody on it.
func NewMemory() *Memory { return &Memory{boxes: map[string][]*box{}} }

// Instance is the bus as one instance has it.
func (m *Memory) Instance() Bus { return &instance{memory: m} }

// instance is one instance's end of a bus in memory.
type instance struct {
	memory *Memory

	mu    sync.Mutex
	cut   bool // it reaches nobody; for tests
	watch []func(bool)
}

// box is where what is said in a room waits for an instance. It has a goroutine only
// while something waits.
type box struct {
	of     *instance
	take   func([]byte)
	answer func() []byte

	mu   sync.Mutex
	busy bool
	left bool
	wait [][]byte
}

// others are the boxes of a room that are not s's own.
func (s *instance) others(room string) []*box {
	if !s.Connected() {
		return nil
	}
	s.memory.mu.Lock()
	defer s.memory.mu.Unlock()
	var others []*box
	for _, b := range s.memory.boxes[room] {
		if b.of != s && b.of.Connected() {
			others = append(others, b)
		}
	}
	return others
}

func (s *instance) Publish(room string, text []byte) {
	for _, b := range s.others(room) {
		b.put(text)
	}
}

func (s *instance) Ask(room string) []byte {
	for _, b := range s.others(room) {
		if a := b.answer(); a != nil {
			return a
		}
	}
	return nil
}

func (s *instance) Join(room string, take func([]byte), answer func() []byte) (leave func()) {
	b := &box{of: s, take: take, answer: answer}
	m := s.memory
	m.mu.Lock()
	defer m.mu.Unlock()
	m.boxes[room] = append(m.boxes[room], b)
	return func() {
		b.end()
		m.mu.Lock()
		defer m.mu.Unlock()
		m.boxes[room] = slices.DeleteFunc(m.boxes[room], func(o *box) bool { return o == b })
		if len(m.boxes[room]) == 0 {
			delete(m.boxes, room)
		}
	}
}

func (s *instance) Watch(changed func(bool)) {
	s.mu.Lock()
	s.watch = append(s.watch, changed)
	s.mu.Unlock()
	changed(s.Connected())
}

func (s *instance) Connected() bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	return !s.cut
}

func (b *box) put(text []byte) {
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.left || len(b.wait) >= mostQueued {
		return
	}
	b.wait = append(b.wait, text)
	if !b.busy {
		b.busy = true
		go b.work()
	}
}

func (b *box) work() {
	for {
		b.mu.Lock()
		if len(b.wait) == 0 {
			b.busy = false
			b.mu.Unlock()
			return
		}
		text := b.wait[0]
		b.wait = b.wait[1:]
		b.mu.Unlock()
		b.take(text)
	}
}

func (b *box) end() {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.left, b.wait = true, nil
}
