// Package journal is what an operator reads of a server: its log, in which a kind of
// line comes at most once a second, and names the request that it is about.
package journal

import (
	"context"
	"crypto/rand"
	"encoding/base32"
	"strconv"
	"strings"
	"sync/atomic"
)

// Asked is a request, over HTTP or on a stream.
type Asked struct {
	ID   string
	Kind string // a route such as /api/grid, or what a stream was asked for, such as run
}

type askedKey struct{}

// With lets what is done for a request know it.
func With(ctx context.Context, a Asked) context.Context {
	return context.WithValue(ctx, askedKey{}, a)
}

// Of is the request that something is done for; the zero value where there is none.
func Of(ctx context.Context) Asked {
	a, _ := ctx.Value(askedKey{}).(Asked)
	return a
}

// start tells the requests of one start of the program from those of another.
var start = func() string {
	var b [3]byte
	_, _ = rand.Read(b[:]) // never fails
	return strings.ToLower(base32.StdEncoding.WithPadding(base32.NoPadding).EncodeToString(b[:]))
}()

var count atomic.Uint64

// NewID is an id that no other request has.
func NewID() string { return start + "-" + strconv.FormatUint(count.Add(1), 36) }
