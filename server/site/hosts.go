package site

import (
	"net"
	"net/netip"
	"net/url"
	"os"
	"slices"
	"strings"
)

// hosts are the names that this server answers to. A page of another site may
// point its own name at this machine (DNS rebinding) and would then read what
// we serve as if it were its own; so a name must be known. A private address
// is let through: who asks for an address was not misled by a name.
type hosts struct {
	public *url.URL // of --public-url; nil for none
	names  []string // of this machine, lower case
	own    []netip.Addr
}

func newHosts(public *url.URL) hosts {
	h := hosts{public: public, names: []string{"localhost"}}
	if name, err := os.Hostname(); err == nil && name != "" {
		name = strings.ToLower(name)
		first, _, _ := strings.Cut(name, ".")
		h.names = append(h.names, name, first, first+".local")
	}
	addrs, _ := net.InterfaceAddrs() // without them, private addresses still pass
	for _, a := range addrs {
		if p, err := netip.ParsePrefix(a.String()); err == nil {
			h.own = append(h.own, p.Addr().Unmap())
		}
	}
	return h
}

// allowed reports whether a Host header, with or without a port, is ours.
func (h hosts) allowed(host string) bool {
	if h.public != nil && strings.EqualFold(host, h.public.Host) {
		return true
	}
	name := strings.ToLower(strings.TrimSuffix(hostname(host), "."))
	if h.public != nil && name == strings.ToLower(h.public.Hostname()) {
		return true
	}
	if addr, err := netip.ParseAddr(name); err == nil {
		return h.allowedAddr(addr.WithZone("").Unmap())
	}
	return slices.Contains(h.names, name) || strings.HasSuffix(name, ".localhost")
}

func (h hosts) allowedAddr(a netip.Addr) bool {
	return a.IsLoopback() || a.IsPrivate() || a.IsLinkLocalUnicast() || slices.Contains(h.own, a)
}

// allowedOrigin reports whether a page of this origin may open the stream of
// host: it must be a host of ours, on the port that was asked. Clients that are
// no browsers send no origin; they are let in, since there is nothing that a
// reader's browser could be tricked into giving away. So is "null", the origin
// of a figure in a course system's sandbox: what the stream answers follows from
// the request alone, and another site could frame the figure anyway.
func (h hosts) allowedOrigin(origin, host string) bool {
	if origin == "" || origin == "null" {
		return true
	}
	u, err := url.Parse(origin)
	if err != nil || u.Host == "" || (u.Scheme != "http" && u.Scheme != "https") {
		return false
	}
	if strings.EqualFold(u.Host, host) || (h.public != nil && strings.EqualFold(u.Host, h.public.Host)) {
		return true
	}
	_, port, _ := net.SplitHostPort(host)
	return h.allowed(u.Host) && u.Port() == port
}

// hostname is a Host header without its port and brackets.
func hostname(host string) string {
	if name, _, err := net.SplitHostPort(host); err == nil {
		return name
	}
	return strings.Trim(host, "[]")
}

// loopback reports whether a Host header names this machine alone.
func loopback(host string) bool {
	name := strings.ToLower(hostname(host))
	addr, err := netip.ParseAddr(name)
	return name == "localhost" || strings.HasSuffix(name, ".localhost") || (err == nil && addr.IsLoopback())
}

// lanAddr is the address that others on the local network reach this machine
// by: the first private IPv4 address, else any other that is not loopback.
func (h hosts) lanAddr() (netip.Addr, bool) {
	var found netip.Addr
	for _, a := range h.own {
		if a.IsLoopback() || a.IsLinkLocalUnicast() {
			continue
		}
		if a.Is4() && a.IsPrivate() {
			return a, true
		}
		if !found.IsValid() {
			found = a
		}
	}
	return found, found.IsValid()
}
