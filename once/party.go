package once

import (
	"context"
	"slices"
	"sync"
)

// A Party is who waits for one computation, by their contexts. What a computation is given
// for the sake of one of them and may be given again at any time, as the turn of a viewer, it
// may have of any: whoever asks for what somebody else has asked for before waits for no turn
// of that one's.
type Party struct {
	mu       sync.Mutex
	members  []*member
	watchers []*watcher
}

type member struct{ ctx context.Context }

type watcher struct{ changed func() }

type partyKey struct{}

// With is a context of work for the party.
func (p *Party) With(ctx context.Context) context.Context {
	return context.WithValue(ctx, partyKey{}, p)
}

// Join adds one who waits, until leave is called, once. Where that one computes for a
// party too, those of it are told of here as well.
func (p *Party) Join(ctx context.Context) (leave func()) {
	m := &member{ctx}
	p.mu.Lock()
	p.members = append(p.members, m)
	p.mu.Unlock()
	stop := Watch(ctx, p.tell)
	p.tell()
	return func() {
		stop()
		p.mu.Lock()
		p.members = without(p.members, m)
		p.mu.Unlock()
		p.tell()
	}
}

// tell tells those who watch that the party is another one now.
func (p *Party) tell() {
	p.mu.Lock()
	watchers := slices.Clone(p.watchers)
	p.mu.Unlock()
	for _, w := range watchers {
		w.changed()
	}
}

// For are the contexts of those for whom a context's work is done: the context itself where
// it is no party's, and of a party's members those of whom they are in turn.
func For(ctx context.Context) []context.Context {
	p, ok := ctx.Value(partyKey{}).(*Party)
	if !ok {
		return []context.Context{ctx}
	}
	p.mu.Lock()
	members := slices.Clone(p.members)
	p.mu.Unlock()
	var all []context.Context
	for _, m := range members {
		all = append(all, For(m.ctx)...)
	}
	return all
}

// Watch has changed called whenever For of the context may have become another one, until
// stop is called. It may be called on several goroutines at once, and is not to wait long.
func Watch(ctx context.Context, changed func()) (stop func()) {
	p, ok := ctx.Value(partyKey{}).(*Party)
	if !ok {
		return func() {}
	}
	w := &watcher{changed}
	p.mu.Lock()
	defer p.mu.Unlock()
	p.watchers = append(p.watchers, w)
	return func() {
		p.mu.Lock()
		defer p.mu.Unlock()
		p.watchers = without(p.watchers, w)
	}
}

// without is a list without one of it.
func without[T comparable](all []T, one T) []T {
	return slices.DeleteFunc(all, func(other T) bool { return other == one })
}
