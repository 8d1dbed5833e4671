package once

import (
	"context"
	"slices"
	"testing"
)

type nameKey struct{}

// named are for whom a context's work is done, by their names.
func named(ctx context.Context) (all []string) {
	for _, one := range For(ctx) {
		all = append(all, one.Value(nameKey{}).(string))
	}
	return all
}

// TestForTellsOfAllWhoWait: of those who wait for one computation, and of those who wait
// for one that waits for it; and whoever watches is told when that changes.
func TestForTellsOfAllWhoWait(t *testing.T) {
	as := func(name string) context.Context { return context.WithValue(t.Context(), nameKey{}, name) }
	var outer, inner Party
	expect := func(ctx context.Context, want ...string) {
		t.Helper()
		if got := named(ctx); !slices.Equal(got, want) {
			t.Errorf("it is for %q, want %q", got, want)
		}
	}
	expect(as("alone"), "alone")
	leaveA := outer.Join(as("a"))
	within := inner.With(as("a"))
	leaveOuter := inner.Join(outer.With(as("a")))
	leaveC := inner.Join(as("c"))
	expect(within, "a", "c")
	told := 0
	stop := Watch(within, func() { told++ })
	leaveB := outer.Join(as("b"))
	expect(within, "a", "b", "c")
	leaveA()
	expect(within, "b", "c")
	leaveC()
	expect(within, "b")
	if told != 3 {
		t.Errorf("told %d times of 3 changes", told)
	}
	stop()
	leaveOuter()
	leaveB()
	expect(within)
	if told != 3 || len(outer.watchers)+len(inner.watchers) != 0 {
		t.Errorf("told %d times after the end, %d and %d watch", told, len(outer.watchers), len(inner.watchers))
	}
	if stop := Watch(as("alone"), func() {}); stop == nil {
		t.Error("nothing ends the watch of nothing")
	}
}

// Whoever waits for a computation of Do is of its party until it leaves.
func TestDoIsForAllCallers(t *testing.T) {
	key, begun, release := testKey{t, ""}, make(chan context.Context, 1), make(chan struct{})
	done := make(chan error, 2)
	ask := func(name string) (leave context.CancelFunc) {
		ctx, cancel := context.WithCancel(context.WithValue(t.Context(), nameKey{}, name))
		go func() {
			_, err := Do(ctx, key, func(ctx context.Context) (int, int, error) {
				begun <- ctx
				<-release
				return 1, 1, nil
			})
			done <- err
		}()
		return cancel
	}
	until := func(ctx context.Context, want ...string) {
		changed := make(chan struct{}, 100)
		defer Watch(ctx, func() { changed <- struct{}{} })()
		for !slices.Equal(named(ctx), want) {
			<-changed
		}
	}
	leave := ask("first")
	ctx := <-begun
	until(ctx, "first")
	ask("second")
	until(ctx, "first", "second")
	leave()
	until(ctx, "second")
	close(release)
	if <-done == nil || <-done != nil {
		t.Error("who left has an answer, or who stayed has none")
	}
}
