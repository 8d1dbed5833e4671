package client

import (
	"fmt"
	"math/rand/v2"
	"net"
	"sync/atomic"
	"testing"
)

// lastPort is the port that was given out last. Those of FreeAddr lie below the ones
// that systems give to who calls: one of these may be taken by some call before a
// server listens on it.
var lastPort atomic.Int32

func init() { lastPort.Store(20000 + rand.Int32N(10000)) }

// FreeAddr is an address on this machine, host:port, that nothing listens on; this
// process gives it out once. It is for servers that are told where to listen, or that
// end and come again at the same address.
func FreeAddr(t testing.TB) string {
	t.Helper()
	var refused error
	for range 100 {
		addr := fmt.Sprintf("127.0.0.1:%d", lastPort.Add(1))
		listener, err := net.Listen("tcp", addr)
		if err == nil {
			listener.Close()
			return addr
		}
		refused = err
	}
	t.Fatal(refused)
	return ""
}
