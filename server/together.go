package main

import (
	"errors"
	"fmt"
	"net"
	"net/netip"
)

// together says which of the settings do not go together; the error names them by the
// flags or variables that set them.
func (c *settings) together() error {
	for _, part := range []string{"nats-creds", "nats-ca", "nats-cert"} {
		if c.sources[part] != "" && c.sources["nats"] == "" {
			return fmt.Errorf("%s: it is of use with --nats alone, which is not set", c.sources[part])
		}
	}
	if c.sources["nats-creds"] != "" && c.NATS.HasUser() {
		return fmt.Errorf("%s: %s names a user already: give one of both", c.sources["nats-creds"], c.sources["nats"])
	}
	if c.sources["debug-addr"] != "" && sameAddr(c.Addr, c.DebugAddr) {
		return fmt.Errorf("%s: %q is where the page is served: choose another port, such as localhost:6060", c.sources["debug-addr"], c.DebugAddr)
	}
	if c.health && c.version {
		return errors.New("--health, --version: give one of both")
	}
	return nil
}

// sameAddr reports whether who listens at addr leaves no room for who listens at an
// address of this machine alone.
func sameAddr(addr, own string) bool {
	host, port, _ := net.SplitHostPort(addr)
	ownHost, ownPort, _ := net.SplitHostPort(own)
	if port != ownPort || port == "0" {
		return false
	}
	at, err := netip.ParseAddr(host)
	return host == "" || host == ownHost || (err == nil && at.IsUnspecified())
}
