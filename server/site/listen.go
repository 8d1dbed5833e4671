package site

import (
	"errors"
	"fmt"
	"net"
	"strconv"
	"syscall"
)

// portsTried is how many ports after the usual one are tried, before any that is
// free: a person finds the page again at an address near the one they know.
const portsTried = 20

// listen opens the port of Addr; with AnyPort, where that is in use, one of the
// next, else any.
func (c Config) listen() (*net.TCPListener, error) {
	l, err := net.Listen("tcp", c.Addr)
	if err != nil && c.AnyPort {
		l, err = c.listenNear(err)
	}
	if err != nil {
		return nil, fmt.Errorf("can't listen on %s: %w", c.Addr, plainListenError(err, "--addr :8081"))
	}
	return l.(*net.TCPListener), nil
}

// listenNear opens a port near that of Addr, which failed so.
func (c Config) listenNear(failed error) (net.Listener, error) {
	host, word, err := net.SplitHostPort(c.Addr)
	if err != nil {
		return nil, failed
	}
	port, err := strconv.Atoi(word)
	if err != nil {
		return nil, failed
	}
	for next := port + 1; next <= min(port+portsTried, 65535); next++ {
		if l, err := net.Listen("tcp", net.JoinHostPort(host, strconv.Itoa(next))); err == nil {
			return l, nil
		}
	}
	return net.Listen("tcp", net.JoinHostPort(host, "0"))
}

// plainListenError says the usual causes in words; other is what can be given instead,
// as an example.
func plainListenError(err error, other string) error {
	var unknown *net.DNSError
	switch {
	case errors.Is(err, syscall.EADDRINUSE):
		return fmt.Errorf("another program is using this address: stop it, or choose another port, as with %s", other)
	case errors.Is(err, syscall.EACCES):
		return fmt.Errorf("this port needs more rights: choose one above 1023, as with %s", other)
	case errors.Is(err, syscall.EADDRNOTAVAIL):
		return fmt.Errorf("this machine has no such address: choose one of its own, or all, as with %s", other)
	case errors.As(err, &unknown):
		return fmt.Errorf("no address is known of a host %q: choose one of this machine, as with %s", unknown.Name, other)
	}
	return err
}
