package site

import (
	"cmp"
	"fmt"
	"io/fs"
	"net"
	"regexp"
	"strconv"
	"strings"
	"time"

	"downhill/server/bus"
	"downhill/server/limits"
	"downhill/server/peer"
	"downhill/server/stream"
	"downhill/static"
)

// Config is what can be set from outside. The zero value listens on :8080,
// answers to this machine's names and private addresses, and drains for 8 s.
type Config struct {
	Addr      string        // host:port to listen on; ":8080" if empty
	PublicURL string        // what links, previews and allowed hosts use
	BasePath  string        // where the site is on its host, such as /downhill; empty for the root
	AnyPort   bool          // where the port of Addr is in use, one of the next, else any that is free
	DebugAddr string        // where metrics and profiles are served to this machine alone; nowhere if empty
	Course    string        // the file of a course of lessons; none if empty
	Version   string        // what /healthz tells; nothing if empty
	Trusted   peer.Trusted  // the proxies that are believed when they tell a viewer's address
	NATS      bus.Config    // over which several instances share live lectures; none if empty
	Grace     time.Duration // how long viewers have to leave; 8 s if zero

	// What follows is for tests; zero means the usual limits.
	Asking        time.Duration // over which viewers are asked to leave: of Grace, all but the last quarter, for what is under way by then
	Stream        stream.Limits
	WriteDeadline time.Duration
	ReadTimeout   time.Duration // for a request and its body
	Static        fs.FS
}

// CheckAddr says why a text is not where one can listen; the error names it.
func CheckAddr(text string) error {
	host, port, err := net.SplitHostPort(text)
	if err != nil {
		return fmt.Errorf("%q is not host:port, such as :8080", text)
	}
	if host != "" && !isHost(host) {
		return fmt.Errorf("%q is neither an address nor the name of a host", host)
	}
	return CheckPort(port)
}

// CheckPort says why a text is not a port.
func CheckPort(text string) error {
	if _, err := strconv.ParseUint(text, 10, 16); err != nil {
		return fmt.Errorf("%q is not a port from 0 to 65535", text)
	}
	return nil
}

// CheckBasePath says why a text is not a base path.
func CheckBasePath(text string) error {
	if path := CleanBase(text); !basePath.MatchString(path) {
		return fmt.Errorf("%q is not a path such as /downhill, of letters, digits and ._~-", text)
	}
	return nil
}

// basePath is what a base path may be: nothing, or segments of plain characters.
var basePath = regexp.MustCompile(`^(/[A-Za-z0-9_~-][A-Za-z0-9._~-]*)*$`)

// CleanBase is a base path with a slash before it, also where none was written, and
// none behind; empty for the root.
func CleanBase(path string) string {
	path = strings.TrimSuffix(path, "/")
	if path == "" || path[0] == '/' {
		return path
	}
	return "/" + path
}

// complete fills in what is not set.
func (c Config) complete() Config {
	c.Addr = cmp.Or(c.Addr, ":8080")
	c.BasePath = CleanBase(c.BasePath)
	c.Grace = cmp.Or(c.Grace, 8*time.Second)
	c.Asking = cmp.Or(c.Asking, c.Grace*3/4)
	c.WriteDeadline = cmp.Or(c.WriteDeadline, limits.WriteDeadline)
	c.ReadTimeout = cmp.Or(c.ReadTimeout, limits.ReadTimeout)
	if c.Static == nil {
		c.Static = static.FS
	}
	return c
}
