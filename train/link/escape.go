package link

import "strings"

// formEncoded reports whether a query was written by an encoder of forms, whose +
// is a space, such as Python's urlencode. Such an encoder escapes characters that
// a browser leaves alone in an address that was typed: + ( ) , / and =. One such
// escape in any value marks all of them. In any other query + is a plus sign:
// formulas need it, and Safari makes x%5E2+y%5E2 of a typed x^2+y^2. A canonical
// link has no + at all.
func formEncoded(values []string) bool {
	for _, v := range values {
		for i := 0; i+2 < len(v); i++ {
			if v[i] == '%' && unhex(v[i+1]) >= 0 && unhex(v[i+2]) >= 0 &&
				strings.IndexByte("+(),/=", byte(unhex(v[i+1])<<4|unhex(v[i+2]))) >= 0 {
				return true
			}
		}
	}
	return false
}

// decodeValue is a value decoded; form reports whether a + in it is a space.
func decodeValue(value string, form bool) (string, bool) {
	if form {
		value = strings.ReplaceAll(value, "+", " ")
	}
	return decode(value)
}

// Decoded is a text with its percent-encoding undone, but for what is none.
func Decoded(s string) string {
	out := make([]byte, 0, len(s))
	for i := 0; i < len(s); i++ {
		if s[i] == '%' && i+2 < len(s) && unhex(s[i+1]) >= 0 && unhex(s[i+2]) >= 0 {
			out = append(out, byte(unhex(s[i+1])<<4|unhex(s[i+2])))
			i += 2
			continue
		}
		out = append(out, s[i])
	}
	return string(out)
}

// decode undoes percent-encoding, and nothing else.
func decode(s string) (string, bool) {
	if !strings.Contains(s, "%") {
		return s, true
	}
	out := make([]byte, 0, len(s))
	for i := 0; i < len(s); i++ {
		if s[i] != '%' {
			out = append(out, s[i])
			continue
		}
		if i+2 >= len(s) || unhex(s[i+1]) < 0 || unhex(s[i+2]) < 0 {
			return "", false
		}
		out = append(out, byte(unhex(s[i+1])<<4|unhex(s[i+2])))
		i += 2
	}
	return string(out), true
}

func unhex(c byte) int {
	switch {
	case '0' <= c && c <= '9':
		return int(c - '0')
	case 'a' <= c && c <= 'f':
		return int(c-'a') + 10
	case 'A' <= c && c <= 'F':
		return int(c-'A') + 10
	}
	return -1
}

// encode percent-encodes all of a key but letters, digits, full stops and underscores,
// which names of keys have.
func encode(s string) string {
	var out []byte
	for i := range len(s) {
		if c := s[i]; alphanumeric(c) || c == '.' || c == '_' {
			out = append(out, c)
		} else {
			out = escaped(out, c)
		}
	}
	return string(out)
}

// encodeValue percent-encodes a value so that no chat, editor or word processor that a
// link goes through takes a part of it for its own: of all marks only - . , : / stay, and
// those where they look like none (stays). Nothing in it looks damaged to Mend either:
// what comes after its own percent sign is encoded where that would look like an escape.
func encodeValue(value string) string {
	out := make([]byte, 0, 2*len(value))
	for i := range len(value) {
		if stays(value, i) && !(i > 0 && escapedLike(value[i-1:])) {
			out = append(out, value[i])
		} else {
			out = escaped(out, value[i])
		}
	}
	return string(out)
}

// escapedLike reports whether a text begins as an escape does.
func escapedLike(s string) bool {
	return len(s) >= 3 && s[0] == '%' && unhex(s[1]) >= 0 && unhex(s[2]) >= 0
}

// escapedEscape reports whether a text begins with %25 and two hexadecimal
// digits.
func escapedEscape(s string) bool {
	return len(s) >= 5 && s[:3] == "%25" && unhex(s[3]) >= 0 && unhex(s[4]) >= 0
}

// marks are those that a value keeps.
const marks = "-.,:/"

// stays reports whether a byte of a value may stand as it is: a letter, a digit, or one
// of marks that is alone, as in lists, negative numbers and fractions. A mark at the end
// would be left out of the link, two together are made a dash or an ellipsis, and a colon
// before anything but a digit is made a face.
func stays(value string, i int) bool {
	c := value[i]
	if alphanumeric(c) {
		return true
	}
	if strings.IndexByte(marks, c) < 0 || i+1 == len(value) {
		return false
	}
	next := value[i+1]
	switch {
	case c == ':':
		return '0' <= next && next <= '9'
	case next == '-':
		return (c == ',' || c == '/') && i+2 < len(value) && alphanumeric(value[i+2])
	}
	return strings.IndexByte(marks, next) < 0
}

func alphanumeric(c byte) bool {
	return 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || '0' <= c && c <= '9'
}

func escaped(out []byte, c byte) []byte {
	const hex = "0123456789ABCDEF"
	return append(out, '%', hex[c>>4], hex[c&15])
}
