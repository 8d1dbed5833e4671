//go:build browsers

package browser

import (
	"bufio"
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"net"
	"net/http"
	"strconv"
	"time"

	"downhill/server/client"
)

// A driver takes the commands of W3C WebDriver to a browser. What they are and
// what they answer is the same for each; how they travel is not.
type driver interface {
	// do sends a command and reads its value into answer, which may be nil.
	do(c command, params, answer any) error
	close()
}

// A command by its address over HTTP, below the session, and by its name in Marionette.
type command struct{ path, name string }

var (
	navigateTo     = command{"/url", "WebDriver:Navigate"}
	executeScript  = command{"/execute/sync", "WebDriver:ExecuteScript"}
	performActions = command{"/actions", "WebDriver:PerformActions"}
	takeScreenshot = command{"/screenshot", "WebDriver:TakeScreenshot"}
	setWindowRect  = command{"/window/rect", "WebDriver:SetWindowRect"}
)

// classic is WebDriver over HTTP: https://www.w3.org/TR/webdriver2/
type classic struct {
	client  http.Client
	session string // its address
}

// newClassic opens a session at the driver that serves address.
func newClassic(address string, options any) (*classic, error) {
	c := &classic{client: http.Client{Timeout: client.Patience}, session: address + "/session"}
	var opened struct{ SessionID string }
	err := c.do(command{}, map[string]any{"capabilities": map[string]any{"alwaysMatch": options}}, &opened)
	c.session += "/" + opened.SessionID
	return c, err
}

func (c *classic) do(cmd command, params, answer any) error {
	method := http.MethodPost
	if cmd == takeScreenshot {
		method = http.MethodGet
	}
	return c.send(method, c.session+cmd.path, params, answer)
}

func (c *classic) send(method, address string, params, answer any) error {
	var body io.Reader
	if method == http.MethodPost {
		b, err := json.Marshal(params)
		if err != nil {
			return err
		}
		body = bytes.NewReader(b)
	}
	request, err := http.NewRequest(method, address, body)
	if err != nil {
		return err
	}
	response, err := c.client.Do(request)
	if err != nil {
		return err
	}
	defer response.Body.Close()
	text, err := io.ReadAll(response.Body)
	if err != nil {
		return err
	}
	if response.StatusCode != http.StatusOK {
		return fmt.Errorf("%s %s: %s", method, address, text)
	}
	return value(text, answer)
}

func (c *classic) close() { _ = c.send(http.MethodDelete, c.session, nil, nil) } // the browser ends with its driver

// value reads what a command answers, an object with the value in it.
func value(text []byte, answer any) error {
	if answer == nil {
		return nil
	}
	return json.Unmarshal(text, &struct {
		Value any `json:"value"`
	}{answer})
}

// marionette is WebDriver as Firefox speaks it by itself: JSON over TCP, each
// message after its length and a colon.
// https://firefox-source-docs.mozilla.org/testing/marionette/Protocol.html
type marionette struct {
	conn net.Conn
	in   *bufio.Reader
	id   int
}

func newMarionette(address string) (*marionette, error) {
	conn, err := net.DialTimeout("tcp", address, client.Patience)
	if err != nil {
		return nil, err
	}
	m := &marionette{conn: conn, in: bufio.NewReader(conn)}
	if _, err := m.read(); err != nil { // it names its protocol first
		return nil, err
	}
	return m, m.do(command{name: "WebDriver:NewSession"}, map[string]any{}, nil)
}

func (m *marionette) do(cmd command, params, answer any) error {
	m.id++
	text, err := json.Marshal([]any{0, m.id, cmd.name, params})
	if err != nil {
		return err
	}
	if err := m.conn.SetDeadline(time.Now().Add(client.Patience)); err != nil {
		return err
	}
	if _, err := fmt.Fprintf(m.conn, "%d:%s", len(text), text); err != nil {
		return err
	}
	return m.take(cmd, answer)
}

// take reads the answer to the last command: [1, id, error, result].
func (m *marionette) take(cmd command, answer any) error {
	text, err := m.read()
	if err != nil {
		return err
	}
	var parts [4]json.RawMessage
	if err := json.Unmarshal(text, &parts); err != nil {
		return err
	}
	if string(parts[2]) != "null" {
		return fmt.Errorf("%s: %s", cmd.name, parts[2])
	}
	return value(parts[3], answer)
}

func (m *marionette) read() ([]byte, error) {
	length, err := m.in.ReadString(':')
	if err != nil {
		return nil, err
	}
	n, err := strconv.Atoi(length[:len(length)-1])
	if err != nil {
		return nil, err
	}
	text := make([]byte, n)
	_, err = io.ReadFull(m.in, text)
	return text, err
}

func (m *marionette) close() { _ = m.conn.Close() }
