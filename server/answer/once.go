package answer

import (
	"context"
	"errors"
	"net/http"

	"downhill/once"
)

// ErrAlone is the error of a handler whose answer is too large to be made for others too
// (see RespondOnce).
var ErrAlone = errors.New("too large to be shared")

// mostShared is the largest answer that is shared, in bytes.
const mostShared = 1 << 20

// Shareable reports whether an answer of so many bytes is shared.
func Shareable(bytes int) bool { return bytes <= mostShared }

// A collector takes a handler's answer, which goes to nobody yet.
type collector struct {
	header http.Header
	answer Answer
}

func (c *collector) Header() http.Header { return c.header }
func (c *collector) WriteHeader(int)     {}

func (c *collector) Write(b []byte) (int, error) {
	c.answer.Body = append(c.answer.Body, b...)
	return len(b), nil
}

// Collected reports whether an answer is made for all who ask for the same, and not sent
// while it is made.
func Collected(w http.ResponseWriter) bool {
	_, ok := w.(*collector)
	return ok
}

// collect is the answer of a handler.
func collect(h Handler, r *http.Request) (Answer, error) {
	c := &collector{header: http.Header{}}
	if err := h(c, r); err != nil {
		return Answer{}, err
	}
	if c.answer.Kind == "" {
		c.answer.Kind = c.header.Get("Content-Type")
	}
	return c.answer, nil
}

// A Hold waits until there is room for so many bytes (see pool.Flow).
type Hold func(ctx context.Context, bytes int) (release func(), err error)

// RespondOnce sends a handler's answer, to all whose requests have the same key: it is
// made once for those who ask at the same time, and packed once for each encoding. It is
// kept while it is asked for, from its first time on if always, else from its second. A
// handler that gives ErrAlone answers by itself.
func RespondOnce(w http.ResponseWriter, r *http.Request, hold Hold, key any, level int, always bool, h Handler) error {
	a, err := onceFor(r, key, level, always, h)
	if errors.Is(err, ErrAlone) {
		return h(w, r)
	}
	if err != nil {
		return err
	}
	release, err := hold(r.Context(), len(a.Body))
	if err != nil {
		return err
	}
	defer release()
	a.Respond(w, r)
	return nil
}

// wholeKey is what an answer is kept under before it is packed.
type wholeKey struct{ of any }

func onceFor(r *http.Request, key any, level int, always bool, h Handler) (Share, error) {
	if e := chooseEncoding(r); e >= 0 {
		if packed, ok := once.Get[tagged](sharedKey{key, e}); ok {
			return Share{packed}, nil
		}
	}
	keep := once.Share[tagged]
	if always {
		keep = once.Do[tagged]
	}
	whole, err := keep(r.Context(), wholeKey{key}, func(ctx context.Context) (t tagged, bytes int, err error) {
		a, err := collect(h, r.WithContext(ctx))
		t = tagged{ready{a, -1}, Tag(a.Body)}
		return t, t.Bytes() + keyBytes(key), err
	})
	if err != nil {
		return Share{}, err
	}
	e := encodingOf(r, whole.Answer)
	if e < 0 {
		return Share{whole}, nil
	}
	packed, err := keep(r.Context(), sharedKey{key, e}, func(ctx context.Context) (t tagged, bytes int, err error) {
		t.tag = whole.tag
		t.ready, err = whole.Answer.ready(ctx, e, level)
		return t, t.Bytes() + keyBytes(key), err
	})
	return Share{packed}, err
}
