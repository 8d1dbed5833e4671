package bus_test

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/x509"
	"encoding/pem"
	"fmt"
	"math/big"
	"net"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"downhill/server/bus"
	"downhill/server/live"
)

var _ live.Bus = (*bus.NATS)(nil)

// heard notes what is said in a room.
type heard struct {
	mu    sync.Mutex
	texts []string
}

func (h *heard) take(text []byte) {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.texts = append(h.texts, string(text))
}

func (h *heard) all() []string {
	h.mu.Lock()
	defer h.mu.Unlock()
	return slices.Clone(h.texts)
}

func open(t *testing.T, c bus.Config) *bus.NATS {
	t.Helper()
	b, err := bus.Open(c)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(b.Close)
	return b
}

func silent() []byte { return nil }

// crosses waits until what one instance says in a room another one hears.
func crosses(t *testing.T, from, to *bus.NATS) {
	t.Helper()
	h := &heard{}
	defer to.Join("CROSSES", h.take, silent)()
	waitFor(t, "a text to cross", func() bool {
		from.Publish("CROSSES", []byte("over"))
		return slices.Contains(h.all(), "over")
	})
}

// What is said in a room the others there hear, in its order, and nobody else.
func TestTextsCross(t *testing.T) {
	t.Parallel()
	server := newNATS(t)
	server.start()
	config := bus.Config{Servers: "nats://" + server.addr}
	a, b := open(t, config), open(t, config)
	crosses(t, a, b)
	own, other, elsewhere := &heard{}, &heard{}, &heard{}
	a.Join("ROOM", own.take, silent)
	leave := b.Join("ROOM", other.take, func() []byte { return []byte("known") })
	b.Join("ELSEWHERE", elsewhere.take, silent)
	waitFor(t, "an answer", func() bool { return string(a.Ask("ROOM")) == "known" })
	var want []string
	for i := range 500 {
		want = append(want, fmt.Sprint(i))
		a.Publish("ROOM", []byte(want[i]))
	}
	waitFor(t, "all that was said", func() bool { return len(other.all()) == len(want) })
	if !slices.Equal(other.all(), want) || len(own.all())+len(elsewhere.all()) > 0 {
		t.Errorf("heard %q, and where it was said %q, and elsewhere %q", other.all(), own.all(), elsewhere.all())
	}
	leave()
	waitFor(t, "nobody to answer", func() bool { return a.Ask("ROOM") == nil })
	if a.Ask("NOBODY") != nil {
		t.Error("a room in which nobody is answers")
	}
	if sent, received := a.Counts.Sent.Load(), b.Counts.Received.Load(); sent < 500 || received < 500 {
		t.Errorf("counted are %d sent and %d received", sent, received)
	}
}

// An instance starts without NATS, with one that refuses it too, and is on the bus as
// soon as it can be.
func TestNATSComesLate(t *testing.T) {
	t.Parallel()
	server := newNATS(t, "--user", "hall", "--pass", "secret")
	config := bus.Config{Servers: "nats://hall:secret@" + server.addr}
	a := open(t, config)
	told := make(chan bool, 10)
	a.Watch(func(connected bool) { told <- connected })
	if a.Connected() || <-told || a.Ask("ROOM") != nil {
		t.Error("without a server the bus is there")
	}
	a.Publish("ROOM", []byte("to nobody"))
	server.start()
	if !<-told {
		t.Error("a server that came is told as none")
	}
	crosses(t, a, open(t, config))
	stranger := open(t, bus.Config{Servers: "nats://hall:guess@" + server.addr})
	if stranger.Connected() {
		t.Error("with another password an instance is on the bus")
	}
	server.kill()
	if <-told {
		t.Error("a server that is gone is told as there")
	}
	server.start()
	if !<-told {
		t.Error("a server that is back is not told")
	}
	crosses(t, a, open(t, config))
	waitFor(t, "what could not be sent to be counted", func() bool { return a.Counts.Dropped.Load() > 0 })
}

// NATS behind TLS that asks for a client's certificate.
func TestTLS(t *testing.T) {
	t.Parallel()
	certificate, key := certified(t)
	server := newNATS(t, "--tls", "--tlscert", certificate, "--tlskey", key, "--tlscacert", certificate, "--tlsverify")
	server.start()
	servers := "tls://" + server.addr
	full := bus.Config{Servers: servers, CA: certificate, Certificate: certificate + "," + key}
	crosses(t, open(t, full), open(t, full))
	for _, c := range []bus.Config{{Servers: servers, CA: certificate}, {Servers: servers, Certificate: full.Certificate}} {
		if open(t, c).Connected() {
			t.Errorf("with %+v an instance is on the bus", c)
		}
	}
}

// seed and user are a pair of keys of NATS, for this test.
const (
	seed = "SUAMR4C66JEEP3TDQOPTE7FCNZIC6K2LRZZYN6TQKQQ2JWQBA45U6Q27OI"
	user = "UDPGWNN4RCNZ3IO5OGK4ADX46JWOFFP55JIIOMQG4MFFF6ISLZ2CBQDK"
)

// NATS that lets in who has a user's seed, from a file.
func TestCredentials(t *testing.T) {
	t.Parallel()
	server := newNATS(t, "--config", write(t, "nats.conf", "authorization { users: [ { nkey: "+user+" } ] }"))
	server.start()
	config := bus.Config{Servers: "nats://" + server.addr}
	if open(t, config).Connected() {
		t.Error("without credentials an instance is on the bus")
	}
	config.Credentials = write(t, "user.creds", "-----BEGIN USER NKEY SEED-----\n"+seed+"\n------END USER NKEY SEED------\n")
	crosses(t, open(t, config), open(t, config))
}

func write(t *testing.T, name, text string) (path string) {
	t.Helper()
	path = filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

// certified is a certificate that vouches for itself, and its key, as files.
func certified(t *testing.T) (certificate, key string) {
	t.Helper()
	private, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	template := x509.Certificate{SerialNumber: big.NewInt(1), NotBefore: time.Now().Add(-time.Hour), NotAfter: time.Now().Add(time.Hour),
		IPAddresses: []net.IP{net.IPv4(127, 0, 0, 1)}, IsCA: true, BasicConstraintsValid: true}
	signed, err := x509.CreateCertificate(rand.Reader, &template, &template, &private.PublicKey, private)
	if err != nil {
		t.Fatal(err)
	}
	secret, err := x509.MarshalECPrivateKey(private)
	if err != nil {
		t.Fatal(err)
	}
	file := func(name, kind string, block []byte) string {
		return write(t, name, string(pem.EncodeToMemory(&pem.Block{Type: kind, Bytes: block})))
	}
	return file("certificate.pem", "CERTIFICATE", signed), file("key.pem", "EC PRIVATE KEY", secret)
}

// Passwords stay out of the log.
func TestBrief(t *testing.T) {
	for servers, want := range map[string]string{
		"nats://host:4222":                "nats://host:4222",
		"nats://u:p@host,tls://token@b:1": "nats://…@host,tls://…@b:1",
		"u:p@host":                        "…@host",
		"nats://u:p@ss@host":              "nats://…@host",
	} {
		if got := bus.Brief(servers); got != want {
			t.Errorf("%s is logged as %s", servers, got)
		}
	}
	if err := bus.Check("nats://u:secret@"); err == nil || strings.Contains(err.Error(), "secret") {
		t.Errorf("what can't be an address is told as %v", err)
	}
	if _, err := bus.Open(bus.Config{Servers: "nats://u:secret@127.0.0.1:1", Credentials: "no/such"}); err == nil {
		t.Error("without its credentials an instance starts")
	}
}
