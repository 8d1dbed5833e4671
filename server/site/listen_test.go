package site

import (
	"net"
	"strings"
	"testing"
)

// A port in use is told; where any may be taken, it is one near it.
func TestListenNearAPortInUse(t *testing.T) {
	taken, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer taken.Close()
	config := Config{Addr: taken.Addr().String()}
	if l, err := config.listen(); err == nil || !strings.Contains(err.Error(), "--addr") {
		t.Errorf("listens on %v, a port in use: %v", l, err)
	}
	config.AnyPort = true
	l, err := config.listen()
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	if l.Addr().String() == taken.Addr().String() || !strings.HasPrefix(l.Addr().String(), "127.0.0.1:") {
		t.Errorf("listens on %v", l.Addr())
	}
}
