package answer

import (
	"bytes"
	"compress/gzip"
	"io"
	"net/http"
	"strings"

	"github.com/andybalholm/brotli"
)

// worthPacking is the size below which compressing saves no packet.
const worthPacking = 1400

// encodings in the order of our liking. The level is 0 to 9 in both.
var encodings = []struct {
	name   string
	writer func(w io.Writer, level int) io.WriteCloser
}{
	{"br", func(w io.Writer, level int) io.WriteCloser { return brotli.NewWriterLevel(w, level) }},
	{"gzip", func(w io.Writer, level int) io.WriteCloser {
		z, _ := gzip.NewWriterLevel(w, level) // the level is one of ours
		return z
	}},
}

// chooseEncoding is the index of the encoding to use for a request, -1 for none.
func chooseEncoding(r *http.Request) int {
	accepted := map[string]bool{}
	for part := range strings.SplitSeq(r.Header.Get("Accept-Encoding"), ",") {
		name, params, _ := strings.Cut(strings.TrimSpace(part), ";")
		q := strings.ReplaceAll(params, " ", "")
		accepted[strings.ToLower(name)] = q != "q=0" && !strings.HasPrefix(q, "q=0.000") && q != "q=0.0" && q != "q=0.00"
	}
	for i, e := range encodings {
		if accepted[e.name] {
			return i
		}
	}
	return -1
}

// Pack compresses b by an encoding.
func Pack(encoding int, b []byte, level int) []byte {
	var out bytes.Buffer
	w := encodings[encoding].writer(&out, level)
	_, _ = w.Write(b) // a buffer takes everything
	_ = w.Close()
	return out.Bytes()
}

// Packing compresses b at a level, by the encoding that it is asked for.
func Packing(b []byte, level int) func(encoding int) []byte {
	return func(encoding int) []byte { return Pack(encoding, b, level) }
}

// packable reports whether what is of a content type gets smaller.
func packable(kind string) bool {
	return strings.HasPrefix(kind, "text/") || strings.HasPrefix(kind, "application/json") || strings.HasPrefix(kind, "image/svg")
}
