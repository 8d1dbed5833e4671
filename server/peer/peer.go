// Package peer tells the address of whoever asks: that of the connection, or, behind a
// proxy that the operator trusts, the one that the proxy tells.
package peer

import (
	"context"
	"fmt"
	"net"
	"net/http"
	"net/netip"
	"strings"
)

// Trusted are the networks of the proxies that are believed. The zero value believes
// nobody.
type Trusted []netip.Prefix

// Parse reads networks and addresses between commas, such as 10.0.0.0/8,::1. Its error
// names the first that is neither.
func Parse(text string) (Trusted, error) {
	var all Trusted
	for _, word := range strings.FieldsFunc(text, func(c rune) bool { return c == ',' || c == ' ' }) {
		p, err := netip.ParsePrefix(word)
		if a, wrong := netip.ParseAddr(word); wrong == nil && a.Zone() == "" {
			p, err = a.Prefix(a.BitLen())
		}
		if err != nil {
			return nil, fmt.Errorf("%q is neither a network such as 10.0.0.0/8 nor an address such as ::1", word)
		}
		all = append(all, unmapped(p.Masked()))
	}
	if len(all) == 0 && text != "" {
		return nil, fmt.Errorf("%q names no network or address, such as 10.0.0.0/8 or ::1", text)
	}
	return all, nil
}

// unmapped is a network of IPv4 addresses in their own form: ::ffff:10.0.0.0/104 is
// 10.0.0.0/8.
func unmapped(p netip.Prefix) netip.Prefix {
	const mapped = 96 // bits before an IPv4 address in an IPv6 one
	if p.Addr().Is4In6() && p.Bits() >= mapped {
		return netip.PrefixFrom(p.Addr().Unmap(), p.Bits()-mapped)
	}
	return p
}

func (t Trusted) has(a netip.Addr) bool {
	for _, p := range t {
		if p.Contains(a) {
			return true
		}
	}
	return false
}

// Addr is the address of whoever asks. Each proxy adds the address that it was asked
// from at the end of a list, so that the list is read from there, for as long as the
// teller is trusted: what a caller wrote into it stands before, and is never reached.
// A proxy passes the header that it does not know on as a caller wrote it; where the
// two headers differ neither is believed, and the address is the proxy's own.
func (t Trusted) Addr(r *http.Request) netip.Addr {
	own := remote(r)
	if !t.has(own) {
		return own
	}
	list, forwarded := r.Header.Values("X-Forwarded-For"), r.Header.Values("Forwarded")
	switch by, also := t.walk(own, hops(list)), t.walk(own, forwardedHops(forwarded)); {
	case len(forwarded) == 0:
		return by
	case len(list) == 0, by == also:
		return also
	}
	return own
}

// walk goes back along the hops of a list while who tells of them is trusted.
func (t Trusted) walk(at netip.Addr, hops []string) netip.Addr {
	for i := len(hops) - 1; i >= 0 && t.has(at); i-- {
		before, ok := parseHop(hops[i])
		if !ok {
			return at // hidden, or nonsense: whoever told it stands for it
		}
		at = before
	}
	return at
}

// hops are the entries of all X-Forwarded-For headers, in order.
func hops(values []string) []string {
	if len(values) == 0 {
		return nil
	}
	return strings.Split(strings.Join(values, ","), ",")
}

// forwardedHops are the addresses of all Forwarded headers (RFC 7239), in order; empty
// for a hop that tells none.
func forwardedHops(values []string) []string {
	all := hops(values)
	for i, hop := range all {
		all[i] = ""
		for pair := range strings.SplitSeq(hop, ";") {
			key, value, _ := strings.Cut(strings.TrimSpace(pair), "=")
			if strings.EqualFold(key, "for") {
				all[i] = strings.Trim(value, `"`)
			}
		}
	}
	return all
}

// parseHop reads an address with or without a port, in brackets or without.
func parseHop(text string) (netip.Addr, bool) {
	text = strings.TrimSpace(text)
	if host, _, err := net.SplitHostPort(text); err == nil {
		text = host
	}
	a, err := netip.ParseAddr(strings.Trim(text, "[]"))
	return a.WithZone("").Unmap(), err == nil
}

// remote is the address at the other end of the connection; the zero value where there
// is none, as in a test.
func remote(r *http.Request) netip.Addr {
	at, _ := netip.ParseAddrPort(r.RemoteAddr)
	return at.Addr().WithZone("").Unmap()
}

type addrKey struct{}

// Tell lets what is behind it ask Of.
func (t Trusted) Tell(next http.Handler) http.Handler {
	if len(t) == 0 {
		return next
	}
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		next.ServeHTTP(w, r.WithContext(context.WithValue(r.Context(), addrKey{}, t.Addr(r))))
	})
}

// Of is the address of whoever made a request, without a zone, an IPv4 one in its own
// form: what the trusted proxy before it tells, else that of the connection.
func Of(r *http.Request) netip.Addr {
	if a, ok := r.Context().Value(addrKey{}).(netip.Addr); ok {
		return a
	}
	return remote(r)
}
