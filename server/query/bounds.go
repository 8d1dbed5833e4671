package query

import (
	"strings"
	"unicode/utf8"

	"downhill/server/fault"
	"downhill/server/limits"
	"downhill/train/link"
)

// Check refuses a query that no link of ours is: too long, of too many keys, or with
// bytes that are no text. It looks at the bytes alone, so that refusing costs nothing.
func Check(raw string) error { return CheckWithin(raw, limits.LongestLink) }

// CheckWithin is Check for a query of so many bytes at most.
func CheckWithin(raw string, most int) error {
	switch {
	case strings.Count(raw, "&") >= limits.MostKeys:
		return fault.ErrManyKeys
	case len(raw) > most:
		return fault.ErrLongAddress
	case !utf8.ValidString(link.Decoded(raw)):
		return fault.ErrNoText
	}
	return nil
}
