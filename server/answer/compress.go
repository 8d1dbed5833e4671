package answer

import (
	"bytes"
	"compress/gzip"
	"context"
	"io"
	"net/http"
	"slices"
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
	packed, _ := pack(context.Background(), encoding, b, level) // which never ends
	return packed
}

// packedPiece is how much is compressed between two looks at the context.
const packedPiece = 16 << 10

// pack is Pack until ctx ends, whose error it gives.
func pack(ctx context.Context, encoding int, b []byte, level int) ([]byte, error) {
	var out bytes.Buffer
	w := encodings[encoding].writer(&out, level)
	for piece := range slices.Chunk(b, packedPiece) {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		_, _ = w.Write(piece) // a buffer takes everything
	}
	_ = w.Close()
	return out.Bytes(), nil
}

// packable reports whether what is of a content type gets smaller.
func packable(kind string) bool {
	return strings.HasPrefix(kind, "text/") || strings.HasPrefix(kind, "application/json") || strings.HasPrefix(kind, "image/svg")
}
