package answer

import (
	"context"
	"net/http"

	"downhill/once"
)

// A Turn does work when its turn has come, with a context that may end it.
type Turn func(ctx context.Context, work func(context.Context) error) error

type turnKey struct{}

// WithTurn is a context whose answers are compressed in turn.
func WithTurn(ctx context.Context, t Turn) context.Context {
	return context.WithValue(ctx, turnKey{}, t)
}

// inTurn does work in the context's turn, at once where it has none.
func inTurn(ctx context.Context, work func(context.Context) error) error {
	if t, ok := ctx.Value(turnKey{}).(Turn); ok {
		return t(ctx, work)
	}
	return work(ctx)
}

// A ready answer is one as it is sent.
type ready struct {
	Answer       // its body is packed
	encoding int // −1 for none
}

// ready packs an answer, in turn.
func (a Answer) ready(ctx context.Context, encoding, level int) (one ready, err error) {
	one = ready{a, encoding}
	if encoding >= 0 {
		err = inTurn(ctx, func(ctx context.Context) (err error) {
			one.Body, err = pack(ctx, encoding, a.Body, level)
			return err
		})
	}
	return one, err
}

// write sends the answer, whose header is set.
func (one ready) write(w http.ResponseWriter, r *http.Request, status int) {
	if one.encoding >= 0 {
		w.Header().Set("Content-Encoding", encodings[one.encoding].name)
	}
	send(w, r, status, one.Body)
}

// encodingOf is the encoding that an answer to a request has, −1 for none.
func encodingOf(r *http.Request, a Answer) int {
	if len(a.Body) < worthPacking || !packable(a.Kind) {
		return -1
	}
	return chooseEncoding(r)
}

// sharedKey is what an answer is kept under: what it answers, and how it is packed.
type sharedKey struct {
	of       any
	encoding int
}

// tagged is a ready answer with its tag, which is that of its content.
type tagged struct {
	ready
	tag string
}

// Shared is the answer to all that have the same key: made and packed once for those who
// ask at the same time, and kept while it is asked for. level is that of the packing.
// make is given the context of one of them.
func Shared(r *http.Request, key any, level int, make func(context.Context) (Answer, error)) (Share, error) {
	found, err := once.Share(r.Context(), sharedKey{key, chooseEncoding(r)}, func(ctx context.Context) (t tagged, bytes int, err error) {
		a, err := make(ctx)
		if err != nil {
			return t, 0, err
		}
		t.tag = Tag(a.Body)
		t.ready, err = a.ready(ctx, encodingOf(r, a), level)
		return t, t.Bytes(), err
	})
	return Share{found}, err
}

// A Share is an answer that others have too.
type Share struct{ tagged }

// Respond sends it.
func (s Share) Respond(w http.ResponseWriter, r *http.Request) {
	if !s.Announce(w, r, s.tag) {
		s.write(w, r, http.StatusOK)
	}
}

// Write sends it without a tag: what is said about it is in its header.
func (s Share) Write(w http.ResponseWriter, r *http.Request, status int) {
	h := w.Header()
	for key, value := range s.Header {
		h.Set(key, value)
	}
	h.Set("Content-Type", s.Kind)
	h.Add("Vary", "Accept-Encoding")
	s.write(w, r, status)
}

// Alone is an answer that nobody else has, packed.
func Alone(r *http.Request, a Answer, level int) (Share, error) {
	one, err := a.ready(r.Context(), encodingOf(r, a), level)
	return Share{tagged{ready: one}}, err
}
