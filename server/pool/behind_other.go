//go:build !linux

package pool

// standsBehind tells that threads can't: elsewhere a thread has no priority of its own
// that is set without cgo.
const standsBehind = false

func standBehind() {}
