package main

import (
	"bufio"
	"bytes"
	"context"
	"encoding/binary"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"sync"

	"nhooyr.io/websocket" //nolint:staticcheck // the server's library, with nothing of the server
)

// The bare writer answers each message with the messages of a file: what a server can
// reach at most that computes nothing.

// answerFile is where the bare writer finds its answer: a byte of the kind, four of the
// length, the message, and so on.
func answerFile() string { return filepath.Join(os.TempDir(), "downhill-load-answer") }

type message struct {
	kind websocket.MessageType
	body []byte
}

// serveBare is the bare writer; it listens until it is killed.
func serveBare() error {
	return http.ListenAndServe(os.Getenv("ADDR"), http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path != "/ws" {
			return
		}
		all, err := readAnswer(answerFile())
		if err != nil {
			http.Error(w, err.Error(), http.StatusInternalServerError)
			return
		}
		ws, err := websocket.Accept(w, r, &websocket.AcceptOptions{Subprotocols: []string{protocol}, InsecureSkipVerify: true, CompressionMode: websocket.CompressionDisabled})
		if err == nil {
			_ = answerAll(context.Background(), ws, all) // ends as the driver leaves
		}
	}))
}

// everyone are the connections that were told of a lecture: each message of one goes on
// to all of them, one after the other, and the answer with those that a hand holds and
// with the first of each.
var everyone sync.Map

func answerAll(ctx context.Context, ws *websocket.Conn, all []message) error {
	defer ws.CloseNow()
	defer everyone.Delete(ws)
	for {
		kind, asked, err := ws.Read(ctx)
		if err != nil {
			return err
		}
		if bytes.HasPrefix(asked, []byte(`{"live"`)) {
			everyone.Store(ws, true)
			if bytes.Contains(asked, []byte(`"follow"`)) {
				_ = writeAll(ctx, ws, all) // as below
				continue
			}
			held := bytes.Contains(asked, []byte(`"held":true`))
			everyone.Range(func(to, _ any) bool {
				if held {
					_ = writeAll(ctx, to.(*websocket.Conn), all) // who has left is left out
				}
				_ = to.(*websocket.Conn).Write(ctx, kind, asked)
				return true
			})
			continue
		}
		if err := writeAll(ctx, ws, all); err != nil {
			return err
		}
	}
}

func writeAll(ctx context.Context, ws *websocket.Conn, all []message) error {
	for _, m := range all {
		if err := ws.Write(ctx, m.kind, m.body); err != nil {
			return err
		}
	}
	return nil
}

// writeAnswer writes what the bare writer answers.
func writeAnswer(all []message) error {
	var b []byte
	for _, m := range all {
		b = append(b, byte(m.kind))
		b = binary.LittleEndian.AppendUint32(b, uint32(len(m.body)))
		b = append(b, m.body...)
	}
	return os.WriteFile(answerFile(), b, 0o600)
}

func readAnswer(path string) (all []message, err error) {
	file, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer file.Close()
	in := bufio.NewReader(file)
	for {
		var head [5]byte
		if _, err := io.ReadFull(in, head[:]); err == io.EOF {
			return all, nil
		} else if err != nil {
			return nil, err
		}
		m := message{websocket.MessageType(head[0]), make([]byte, binary.LittleEndian.Uint32(head[1:]))}
		if _, err := io.ReadFull(in, m.body); err != nil {
			return nil, err
		}
		all = append(all, m)
	}
}
