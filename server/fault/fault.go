// Package fault is what can go wrong with a request, and what a caller may read of
// it: over HTTP, on the stream and on the page alike.
package fault

import (
	"context"
	"errors"
	"log/slog"
	"net/http"

	"downhill/train/field"
	"downhill/web"
)

// Sentinel errors, each with its place in the table below.
var (
	ErrBudget      = errors.New("this takes more computing than one request may: ask for fewer steps, rates or starts")
	ErrNotFound    = errors.New("there is no such page")
	ErrFull        = errors.New("the server is full: try again in a few seconds")
	ErrLongLink    = errors.New("this link is too long for a QR code")
	ErrLongAddress = errors.New("this link is too long: one has at most 6144 bytes behind its question mark")
	ErrManyKeys    = errors.New("this link has too many keys: there may be at most 100")
	ErrNoText      = errors.New("this link has bytes that are no UTF-8 text")
	ErrPanic       = errors.New(internalMessage) // in the log already, by whoever caught it
	ErrStopping    = errors.New("the server is about to stop: try again in a few seconds")
)

// statuses maps what can go wrong to what HTTP says of it. A field.Error is 400;
// anything that is not here is ours to fix: 500, logged by Say, and not shown.
var statuses = []struct {
	err     error
	status  int
	kind    string
	message string
}{
	{ErrBudget, http.StatusUnprocessableEntity, "budget", ErrBudget.Error()},
	{ErrNotFound, http.StatusNotFound, "not-found", ErrNotFound.Error()},
	{ErrFull, http.StatusServiceUnavailable, "full", ErrFull.Error()},
	{ErrLongLink, http.StatusRequestURITooLong, "long-link", ErrLongLink.Error()},
	{ErrLongAddress, http.StatusRequestURITooLong, "long-address", ErrLongAddress.Error()},
	{ErrManyKeys, http.StatusBadRequest, "many-keys", ErrManyKeys.Error()},
	{ErrNoText, http.StatusBadRequest, "no-text", ErrNoText.Error()},
	{ErrPanic, http.StatusInternalServerError, internalKind, internalMessage},
	{ErrStopping, http.StatusServiceUnavailable, "stopping", ErrStopping.Error()},
	{context.Canceled, 499, "cancelled", "the request was cancelled"}, // the caller went away: nobody reads this
	{context.DeadlineExceeded, http.StatusServiceUnavailable, "busy", "the server is busy: try again in a few seconds"},
}

// What is ours to fix is told without its reason.
const (
	internalKind    = "internal"
	internalMessage = "something went wrong on the server"
)

// Messages are the English sentences of what can go wrong, by kind.
func Messages() map[string]string {
	all := map[string]string{internalKind: internalMessage}
	for _, s := range statuses {
		all[s.kind] = s.message
	}
	return all
}

// Problem is what a caller may read of an error: a sentence in English,
// and as data what it is made of, so that the page can say it in its language.
type Problem struct {
	Field   string            `json:"field,omitempty"`
	Kind    string            `json:"kind"`
	Message string            `json:"message"`
	Column  int               `json:"column,omitempty"`
	Value   string            `json:"value,omitempty"`
	Args    map[string]string `json:"args,omitempty"`
}

// Tell says what a caller may read of err, and its status.
func Tell(err error) (Problem, int) {
	var wrong *field.Error
	if errors.As(err, &wrong) {
		return Problem{Field: wrong.Field, Kind: wrong.Kind, Message: wrong.Error(), Column: wrong.Column,
			Value: wrong.Value, Args: wrong.Args}, http.StatusBadRequest
	}
	for _, s := range statuses {
		if errors.Is(err, s.err) {
			return Problem{Kind: s.kind, Message: s.message}, s.status
		}
	}
	return Problem{Kind: internalKind, Message: internalMessage}, http.StatusInternalServerError
}

// Say is Tell for an error that is answered: what is ours to fix goes into the log.
func Say(ctx context.Context, err error) (Problem, int) {
	told, status := Tell(err)
	if told.Kind == internalKind && !errors.Is(err, ErrPanic) {
		slog.ErrorContext(ctx, "unexpected", "err", err)
	}
	return told, status
}

// In says the error with the words of a language, in English where they lack it:
// the keys of the API alone have no other.
func (t Problem) In(words map[string]string) string {
	key := "error." + t.Kind
	if _, ok := words[key]; !ok {
		return t.Message
	}
	args := []any{"field", t.Field, "value", t.Value}
	for name, value := range t.Args {
		args = append(args, name, value)
	}
	return web.T(words, key, args...)
}

// Field is a value that does not fit a key of our own.
func Field(key, kind, message string) error {
	return &field.Error{Field: key, Kind: kind, Message: message}
}
