package stream

import (
	"bufio"
	"net"
	"net/http"
)

// What a stream's buffers hold: a header of a frame, or a control frame whole. What is
// longer is read and written by itself, so that nothing large waits with an idle page.
const (
	readBuffer  = 512
	writeBuffer = 128
)

// slim lets a stream have small buffers in the place of the server's.
type slim struct{ http.ResponseWriter }

// Hijack is for the websocket library.
func (s slim) Hijack() (net.Conn, *bufio.ReadWriter, error) {
	conn, usual, err := http.NewResponseController(s.ResponseWriter).Hijack()
	if err != nil {
		return nil, nil, err
	}
	if usual.Reader.Buffered() > 0 || usual.Writer.Buffered() > 0 {
		return conn, usual, nil // the page spoke before it was answered, which browsers don't
	}
	return conn, bufio.NewReadWriter(bufio.NewReaderSize(conn, readBuffer), bufio.NewWriterSize(conn, writeBuffer)), nil
}
