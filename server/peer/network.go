package peer

import (
	"net/http"
	"net/netip"
)

// household is how many bits of an IPv6 address a whole household has.
const household = 64

// Network is whose address a request came by: the address, of IPv6 the part that a whole
// household has, since each of its machines may have as many as it likes.
func Network(r *http.Request) netip.Prefix {
	a := Of(r)
	bits := a.BitLen()
	if a.Is6() {
		bits = household
	}
	whole, _ := a.Prefix(bits) // the zero value of none
	return whole
}
