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
func Check(raw string) error {
	switch {
	case strings.Count(raw, "&") >= limits.MostKeys:
		return fault.ErrManyKeys
	case len(raw) > limits.LongestLink:
		return fault.ErrLongAddress
	case !utf8.ValidString(link.Decoded(raw)):
		return fault.ErrNoText
	}
	return nil
}
