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

// plain are the characters, beside letters and digits, that a link needs not
// encode and that formulas and lists read better with.
const plain = "-._~,:/*()"

// encode percent-encodes all but letters, digits and plain.
func encode(s string) string {
	const hex = "0123456789ABCDEF"
	var out strings.Builder
	for i := range len(s) {
		c := s[i]
		letter := 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || '0' <= c && c <= '9'
		if letter || strings.IndexByte(plain, c) >= 0 {
			out.WriteByte(c)
			continue
		}
		out.Write([]byte{'%', hex[c>>4], hex[c&15]})
	}
	return out.String()
}

// encodeValue is encode for a value, so that nothing in it looks damaged to Mend:
// a bracket at its end that it did not open is encoded too, and so is what comes
// after its own percent sign where that would look like an escape.
func encodeValue(value string) string {
	const hex = "0123456789ABCDEF"
	text := encode(value)
	for i := 0; i < len(text); i++ {
		if c := text[i:]; escapedEscape(c) {
			text = text[:i+3] + string([]byte{'%', hex[c[3]>>4], hex[c[3]&15]}) + c[4:]
		}
	}
	if strings.HasSuffix(value, ")") && unopened(value) {
		text = text[:len(text)-1] + "%29"
	}
	return text
}

// escapedEscape reports whether a text begins with %25 and two hexadecimal
// digits.
func escapedEscape(s string) bool {
	return len(s) >= 5 && s[:3] == "%25" && unhex(s[3]) >= 0 && unhex(s[4]) >= 0
}
