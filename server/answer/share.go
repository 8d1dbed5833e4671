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
	if len(a.Body) < worthPacking || !a.Packs && !packable(a.Kind) {
		return -1
	}
	return chooseEncoding(r)
}

// Packed reports whether the caller takes an answer of so many bytes packed.
func Packed(r *http.Request, bytes int) bool { return bytes >= worthPacking && chooseEncoding(r) >= 0 }

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

// A maker makes an answer. It is given the context of one of those who ask for it.
type maker func(context.Context) (Answer, error)

// Shared is the answer to all that have the same key: made and packed once for those who
// ask at the same time, and kept while it is asked for. level is that of the packing.
func Shared(r *http.Request, key any, level int, make func(context.Context) (Answer, error)) (Share, error) {
	return share(once.Share[tagged], r, key, level, make)
}

// Kept is Shared for what is known to be asked for again: it is kept from the first time.
func Kept(r *http.Request, key any, level int, make func(context.Context) (Answer, error)) (Share, error) {
	return share(once.Do[tagged], r, key, level, make)
}

// RespondShared is Shared for a value as JSON, which it sends.
func RespondShared(w http.ResponseWriter, r *http.Request, key any, level int, value func(context.Context) (any, error)) error {
	a, err := Shared(r, key, level, func(ctx context.Context) (Answer, error) {
		all, err := value(ctx)
		if err != nil {
			return Answer{}, err
		}
		return JSON(all)
	})
	if err == nil {
		a.Respond(w, r)
	}
	return err
}

// keeping is how an answer is made once.
type keeping func(ctx context.Context, key any, compute func(context.Context) (t tagged, bytes int, err error)) (tagged, error)

func share(keep keeping, r *http.Request, key any, level int, make maker) (Share, error) {
	found, err := keep(r.Context(), sharedKey{key, chooseEncoding(r)}, func(ctx context.Context) (t tagged, bytes int, err error) {
		a, err := make(ctx)
		if err != nil {
			return t, 0, err
		}
		t.tag = Tag(a.Body)
		t.ready, err = a.ready(ctx, encodingOf(r, a), level)
		return t, t.Bytes() + keyBytes(key), err
	})
	return Share{found}, err
}

// keyBytes is what the texts of a key take, as it says itself; one that says nothing has
// none.
func keyBytes(key any) int {
	if texts, ok := key.(interface{ Bytes() int }); ok {
		return texts.Bytes()
	}
	return 0
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
